"""The catalogues of translations: gather, compile, check.

``update`` gathers every sentence into both catalogues, ``compile`` makes what the program
reads, ``check`` fails when a sentence is missing or a translation is not one. English is
the language of the sources, so its catalogue repeats them.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "eventapp" / "translations"
SAME = ROOT / "script" / "same_in_both_languages.txt"
KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "_n": (1, 2),
}
METHODS = [
    ("eventapp/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
]
NOISE = re.compile(
    rb'"(Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Trans|Language-Team|Generated)'
)
GAP = re.compile(r"%\((\w+)\)[sd]")


def gathered() -> Catalog:
    """Gather every sentence of the program."""
    catalog = Catalog(project="Træf", charset="utf-8", fuzzy=False)
    options = {"templates/**.html": {"trimmed": "true", "encoding": "utf-8"}}
    for top in ("eventapp", "templates"):
        methods = [
            (pattern.removeprefix(f"{top}/"), how)
            for pattern, how in METHODS
            if pattern.startswith(top)
        ]
        found = extract_from_dir(
            str(ROOT / top),
            methods,
            {p.removeprefix(f"{top}/"): o for p, o in options.items()},
            KEYWORDS,
        )
        for name, _line, message, comments, context in found:
            catalog.add(
                message, None, [(f"{top}/{name}", 0)], auto_comments=comments, context=context
            )
    return catalog


def path_of(language: str) -> Path:
    """Say where a language's catalogue is."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """Read a language's catalogue; an absent one is empty."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring both catalogues up to date, keeping what is translated."""
    fresh = gathered()
    for language in ("da", "en"):
        catalog = read(language)
        catalog.update(fresh, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        catalog.header_comment = (
            f"# What Træf says, in {'Danish' if language == 'da' else 'English'}."
        )
        if language == "en":
            for message in catalog:
                if message.id:
                    message.string = message.id
        write(language, catalog)


def write(language: str, catalog: Catalog) -> None:
    """Write a language's catalogue, without what would make two people's changes collide."""
    written = io.BytesIO()
    write_po(written, catalog, width=100, no_location=True, sort_output=True)
    kept = [row for row in written.getvalue().splitlines(keepends=True) if not NOISE.match(row)]
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_bytes(b"".join(kept))


def compile_all() -> None:
    """Make what the program reads, where it is older than the catalogue."""
    for language in ("da", "en"):
        source, made = path_of(language), path_of(language).with_suffix(".mo")
        if made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with made.open("wb") as file:
            write_mo(file, read(language))


def _forms(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def problems() -> list[str]:
    """List what is wrong with the catalogues, a sentence each."""
    said = {message.id for message in gathered() if message.id}
    same = set(SAME.read_text(encoding="utf-8").splitlines())
    found = []
    for language in ("da", "en"):
        catalog = read(language)
        known = {message.id: message for message in catalog if message.id}
        found += [f"{language}: not in the catalogue: {one!r}" for one in said - known.keys()]
        found += [f"{language}: nobody says this any more: {one!r}" for one in known.keys() - said]
        for identity in sorted(said & known.keys(), key=str):
            found += _wrong(language, known[identity], same)
    return found


def _wrong(language: str, message: Message, same: set[str]) -> list[str]:
    source, translated = _forms(message.id), _forms(message.string)
    if not all(translated):
        return [f"{language}: not translated: {source[0]!r}"]
    if message.fuzzy:
        return [f"{language}: marked as unsure: {source[0]!r}"]
    if language == "da" and set(source) & set(translated) and source[0] not in same:
        return [f"da: the same as the English, and not listed: {source[0]!r}"]
    wanted = set(GAP.findall(source[-1]))
    if any(set(GAP.findall(form)) - wanted for form in translated):
        return [f"{language}: a gap that nothing fills: {source[0]!r}"]
    if wanted - set(GAP.findall(translated[-1])):
        return [f"{language}: a gap was lost: {source[0]!r}"]
    return []


def main() -> None:
    """Do what was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("update", "compile", "check"))
    act = parser.parse_args().act
    if act == "update":
        update()
    elif act == "compile":
        compile_all()
    else:
        found = problems()
        print("\n".join(found))
        sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

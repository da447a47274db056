"""Third-party files are the ones we chose, and the site's one stylesheet is whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from script import assets

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
FACE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
ALLOWED_LICENCES = {
    "MIT AND OFL-1.1",
    # These two check our work, and no visitor ever gets a byte of them.
    "MPL-2.0",
    "Apache-2.0",
}
MOST_FOR_STYLE_AND_FACES = 48_000
"""Bytes on the wire; it leaves 12 kB of the first page's 60 to the page itself."""


@pytest.fixture(scope="module")
def locked() -> dict[str, dict[str, object]]:
    """Give what the lock says of every package."""
    packages: dict[str, dict[str, object]] = json.loads(
        (ROOT / "package-lock.json").read_text(encoding="utf-8")
    )["packages"]
    return {name: package for name, package in packages.items() if name}


def test_the_lock_names_no_address(locked: dict[str, dict[str, object]]) -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert [name for name, package in locked.items() if "resolved" in package] == []


def test_the_lock_holds_the_hash_of_every_package(locked: dict[str, dict[str, object]]) -> None:
    unhashed = [
        name
        for name, package in locked.items()
        if not str(package.get("integrity", "")).startswith("sha512-")
    ]

    assert unhashed == []


def test_every_package_has_a_licence_we_know(locked: dict[str, dict[str, object]]) -> None:
    assert {package["license"] for package in locked.values()} == ALLOWED_LICENCES


def test_every_made_file_is_as_the_manifest_says() -> None:
    assert assets.made_hashes(ROOT / assets.VENDOR) == assets.read_manifest(ROOT)


def test_the_stylesheet_is_made_from_the_parts_as_they_are_now() -> None:
    made = (ROOT / assets.VENDOR / "css/site.css").read_text(encoding="utf-8")

    assert made == assets.site_stylesheet(ROOT)


def test_another_run_would_make_nothing_third_party() -> None:
    # Asked rather than run: a test that repaired the folder would pass the second time.
    assert assets._is_up_to_date(ROOT)


def test_a_file_that_is_not_as_the_manifest_says_stops_the_run(tmp_path: Path) -> None:
    manifest = tmp_path / assets.MANIFEST
    manifest.parent.mkdir()
    manifest.write_text("0" * 64 + "  css/made.css\n", encoding="utf-8")

    with pytest.raises(assets.AssetError, match=r"^css/made\.css: not as static/vendor"):
        assets._refuse_differences(tmp_path, {"css/made.css": "1" * 64})


@pytest.fixture(scope="module")
def faces() -> dict[str, str]:
    """Give the unicode range of each web font that fonts.css loads, by its file."""
    css = (ROOT / "static/css/fonts.css").read_text(encoding="utf-8")
    found = {}
    for face in FACE.findall(css):
        file = re.search(r'url\("../vendor/fonts/web/([^"]+)"\)', face)
        unicode_range = re.search(r"unicode-range: ([^;]+);", face)
        if file and unicode_range:
            found[file[1]] = unicode_range[1]
    return found


def test_the_stylesheet_asks_for_the_ranges_that_the_fonts_were_cut_by(
    faces: dict[str, str],
) -> None:
    cut = {
        f"{face.slug}-{part}.woff2": unicode_range
        for face in assets.FACES
        for part, unicode_range in face.subsets
    }

    assert faces == cut


def test_the_first_faces_have_every_letter_of_danish_and_english() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzæøåé"
    needed = {ord(letter) for letter in letters + letters.upper() + "0123456789"}
    # Curly quotes, dashes and the ellipsis, as the texts on the pages have them.
    needed |= {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026}
    web = ROOT / assets.VENDOR / "fonts/web"

    for name in ("atkinson-400-core", "atkinson-700-core", "brygada-700-core"):
        with TTFont(web / f"{name}.woff2") as font:
            assert needed - set(font.getBestCmap()) == set(), name


def test_names_from_elsewhere_find_a_letter_in_some_face() -> None:
    web = ROOT / assets.VENDOR / "fonts/web"
    covered: set[int] = set()
    for name in ("atkinson-400-core", "atkinson-400-extended", "rest-400-rest"):
        with TTFont(web / f"{name}.woff2") as font:
            covered |= set(font.getBestCmap())

    assert {ord(letter) for letter in "ŁukaszŞahinĐặngNguyễnČapekŐriÞórŽ"} - covered == set()


def test_the_cut_source_sans_no_longer_bears_its_reserved_name() -> None:
    with TTFont(ROOT / assets.VENDOR / "fonts/web/rest-400-rest.woff2") as font:
        names = {record.toUnicode() for record in font["name"].names if record.nameID in {1, 4, 6}}

    assert names == {"Traef Rest", "TraefRest"}


def test_what_every_page_loads_stays_small() -> None:
    vendor = ROOT / assets.VENDOR
    style = len(brotli.compress((vendor / "css/site.css").read_bytes(), quality=5))
    core = ("atkinson-400-core", "atkinson-700-core", "brygada-700-core")
    fonts = sum((vendor / f"fonts/web/{name}.woff2").stat().st_size for name in core)

    assert style + fonts <= MOST_FOR_STYLE_AND_FACES


@pytest.mark.parametrize(
    ("written", "shrunk"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("a b > c + d,\ne { margin: 0 auto }", "a b>c + d,e{margin:0 auto}"),
        ("a { width: calc(1px + 2 * (3px - 1px)); }", "a{width:calc(1px + 2 * (3px - 1px))}"),
        ("/* a { b } */ a :hover { c: d }", "a :hover{c:d}"),
        ('a { content: " ; /* } "; }', 'a{content:" ; /* } "}'),
        (
            "@media (min-width: 1em) and (x) { a { b: c } }",
            "@media (min-width:1em) and (x){a{b:c}}",
        ),
        ("a { content: '\\' ; ' }", "a{content:'\\' ; '}"),
    ],
)
def test_shrinking_takes_only_what_means_nothing(written: str, shrunk: str) -> None:
    assert assets.shrink(written) == shrunk


def test_a_part_that_names_a_missing_file_stops_the_run(tmp_path: Path) -> None:
    css = tmp_path / "static/css"
    css.mkdir(parents=True)
    for part in assets.stylesheet_parts(tmp_path):
        part.write_text("", encoding="utf-8")
    (css / "base.css").write_text('a { background: url("../img/gone.svg") }', encoding="utf-8")

    with pytest.raises(assets.AssetError, match=r"^static/css/base\.css names \.\./img/gone\.svg"):
        assets.site_stylesheet(tmp_path)


def test_an_area_joins_the_stylesheet_by_adding_a_file(tmp_path: Path) -> None:
    css = tmp_path / "static/css"
    (css / "areas").mkdir(parents=True)
    for part in assets.stylesheet_parts(tmp_path):
        part.write_text("", encoding="utf-8")
    (css / "print.css").write_text("c { d: e }", encoding="utf-8")
    (css / "areas/themes.css").write_text("a { b: c }", encoding="utf-8")

    assert assets.site_stylesheet(tmp_path).split() == ["a{b:c}", "c{d:e}"]


def test_the_stylesheet_asks_for_a_font_by_the_address_that_the_page_does() -> None:
    made = (ROOT / assets.VENDOR / "css/site.css").read_text(encoding="utf-8")
    font = ROOT / assets.VENDOR / "fonts/web/atkinson-400-core.woff2"

    assert f'url("../fonts/web/{font.name}?v={assets.sha256(font)[:12]}")' in made
    assert "://" not in made

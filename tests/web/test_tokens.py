"""The colours: enough contrast everywhere, and one source for every file they stand in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventapp.web.drawings.colours import LIGHT
from script import tokens

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
PROPERTY = re.compile(r"var\((--[a-z0-9-]+)")


def test_black_on_white_has_the_contrast_that_wcag_says() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == 21
    assert round(tokens.contrast("#777777", "#FFFFFF"), 2) == 4.48


def test_no_pair_has_too_little_contrast_in_any_setting() -> None:
    assert tokens.fallen_pairs(tokens.PALETTES) == []


def test_a_pair_that_fell_is_named_with_its_ratio() -> None:
    pale = tokens.LIGHT | {"on-ok": "#3E7A5A"}

    assert tokens.fallen_pairs({"light": pale}) == [
        "light: on-ok on ok is 1.60, and must be 7 or more."
    ]


def test_every_file_made_from_the_tokens_is_as_they_say() -> None:
    assert tokens.differing_files(ROOT) == []


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    for path, text in tokens.made_files(tmp_path).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "static/css/tokens.css").write_text("a{}", encoding="utf-8")

    assert tokens.differing_files(tmp_path) == ["static/css/tokens.css"]


def test_the_drawings_use_the_light_colours() -> None:
    assert tokens.LIGHT == LIGHT


@pytest.mark.parametrize("name", sorted(tokens.PALETTES))
def test_every_setting_gives_every_token_a_value(name: str) -> None:
    assert set(tokens.PALETTES[name]) == set(tokens.LIGHT)


def test_every_property_that_a_stylesheet_uses_is_given_a_value_somewhere() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "static/css").rglob("*.css")]
    given = {name for sheet in sheets for name in re.findall(r"(--[a-z0-9-]+):", sheet)}
    used = {name for sheet in sheets for name in PROPERTY.findall(sheet)}

    assert used - given == set()


def test_every_layer_in_use_stands_in_the_declared_order() -> None:
    css = ROOT / "static/css"
    order = re.search(r"@layer ([a-z, ]+);", tokens.stylesheet())
    assert order is not None
    used = {
        name
        for path in css.rglob("*.css")
        for name in re.findall(r"@layer ([a-z]+) \{", path.read_text())
    }

    assert used - set(order[1].split(", ")) == set()

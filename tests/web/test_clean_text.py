"""What was typed is kept, less the characters that carry no text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventapp.web.forms import clean_line, clean_text, shows_something
from tests.hostile import TEXTS

pytestmark = pytest.mark.once
ANYTHING = st.text(st.characters(codec=None), max_size=60)
TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(ANYTHING)
@example("e\u200e\u0301")  # What stood between a letter and its accent is taken out.
@example("a\n\x00\n\nb")
@example("a\u2028b")
@example(" \u2003 a")
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert clean_text(clean_text(typed)) == clean_text(typed)
    assert clean_line(clean_line(typed)) == clean_line(typed)
    assert clean_line(clean_text(typed)) == clean_line(typed)


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_what_is_kept_can_be_stored_shown_and_sent(typed: str) -> None:
    kept = clean_text(typed)

    kept.encode("utf-8")
    assert [letter for letter in kept if letter in TURNS] == []
    assert {unicodedata.category(letter) for letter in kept if letter not in "\n\t"}.isdisjoint(
        {"Cc", "Cs", "Zl", "Zp"}
    )
    assert kept == unicodedata.normalize("NFC", kept).strip()
    assert "\n\n\n" not in kept


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_a_line_is_one_line(typed: str) -> None:
    line = clean_line(typed)

    assert len(line.splitlines()) <= 1
    assert "  " not in line
    assert "\t" not in line


@given(st.text("abcæøåéñ漢字ع😀-.,!?'\"&<>{}%", min_size=1, max_size=60))
@settings(max_examples=200, deadline=None)
def test_letters_signs_and_pictures_are_kept_as_they_are(typed: str) -> None:
    assert clean_text(typed) == typed
    assert clean_line(typed) == typed


@pytest.mark.parametrize("together", ["👩‍👩‍👧", "🏳️‍🌈", "क्‍ष", "می‌خواهم"])
def test_joiners_stay_where_they_make_one_sign_of_several(together: str) -> None:
    assert clean_line(together) == together


def test_accents_are_composed_so_that_a_name_is_found() -> None:
    assert clean_line("Rene\u0301") == "René"


@pytest.mark.parametrize("nothing", [None, "", " ", "\u200b\u200d", "\u2800", "\u3164", "\n\t"])
def test_what_shows_nothing_is_nothing(nothing: str | None) -> None:
    assert not shows_something(clean_line(nothing))


def test_all_but_one_hostile_text_shows_something() -> None:
    assert [name for name, typed in TEXTS.items() if not shows_something(clean_line(typed))] == [
        "zero width"
    ]

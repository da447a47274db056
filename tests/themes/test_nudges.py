"""What a writer is asked to look at, and what she is left alone with."""

from __future__ import annotations

import pytest

from eventapp.themes.nudges import NudgeKind, nudges_in

CPR, PHONE, ADDRESS, LINK, PERSON = NudgeKind


def _found(text: str) -> list[tuple[NudgeKind, str]]:
    return [(nudge.kind, nudge.found) for nudge in nudges_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mit nummer er 010190-1234", [(CPR, "010190-1234")]),
        ("0101901234", [(CPR, "0101901234")]),
        ("610190 1234", [(CPR, "610190 1234")]),
        ("Ring 12 34 56 78", [(PHONE, "12 34 56 78")]),
        ("Ring 12345678.", [(PHONE, "12345678")]),
        ("+45 1234 5678", [(PHONE, "+45 1234 5678")]),
        ("+46 70 123 45 67", [(PHONE, "+46 70 123 45 67")]),
        ("skriv til maja@mail.example i aften", [(ADDRESS, "maja@mail.example")]),
        ("se https://a.example/x?y=1 nu", [(LINK, "https://a.example/x?y=1")]),
        ("se langbordet.dk", [(LINK, "langbordet.dk")]),
        ("som min leder Hanne siger", [(PERSON, "min leder Hanne")]),
        ("Min læge, Øyvind, lytter", [(PERSON, "Min læge, Øyvind")]),
        ("vores kollega Ali er væk", [(PERSON, "vores kollega Ali")]),
        ("What my manager Ann says", [(PERSON, "my manager Ann")]),
        (
            "min chef Bo, bo@a.example, 12345678",
            [(PERSON, "min chef Bo"), (ADDRESS, "bo@a.example"), (PHONE, "12345678")],
        ),
    ],
)
def test_names_numbers_and_addresses_are_pointed_at(
    text: str, expected: list[tuple[NudgeKind, str]]
) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hvordan siger jeg nej, når min leder siger ja?",
        "I 2023 2024 og 2025 var vi 55 fra 4 regioner",
        "9910901234567",
        "Jeg hører stemmer, og psykiatrien lytter ikke. Det gør Hanne heller ikke.",
        "Min leder er god. Hanne siger hej.",
        "990190-1234",
        "",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_few_words_stand_round_what_was_found() -> None:
    [nudge] = nudges_in(
        "Skal jeg fortælle kollegerne om min egen krise, som min leder Hanne siger?"
    )

    assert (nudge.before, nudge.found, nudge.after) == (
        "… om min egen krise, som ",
        "min leder Hanne",
        " siger?",
    )

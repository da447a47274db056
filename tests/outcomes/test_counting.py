"""Numbers that never point at one person, and words that a count must back."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from eventapp.outcomes.checks import Need, open_points
from eventapp.outcomes.edition import Backing, Claim, Paragraph, Quantifier, Section
from eventapp.outcomes.head_count import engagement_counts, region_counts
from eventapp.registration.enums import Engagement, Region
from tests.outcomes.editions import evidence, full_edition


@pytest.fixture(autouse=True)
def _in_app(app: Flask) -> None:
    assert app


PEOPLE = st.lists(st.sampled_from([*Region, None]), max_size=60)


@given(PEOPLE)
def test_no_region_is_ever_counted_below_five_and_none_can_be_worked_out(
    regions: list[Region | None],
) -> None:
    shown = [group.people for group in region_counts(regions)]

    # The total is printed elsewhere, so what is shown must be all of it or nothing.
    assert sum(shown) in {0, len(regions)}
    assert all(people >= 5 for people in shown)


def test_a_region_that_is_too_small_takes_the_next_smallest_with_it() -> None:
    people = [Region.HOVEDSTADEN] * 9 + [Region.SJAELLAND] * 5 + [Region.NORDJYLLAND] * 2

    shown = {group.name: group.people for group in region_counts(people)}

    assert shown == {"Hovedstaden": 9, "Andre steder": 7}


@pytest.mark.parametrize(
    ("paid", "volunteer", "unsaid", "is_shown"),
    [(30, 25, 0, True), (30, 4, 0, False), (30, 25, 3, False), (30, 25, 5, True), (0, 0, 9, False)],
)
def test_paid_and_volunteer_are_counted_only_when_every_group_is_five(
    paid: int, volunteer: int, unsaid: int, *, is_shown: bool
) -> None:
    people = Counter({Engagement.PAID: paid, Engagement.VOLUNTEER: volunteer, None: unsaid})

    assert (engagement_counts(list(people.elements())) is not None) is is_shown


@pytest.mark.parametrize(
    ("word", "yes", "of", "need"),
    [
        ("all", 50, 50, None),
        ("all", 49, 50, Need.SMALLER_WORD),
        ("all", 30, 30, Need.SMALLER_WORD),
        ("broad_agreement", 40, 50, None),
        ("broad_agreement", 39, 50, Need.SMALLER_WORD),
        ("broad_agreement", 16, 20, Need.SMALLER_WORD),
        ("most", 26, 50, None),
        ("most", 25, 50, Need.SMALLER_WORD),
        ("many", 17, 50, None),
        ("many", 16, 50, Need.SMALLER_WORD),
        ("many", None, None, Need.COUNT),
        ("most_weight", None, None, Need.COUNT),
        ("some", None, None, None),
        ("several", 3, 50, None),
        ("several", 2, 50, Need.SMALLER_WORD),
        (None, None, None, None),
    ],
)
def test_a_word_for_how_many_must_be_earned(
    word: Quantifier | None, yes: int | None, of: int | None, need: Need | None
) -> None:
    backing = Backing(evidence("e", 3), 2, yes, of)

    assert _needs(Claim("u1", "Sådan er det.", backing, word)) == ([need] if need else [])


@pytest.mark.parametrize(("tables", "need"), [(1, Need.SMALLER_WORD), (2, None)])
def test_several_takes_two_tables_of_one_round(tables: int, need: Need | None) -> None:
    backing = Backing(evidence("e", 3), tables=3, tables_of_one_round=tables)

    assert _needs(Claim("u1", "Sådan er det.", backing, "several")) == ([need] if need else [])


def test_one_voice_is_printed_only_as_one_person() -> None:
    alone = Backing(evidence("e", 1), 1)

    assert _needs(Claim("u1", "Sådan er det.", alone)) == [Need.SECOND_VOICE]
    assert _needs(Claim("u1", "Sådan er det.", alone, "single")) == []


def _needs(claim: Claim) -> list[Need]:
    from dataclasses import replace

    edition = full_edition()
    theme = Section("t", "theme", "Et tema", (Paragraph("p", "peers", claims=(claim,)),))
    figures = replace(edition.figures, participants=55)
    return [
        point.need for point in open_points(replace(edition, sections=(theme,), figures=figures))
    ]

"""Answering proposals: one voice each, dealt fairly, counted only at the end."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from random import Random
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.db import db
from eventapp.themes.ballots import find_ballot
from eventapp.themes.enums import (
    LogRole,
    PauseReason,
    ProposalStatus,
    SupportValue,
    WindowPurpose,
)
from eventapp.themes.errors import CardChanged, SupportClosed, SupportStillOpen
from eventapp.themes.models import Support, WindowSecret
from eventapp.themes.order import next_card, order_of_the_day
from eventapp.themes.policies import print_of
from eventapp.themes.queries import Totals, answered_count, support_totals, unanswered_cards
from eventapp.themes.services.answering import answer, reduce_to_totals, take_back
from eventapp.themes.services.pausing import pause
from tests.days import NOW
from tests.factories.registration import make_registration
from tests.factories.themes import close_answers, give_answers, make_open_event, make_proposal

YES, MAYBE, PASS = SupportValue.YES, SupportValue.MAYBE, SupportValue.PASS


def _answers() -> list[tuple[str, str]]:
    return sorted((row.proposal_id, row.value.value) for row in db.session.scalars(select(Support)))


@pytest.mark.usefixtures("app")
def test_a_second_answer_replaces_the_first() -> None:
    event = make_open_event()
    proposal, person = make_proposal(event), make_registration(event)

    give_answers(proposal, {person.id: YES})
    give_answers(proposal, {person.id: PASS})

    assert _answers() == [(proposal.id, "pass")]


@pytest.mark.usefixtures("app")
def test_an_answer_can_be_taken_back_and_only_ones_own() -> None:
    event = make_open_event()
    proposal = make_proposal(event)
    people = [make_registration(event) for _ in range(2)]
    give_answers(proposal, {people[0].id: YES, people[1].id: MAYBE})

    take_back(event_id=event.id, registration_id=people[0].id, proposal_id=proposal.id, now=NOW)

    assert _answers() == [(proposal.id, "maybe")]


@pytest.mark.usefixtures("app")
def test_nobody_answers_or_takes_back_after_the_close() -> None:
    event = make_open_event()
    proposal, person = make_proposal(event), make_registration(event)
    give_answers(proposal, {person.id: YES})
    close_answers(event)

    with pytest.raises(SupportClosed):
        give_answers(proposal, {person.id: PASS})
    with pytest.raises(SupportClosed):
        take_back(event_id=event.id, registration_id=person.id, proposal_id=proposal.id, now=NOW)

    assert _answers() == [(proposal.id, "yes")]


@pytest.mark.usefixtures("app")
def test_an_answer_is_to_the_words_that_were_read() -> None:
    event = make_open_event()
    person, proposal = make_registration(event), make_proposal(event, "Kaffe")
    paused, foreign = make_proposal(event, "Pause"), make_proposal(make_open_event(), "Fremmed")
    prints = {one.id: print_of(one) for one in (paused, foreign)}
    pause(
        event_id=event.id,
        proposal_id=paused.id,
        reason=PauseReason.RISK,
        role=LogRole.ORGANISER,
        now=NOW,
    )

    for proposal_id, read in (
        (proposal.id, "the words of yesterday"),
        (paused.id, prints[paused.id]),
        (foreign.id, prints[foreign.id]),
        ("A" * 26, ""),
    ):
        with pytest.raises(CardChanged):
            answer(
                event_id=event.id,
                registration_id=person.id,
                proposal_id=proposal_id,
                read=read,
                value=YES,
                now=NOW,
            )

    assert _answers() == []


def test_people_who_answer_the_same_card_at_once_are_all_heard(app: Flask) -> None:
    event = make_open_event()
    proposal = make_proposal(event)
    people = [make_registration(event).id for _ in range(6)]
    event_id, proposal_id, read = event.id, proposal.id, print_of(proposal)
    together, broken = Barrier(len(people)), []

    def _answer(registration_id: int) -> None:
        with app.app_context():
            together.wait()
            try:
                answer(
                    event_id=event_id,
                    registration_id=registration_id,
                    proposal_id=proposal_id,
                    read=read,
                    value=YES,
                    now=NOW,
                )
            except Exception as error:  # noqa: BLE001 -- Whatever it is, the test fails with it.
                broken.append(error)
            finally:
                db.session.remove()

    # Nobody has answered yet, so they also race for making the secret of the window.
    threads = [Thread(target=_answer, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert broken == []
    assert _answers() == [(proposal_id, "yes")] * len(people)


@pytest.mark.usefixtures("app")
def test_cards_still_to_answer_are_what_a_plain_loop_finds() -> None:
    event, other = make_open_event(), make_open_event()
    people = [make_registration(event).id for _ in range(5)]
    cards = [make_proposal(event) for _ in range(7)]
    make_proposal(other)
    make_proposal(event, status=ProposalStatus.PAUSED, reason=PauseReason.RISK)
    draw = Random(7)  # noqa: S311 -- A test that comes out the same each time.
    given: dict[int, set[str]] = {person: set() for person in people}
    for card in cards:
        for person in draw.sample(people, draw.randrange(4)):
            give_answers(card, {person: draw.choice(list(SupportValue))})
            given[person].add(card.id)

    for person in people:
        ballot = find_ballot(db.session(), event_id=event.id, registration_id=person)
        expected = {
            card.id: sum(card.id in others for others in given.values())
            for card in cards
            if card.id not in given[person]
        }
        assert dict(unanswered_cards(db.session(), event.id, ballot)) == expected


def _gini(numbers: list[int]) -> float:
    ordered = sorted(numbers)
    size, total = len(ordered), sum(ordered)
    return sum((2 * place - size - 1) * number for place, number in enumerate(ordered, 1)) / (
        size * total
    )


def test_every_proposal_meets_about_as_many_people() -> None:
    cards = [f"card {number}" for number in range(40)]
    met: Counter[str] = Counter(dict.fromkeys(cards, 0))
    for person in range(55):
        answered: set[str] = set()
        for _card in range(8):
            dealt = next_card(
                [(card, met[card]) for card in cards if card not in answered],
                seed=f"person {person}".encode(),
            )
            assert dealt is not None
            answered.add(dealt)
            met[dealt] += 1

    assert _gini(list(met.values())) < 0.05
    assert set(met.values()) == {11}


def test_the_card_with_the_fewest_answers_comes_and_each_settles_ties_in_her_own_way() -> None:
    cards = [("a", 2), ("b", 1), ("c", 1), ("d", 1), ("e", 5)]
    dealt = {next_card(cards, seed=f"person {number}".encode()) for number in range(40)}

    assert dealt == {"b", "c", "d"}
    assert next_card([], seed=b"anybody") is None


def test_the_wall_is_shuffled_each_day_and_the_same_all_day() -> None:
    ids = [f"card {number}" for number in range(20)]
    orders = [
        sorted(ids, key=lambda one: order_of_the_day(one, day))
        for day in (NOW.date(), NOW.date(), NOW.date().replace(day=2))
    ]

    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert sorted(orders[2]) == sorted(ids)


@pytest.mark.usefixtures("app")
def test_nothing_is_counted_while_people_can_answer() -> None:
    event = make_open_event()
    give_answers(make_proposal(event), {make_registration(event).id: YES})

    for count in (support_totals, answered_count, _reduce):
        with pytest.raises(SupportStillOpen):
            count(db.session(), event.id, now=NOW)


def _reduce(_session: object, event_id: int, *, now: datetime) -> None:
    reduce_to_totals(event_id=event_id, now=now)


@pytest.mark.usefixtures("app")
def test_counts_are_the_same_after_the_ballots_are_gone() -> None:
    event = make_open_event()
    people = [make_registration(event).id for _ in range(3)]
    first, second, third = (make_proposal(event) for _ in range(3))
    give_answers(first, {people[0]: YES, people[1]: YES, people[2]: PASS})
    give_answers(second, {people[0]: MAYBE})
    close_answers(event)
    expected = {first.id: Totals(2, 0, 1), second.id: Totals(0, 1, 0), third.id: Totals()}
    assert support_totals(db.session(), event.id, now=NOW) == expected
    assert answered_count(db.session(), event.id, now=NOW) == 3

    for _time in range(2):
        reduce_to_totals(event_id=event.id, now=NOW)

    assert support_totals(db.session(), event.id, now=NOW) == expected
    assert answered_count(db.session(), event.id, now=NOW) == 3
    assert _answers() == []
    window = db.session.get_one(WindowSecret, (event.id, WindowPurpose.SUPPORT))
    assert window.secret is None
    assert find_ballot(db.session(), event_id=event.id, registration_id=people[0]) is None


@pytest.mark.usefixtures("app")
def test_a_ballot_is_of_one_person_in_one_gathering() -> None:
    events = [make_open_event() for _ in range(2)]
    people = [make_registration(events[0]).id for _ in range(2)]
    for event in events:
        give_answers(make_proposal(event), dict.fromkeys(people, YES))

    ballots = [
        find_ballot(db.session(), event_id=event.id, registration_id=person)
        for event in events
        for person in people
    ]

    assert len(set(ballots)) == 4

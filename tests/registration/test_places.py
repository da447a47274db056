"""The rule of who may take a seat, against one that tries every chair."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.registration.enums import Engagement, Region
from eventapp.registration.places import (
    Party,
    Room,
    Seeker,
    next_seated,
    offer_ends,
    party_of,
)

pytestmark = pytest.mark.once

NORTH, ZEALAND = Region.NORDJYLLAND, Region.SJAELLAND
KINDS = st.sampled_from([None, *Engagement])
REGIONS = st.sampled_from([None, NORTH, ZEALAND])
SEEKERS = st.builds(Seeker, KINDS, REGIONS)
PARTIES = st.builds(party_of, KINDS, REGIONS, brings=st.booleans())
CAPS = st.dictionaries(st.sampled_from(list(Engagement)), st.integers(0, 4))
RESERVED = st.dictionaries(st.sampled_from([NORTH, ZEALAND]), st.integers(0, 4))


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Room, list[Seeker]]:
    """Make a room and who sits in it, be it more than the rules would let in."""
    seated = draw(st.lists(SEEKERS, max_size=6))
    room = Room(
        places=draw(st.integers(1, 8)),
        caps=draw(CAPS),
        reserved=draw(RESERVED),
        taken=len(seated),
        by_kind=Counter(one.engagement for one in seated if one.engagement),
        by_region=Counter(one.region for one in seated if one.region),
        held=draw(st.integers(0, 3)),
    )
    return room, seated


def _chairs_asked_for(room: Room, seated: list[Seeker]) -> int:
    """Put a name on every chair that somebody sits on or has been promised."""
    chairs = ["somebody" for _ in seated] + ["an invitation" for _ in range(room.held)]
    for region, kept in room.reserved.items():
        hers = [one for one in seated if one.region is region]
        chairs += [region.value for _ in range(kept) if not (hers and hers.pop())]
    return len(chairs)


def _may(room: Room, seated: list[Seeker], party: Party) -> bool:
    after = [*seated, *party]
    for kind, cap in room.caps.items():
        is_asked = any(one.engagement is kind for one in party)
        if is_asked and sum(one.engagement is kind for one in after) > cap:
            return False
    if len(after) + room.held > room.places:
        return False
    before, then = _chairs_asked_for(room, seated), _chairs_asked_for(room, after)
    return then <= room.places or then == before


@given(rooms(), PARTIES)
def test_the_rule_is_the_one_that_tries_every_chair(
    given_room: tuple[Room, list[Seeker]], party: Party
) -> None:
    room, seated = given_room

    assert room.promised == _chairs_asked_for(room, seated)
    assert room.admits(party) is _may(room, seated, party)


@given(rooms(), st.lists(PARTIES, max_size=6))
def test_nobody_who_may_be_seated_is_passed_over(
    given_room: tuple[Room, list[Seeker]], queue: list[Party]
) -> None:
    room, _seated = given_room
    chosen = next_seated(room, queue)

    # The long way: after each one seated, begin again with who has waited longest.
    by_hand: list[int] = []
    while True:
        waits = [at for at in range(len(queue)) if at not in by_hand and room.admits(queue[at])]
        if not waits:
            break
        by_hand.append(waits[0])
        room = room.seating(queue[waits[0]])
    assert chosen == by_hand


@given(rooms(), SEEKERS)
def test_who_comes_and_goes_leaves_the_room_as_it_was(
    given_room: tuple[Room, list[Seeker]], one: Seeker
) -> None:
    room, _seated = given_room

    again = room.seating((one,)).without((one,))

    assert (again.taken, +Counter(again.by_kind), +Counter(again.by_region)) == (
        room.taken,
        +Counter(room.by_kind),
        +Counter(room.by_region),
    )


def test_seats_kept_for_the_north_are_given_to_the_north_alone() -> None:
    room = Room(places=3, reserved={NORTH: 2}, taken=1)

    assert [room.admits((Seeker(region=region),)) for region in (NORTH, ZEALAND, None)] == [
        True,
        False,
        False,
    ]


def test_a_seat_promised_twice_is_given_while_there_is_a_chair() -> None:
    made_smaller = Room(places=3, reserved={NORTH: 2, ZEALAND: 2}, taken=0)

    seated = next_seated(made_smaller, [(Seeker(region=NORTH),)] * 4)

    assert seated == [0, 1]


@pytest.mark.parametrize(
    ("hours_left", "offer_hours", "kept"),
    [(1000, 48, 48), (60, 48, 30), (2, 48, 1), (2, 1, 1), (0, 48, None), (10, 0, None)],
)
def test_an_offer_is_never_kept_past_half_of_the_time_that_is_left(
    hours_left: int, offer_hours: int, kept: int | None
) -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)

    ends = offer_ends(now, offer_hours=offer_hours, starts_at=now + timedelta(hours=hours_left))

    assert ends == (None if kept is None else now + timedelta(hours=kept))

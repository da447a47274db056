"""Who is inside, whatever order the records come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.checkin.enums import ScanKind
from eventapp.checkin.presence import Arrival, Presence, fold

pytestmark = pytest.mark.once

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Record:
    client_id: str
    registration_id: int | None
    kind: ScanKind
    happened_at: datetime
    undoes: str | None = None


def _arrived(number: int, person: int | None, minute: int) -> Record:
    return Record(_id(number), person, ScanKind.ARRIVED, NINE + timedelta(minutes=minute))


def _undone(number: int, person: int | None, minute: int, undoes: int) -> Record:
    at = NINE + timedelta(minutes=minute)
    return Record(_id(number), person, ScanKind.UNDONE, at, _id(undoes))


def _id(number: int) -> str:
    return str(UUID(int=number))


@st.composite
def logs(draw: st.DrawFn) -> list[Record]:
    """Make what some doors have written: each record once, few people, few minutes."""
    people, minutes = st.sampled_from([1, 2, 3, None]), st.integers(0, 5)
    arrived = [
        _arrived(number, draw(people), draw(minutes)) for number in range(draw(st.integers(0, 8)))
    ]
    undone = [
        _undone(100 + number, draw(people), draw(minutes), draw(st.integers(0, 9)))
        for number in range(draw(st.integers(0, 4)))
    ]
    return arrived + undone


@given(logs(), st.data())
def test_every_order_and_every_repetition_gives_one_state(
    log: list[Record], data: st.DataObject
) -> None:
    sent_twice = data.draw(st.lists(st.sampled_from(log))) if log else []
    mixed = data.draw(st.permutations(log + sent_twice))

    assert fold(mixed) == fold(log)


@given(logs())
def test_who_is_inside_is_who_has_an_arrival_that_nobody_took_back(log: list[Record]) -> None:
    taken_back = {record.undoes for record in log if record.kind is ScanKind.UNDONE}
    expected: dict[int, datetime] = {}
    for record in log:
        person = record.registration_id
        if record.kind is ScanKind.UNDONE or record.client_id in taken_back or person is None:
            continue
        expected[person] = min(record.happened_at, expected.get(person, record.happened_at))

    arrivals = fold(log).arrivals

    assert {person: one.happened_at for person, one in arrivals.items()} == expected


def test_the_earliest_arrival_counts() -> None:
    assert fold([_arrived(1, 7, 41), _arrived(2, 7, 12)]).arrivals == {
        7: Arrival(_id(2), NINE + timedelta(minutes=12))
    }


def test_an_undo_takes_back_what_it_names_and_nothing_else() -> None:
    presence = fold([_arrived(1, 7, 12), _arrived(2, 7, 41), _undone(3, 7, 42, undoes=1)])

    assert presence.arrivals == {7: Arrival(_id(2), NINE + timedelta(minutes=41))}
    assert (presence.was_undone(_id(1)), presence.was_undone(_id(2))) == (True, False)


def test_an_undo_that_is_heard_of_first_still_counts() -> None:
    assert fold([_undone(2, 7, 13, undoes=1), _arrived(1, 7, 12)]).is_inside(7) is False


def test_a_pass_nobody_has_is_not_counted() -> None:
    assert fold([_arrived(1, None, 12)]) == Presence({}, frozenset())

"""What is left of people on which day after the gathering."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from eventapp.accounts.models import MailLink
from eventapp.checkin.forgetting import forget_arrivals
from eventapp.checkin.models import ScanRecord
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.needs.enums import NeedKind
from eventapp.needs.models import Need
from eventapp.needs.services import Told, forget_needs, tell_needs
from eventapp.registration.enums import PeerRole, RegistrationStatus
from eventapp.registration.models import Registration, RegistrationRole
from eventapp.registration.retention import forget_people
from eventapp.registration.services import set_roles, withdraw
from eventapp.registration.signals import people_about_to_leave
from tests.factories.checkin import let_in
from tests.factories.events import make_event
from tests.factories.registration import make_registration, own_page_secret

pytestmark = pytest.mark.usefixtures("app")

WAITING = RegistrationStatus.WAITING
A_SECOND = timedelta(seconds=1)


def _sweep(now: datetime) -> None:
    """Do what the clock does, twice: the second time must change nothing."""
    for _again in range(2):
        forget_people(now=now)
        forget_needs(now=now)
        forget_arrivals(now=now)


def _fill(event: Event) -> None:
    told: dict[str, Any] = {"region": "sjaelland", "engagement": "paid"}
    came = make_registration(event, name="Came", **told)
    make_registration(event, name="Stayed away", **told)
    for status in (RegistrationStatus.OFFERED, WAITING, RegistrationStatus.CANCELLED):
        own_page_secret(make_registration(event, name=status.value, status=status, **told))
    own_page_secret(came)
    set_roles(registration_id=came.id, roles=frozenset({PeerRole.TABLE_HOST}))
    tell_needs(
        registration_id=came.id,
        told={NeedKind.FOOD: Told(("vegan",), "")},
        now=event.starts_at - timedelta(days=2),
    )
    let_in(came, at=event.starts_at)


def _left() -> dict[str, Any]:
    people = db.session.scalars(select(Registration).order_by(Registration.id)).all()
    counted = {
        name: db.session.scalars(select(func.count()).select_from(table)).one()
        for name, table in (
            ("needs", Need),
            ("roles", RegistrationRole),
            ("arrivals", ScanRecord),
            ("links", MailLink),
        )
    }
    db.session.rollback()
    return {
        "people": [person.chosen_name for person in people],
        "where from": [person.region is not None for person in people],
        **counted,
    }


EVERYTHING: dict[str, Any] = {
    "people": ["Came", "Stayed away", "offered", "waiting", "cancelled"],
    "where from": [True] * 5,
    "needs": 1,
    "roles": 1,
    "arrivals": 1,
    "links": 4,
}
CAME = {**EVERYTHING, "people": ["Came", "Stayed away"], "where from": [True] * 2, "links": 1}
FED = {**CAME, "needs": 0}
COUNTED = {**FED, "where from": [False] * 2, "roles": 0, "arrivals": 0}
NOTHING: dict[str, Any] = {
    "people": [],
    "where from": [],
    "needs": 0,
    "roles": 0,
    "arrivals": 0,
    "links": 0,
}
TIMELINE = {
    -60: EVERYTHING,
    0: EVERYTHING,
    1: CAME,
    2: CAME,
    3: FED,
    6: FED,
    7: COUNTED,
    29: COUNTED,
    30: NOTHING,
    400: NOTHING,
}


def test_day_by_day_less_is_left() -> None:
    event = make_event()
    _fill(event)
    ends_at = event.ends_at
    found = {}
    before: dict[str, Any] = EVERYTHING
    for day, expected in TIMELINE.items():
        at = ends_at + timedelta(days=day)
        _sweep(at - A_SECOND)
        assert _left() == before, f"just before day {day}"
        _sweep(at)
        found[day] = before = _left()
        assert before == expected, f"day {day}"

    assert found == TIMELINE


@pytest.mark.parametrize("day", TIMELINE)
def test_a_server_that_slept_comes_to_the_same(day: int) -> None:
    event = make_event()
    _fill(event)
    ends_at = event.ends_at
    # Somebody else's gathering is a year away.
    make_registration(make_event(starts_at=ends_at + timedelta(days=500), ends_at=_far(ends_at)))

    _sweep(ends_at + timedelta(days=day))

    left = _left()
    assert left["people"].pop() == "Maja"
    left["where from"].pop()
    assert left == TIMELINE[day]


def _far(ends_at: datetime) -> datetime:
    return ends_at + timedelta(days=500, hours=8)


@contextmanager
def _heard() -> Iterator[list[tuple[str, int, int]]]:
    """Collect what is said before people leave, and what can be counted at that moment."""
    heard: list[tuple[str, int, int]] = []

    def listen(_sender: object, *, session: Any, event: Event, now: datetime) -> None:
        del now
        people = session.scalars(
            select(Registration).where(Registration.event_id == event.id)
        ).all()
        heard.append((event.slug, len(people), sum(one.region is not None for one in people)))

    with people_about_to_leave.connected_to(listen):
        yield heard


def test_who_keeps_figures_is_told_while_everything_can_be_counted() -> None:
    event = make_event()
    _fill(event)
    slug, ends_at = event.slug, event.ends_at
    with _heard() as heard:
        for day in TIMELINE:
            _sweep(ends_at + timedelta(days=day))

    # A week after, with where people come from; a month after, when that is gone.
    assert heard == [(slug, 2, 2), (slug, 2, 0)]


def test_after_a_long_sleep_the_figures_are_told_whole() -> None:
    event = make_event()
    _fill(event)
    slug, ends_at = event.slug, event.ends_at
    with _heard() as heard:
        _sweep(ends_at + timedelta(days=90))

    assert heard == [(slug, 2, 2)]


def test_the_needs_of_who_cancels_go_at_once(now: datetime) -> None:
    event = make_event()
    person = make_registration(event)
    tell_needs(registration_id=person.id, told={NeedKind.FOOD: Told((), "Fisk")}, now=now)
    withdraw(registration_id=person.id, now=now)

    forget_needs(now=now)

    assert db.session.scalars(select(Need.id)).all() == []

"""Two helpers with the same pass at the same moment."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from eventapp.checkin import services
from eventapp.checkin.models import ScanRecord
from eventapp.checkin.queries import record_by_client_id
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from tests.factories.checkin import let_in, make_event_today
from tests.factories.registration import make_registration

TOGETHER = {"again": 1, "welcome": 1}


@contextmanager
def _unlocked() -> Iterator[Session]:
    """Do what transaction() does, but begin as a reader does."""
    session: Session = db.session()
    session.rollback()
    yield session
    session.commit()


def _without_a_lock(session: Session, event_id: int) -> Event:
    return session.scalars(select(Event).where(Event.id == event_id)).one()


def _slowly(session: Session, client_id: str) -> ScanRecord | None:
    """Leave time between looking and writing, in which another helper can look too."""
    found = record_by_client_id(session, client_id)
    time.sleep(0.3)
    return found


def _together(app: Flask, person: Registration, numbers: Sequence[str | None]) -> dict[str, int]:
    """Let the same person in from several threads; count what the helpers see."""
    person_id, start = person.id, Barrier(len(numbers))
    db.session.rollback()

    def at_a_door(number: str | None) -> str:
        with app.app_context():
            mine = db.session.get_one(Registration, person_id)
            start.wait(timeout=10)
            try:
                return let_in(mine, client_id=number)[1].value
            except OperationalError:
                db.session.rollback()
                return "broken"

    with ThreadPoolExecutor(len(numbers)) as doors:
        seen = list(doors.map(at_a_door, numbers))
    return {what: seen.count(what) for what in sorted(set(seen))}


@pytest.fixture(autouse=True)
def slow_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "record_by_client_id", _slowly)


def test_of_two_helpers_one_welcomes_and_the_other_asks(app: Flask) -> None:
    person = make_registration(make_event_today())

    assert _together(app, person, [None, None]) == TOGETHER

    assert person.status is RegistrationStatus.ATTENDED


def test_without_the_lock_they_do_not(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_registration(make_event_today())
    monkeypatch.setattr(services, "lock_event", _without_a_lock)
    monkeypatch.setattr(services, "transaction", _unlocked)

    assert _together(app, person, [None, None]) != TOGETHER


def test_one_page_pressed_three_times_at_once_is_one_record(app: Flask) -> None:
    person = make_registration(make_event_today())
    number = "6f0f9a3e-6a2c-4a39-8a56-0d6a6f3b1c11"

    assert _together(app, person, [number] * 3) == {"welcome": 3}

    records: Sequence[Any] = db.session.scalars(select(ScanRecord.client_id)).all()
    assert records == [number]

"""Mails to everybody: by the clock, by a button, or because a gathering is another than before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from blinker import Signal
from flask import Flask
from sqlalchemy import Select, select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.events.services import cancel
from eventapp.events.signals import day_or_place_changed, gathering_cancelled
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.mailings import writing
from eventapp.registration.mailings.models import Mailing
from eventapp.registration.mailings.queries import CHUNK, mailings_of
from eventapp.registration.mailings.services import (
    NobodyToWriteTo,
    NotNow,
    send_practical,
    send_thanks,
)
from eventapp.registration.mailings.writing import write_some
from eventapp.registration.models import Registration
from eventapp.registration.reminders import remind
from tests.days import NOW
from tests.factories.events import make_event
from tests.factories.mails import all_mails, deliver
from tests.factories.registration import make_registration
from tests.statements import statements

WAITING, CANCELLED = RegistrationStatus.WAITING, RegistrationStatus.CANCELLED
OFFERED, ATTENDED = RegistrationStatus.OFFERED, RegistrationStatus.ATTENDED
LONG_AFTER = NOW + timedelta(days=365)


def _written() -> list[tuple[str, str]]:
    """Give what was written, and to whom, once all that was begun has been written."""
    _write_at(LONG_AFTER)
    db.session.rollback()
    return sorted((row.purpose.split()[0], row.recipient or "") for row in all_mails())


def _announce(signal: Signal, event: Event, now: datetime) -> None:
    event_id = event.id
    with transaction() as session:
        signal.send(None, session=session, event=lock_event(session, event_id), now=now)


def _write_at(now: datetime) -> None:
    for mailing_id in db.session.scalars(select(Mailing.id)).all():
        while write_some(mailing_id, now=now):
            pass


def _people(event: Event, **overrides: object) -> None:
    for status in RegistrationStatus:
        make_registration(event, address=f"{status.value}@mail.example", status=status, **overrides)  # type: ignore[arg-type]


def test_reminders_go_a_week_and_a_day_before_to_those_with_a_seat(
    app: Flask, now: datetime
) -> None:
    del app
    event = make_event()
    starts = event.starts_at
    _people(event, at=now)

    seen = []
    for ahead in (8, 7, 6, 1):
        remind(now=starts - timedelta(days=ahead))
        seen.append(_written())

    week = ("reminder_week", "confirmed@mail.example")
    assert seen == [[], [week], [week], [("reminder_day", "confirmed@mail.example"), week]]


def test_a_reminder_is_never_sent_twice(app: Flask, now: datetime) -> None:
    event = make_event()
    make_registration(event, at=now)
    due = event.starts_at - timedelta(days=1)

    for _ in range(3):
        remind(now=due)
        _written()
        deliver(app)

    assert len(all_mails()) == 1


def test_a_day_that_moves_has_reminders_of_its_own(app: Flask, now: datetime) -> None:
    del app
    event = make_event()
    make_registration(event, at=now)
    starts = event.starts_at
    remind(now=starts - timedelta(days=1))
    event_id = event.id
    with transaction() as session:
        moved = lock_event(session, event_id)
        moved.ends_at += timedelta(days=30)
        moved.starts_at += timedelta(days=30)

    remind(now=starts + timedelta(days=29))

    assert [kind for kind, _ in _written()] == ["reminder_day", "reminder_day"]


def test_who_signed_up_or_got_her_seat_within_the_window_is_not_reminded(
    app: Flask, now: datetime
) -> None:
    del app
    event = make_event()
    within = event.starts_at - timedelta(hours=23)
    make_registration(event, address="new@mail.example", at=within)
    make_registration(event, address="moved_up@mail.example", at=within, registered_at=now)
    make_registration(event, address="old@mail.example", at=now)

    remind(now=event.starts_at - timedelta(hours=22))

    assert _written() == [("reminder_day", "old@mail.example")]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED, Status.ARCHIVED])
def test_a_gathering_that_is_not_open_reminds_nobody(
    app: Flask, now: datetime, status: Status
) -> None:
    del app
    event = make_event(status=status)
    make_registration(event, at=now)

    remind(now=event.starts_at - timedelta(days=1))

    assert (_written(), db.session.scalars(select(Mailing)).all()) == ([], [])


def test_a_gathering_that_closes_in_the_middle_writes_no_more(app: Flask, now: datetime) -> None:
    del app
    event = make_event()
    make_registration(event, at=now)
    event_id = event.id
    send_practical(event_id=event_id, now=now)
    with transaction() as session:
        lock_event(session, event_id).status = Status.CLOSED

    assert _written() == []
    [progress] = mailings_of(db.session(), event_id)
    assert (progress.is_done, progress.mailing.recipients) == (True, 0)


def test_a_gathering_that_is_called_off_tells_everybody_who_hoped_to_come_and_stops_the_rest(
    app: Flask, now: datetime
) -> None:
    del app
    event = make_event()
    _people(event)
    event_id, starts = event.id, event.starts_at
    _announce(day_or_place_changed, event, now)
    send_practical(event_id=event_id, now=now)

    cancel(event_id=event_id, now=now)
    cancel(event_id=event_id, now=now)
    _write_at(now + timedelta(hours=1))
    remind(now=starts - timedelta(days=1))

    told = sorted(status.value for status in (RegistrationStatus.CONFIRMED, OFFERED, WAITING))
    assert _written() == [("gathering_cancelled", f"{one}@mail.example") for one in told]
    with pytest.raises(NotNow):
        send_practical(event_id=event_id, now=now)


def test_changes_within_ten_minutes_go_into_one_mail(app: Flask, now: datetime) -> None:
    del app
    event = make_event()
    make_registration(event, at=now)
    event_id = event.id
    for minutes in (0, 5):
        _announce(
            day_or_place_changed,
            db.session.get_one(Event, event_id),
            now + timedelta(minutes=minutes),
        )

    _write_at(now + timedelta(minutes=14))
    early = len(all_mails())
    _write_at(now + timedelta(minutes=15))
    _announce(
        day_or_place_changed, db.session.get_one(Event, event_id), now + timedelta(minutes=60)
    )
    _write_at(now + timedelta(minutes=70))

    assert (early, [row.purpose.split()[0] for row in all_mails()]) == (0, ["changed", "changed"])


def test_practical_information_goes_once_however_often_the_button_is_pressed(
    app: Flask, now: datetime
) -> None:
    del app
    event = make_event()
    _people(event)
    event_id = event.id

    for _ in range(2):
        send_practical(event_id=event_id, now=now)

    assert _written() == [("practical", "confirmed@mail.example")]


def test_who_was_signed_up_on_paper_gets_no_mail(app: Flask, now: datetime) -> None:
    del app
    event = make_event()
    with transaction() as session:
        session.add(
            Registration(
                event_id=event.id,
                chosen_name="Maja",
                status=RegistrationStatus.CONFIRMED,
                status_since=now,
                registered_at=now,
                language="da",
                on_behalf=True,
            )
        )

    with pytest.raises(NobodyToWriteTo):
        send_practical(event_id=event.id, now=now)
    assert db.session.scalars(select(Mailing)).all() == []


@pytest.mark.parametrize(
    ("states", "thanked"),
    [
        ((ATTENDED, RegistrationStatus.CONFIRMED), "attended"),
        ((RegistrationStatus.CONFIRMED, WAITING), "confirmed"),
    ],
)
def test_who_was_let_in_is_thanked_or_everybody_with_a_seat_where_nobody_kept_the_door(
    app: Flask, now: datetime, states: tuple[RegistrationStatus, ...], thanked: str
) -> None:
    del app
    event = make_event(status=Status.CLOSED)
    for status in states:
        make_registration(event, address=f"{status.value}@mail.example", status=status)

    send_thanks(event_id=event.id, now=now)

    assert _written() == [("thanks", f"{thanked}@mail.example")]


def test_beginning_costs_the_same_for_one_person_and_for_many(app: Flask, now: datetime) -> None:
    counts = []
    for people in (1, 30):
        event = make_event(places=50)
        for _ in range(people):
            make_registration(event, at=now)
        event_id = event.id
        app.extensions["jobs"].flush()
        with statements() as sent:
            send_practical(event_id=event_id, now=now)
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_progress_says_how_many_of_how_many_have_not_left(app: Flask, now: datetime) -> None:
    event = make_event(places=200)
    for _ in range(CHUNK + 3):
        make_registration(event, at=now)
    event_id = event.id
    seen = []

    def look() -> None:
        db.session.rollback()
        [one] = mailings_of(db.session(), event_id)
        seen.append((one.left, one.mailing.recipients, one.is_done))

    send_practical(event_id=event_id, now=now)
    look()
    [mailing_id] = db.session.scalars(select(Mailing.id)).all()
    write_some(mailing_id, now=now)
    look()
    deliver(app)
    look()
    _write_at(now)
    look()
    deliver(app)
    look()

    assert seen == [
        (53, 53, False),
        (53, 53, False),
        (3, 53, False),
        (3, 53, False),
        (0, 53, True),
    ]


def test_a_crash_in_the_middle_loses_nobody_and_writes_to_nobody_twice(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    del app
    event, now = make_event(places=500), utc_now()
    for _ in range(CHUNK * 2 + 5):
        make_registration(event, at=now)
    send_practical(event_id=event.id, now=now)
    [mailing_id] = db.session.scalars(select(Mailing.id)).all()
    real, count = writing._write, iter(range(10_000))

    def write_until_killed(*args: Any) -> None:
        real(*args)
        if next(count) == CHUNK + 7:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_write", write_until_killed)
    with pytest.raises(KeyboardInterrupt):
        writing.write_mailing(mailing_id)
    db.session.rollback()
    assert len(all_mails()) == CHUNK
    monkeypatch.undo()

    writing.write_what_is_due()

    recipients = [row.recipient for row in all_mails()]
    assert (len(recipients), len(set(recipients))) == (CHUNK * 2 + 5, CHUNK * 2 + 5)


def _write_together(app: Flask, mailing_id: int, now: datetime) -> None:
    """Let two workers write the same mailing at once."""
    db.session.rollback()
    start = Barrier(2)

    def work(_number: int) -> None:
        start.wait()
        with app.app_context():
            while write_some(mailing_id, now=now):
                pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    db.session.rollback()


def _copies(app: Flask, now: datetime) -> int:
    event = make_event(places=500)
    for _ in range(CHUNK * 3):
        make_registration(event, at=now)
    send_practical(event_id=event.id, now=now)
    [mailing_id] = db.session.scalars(select(Mailing.id)).all()
    _write_together(app, mailing_id, now)
    recipients = [row.recipient for row in all_mails()]
    return len(recipients) - len(set(recipients))


def test_two_workers_on_one_mailing_write_to_nobody_twice(app: Flask, now: datetime) -> None:
    assert _copies(app, now) == 0


def test_without_the_lock_two_workers_write_twice_so_the_test_above_can_fail(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setattr(Select, "with_for_update", lambda self, **_options: self)

    copies = _copies(app, now)

    # On the embedded database the transaction itself makes writers take turns.
    assert (copies > 0) == (database == "postgresql")


@pytest.mark.parametrize("change", [gathering_cancelled, day_or_place_changed])
def test_what_is_rolled_back_tells_nobody(app: Flask, now: datetime, change: Signal) -> None:
    del app
    event = make_event()
    make_registration(event, at=now)

    event_id = event.id

    def fail() -> None:
        with transaction() as session:
            change.send(None, session=session, event=lock_event(session, event_id), now=now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    _write_at(now + timedelta(days=1))
    assert all_mails() == []

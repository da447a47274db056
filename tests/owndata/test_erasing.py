"""Who is erased is gone: from the tables, and from the bytes they are kept in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier
from threading import Event as Signal

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from eventapp.accounts.models import MailLink
from eventapp.clock import utc_now
from eventapp.consents.models import Consent
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.extensions import jobs
from eventapp.owndata.services import erase_myself
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.erasing import overwrite_what_was_erased
from eventapp.registration.models import Registration
from eventapp.registration.place_queries import Standing, standing_of
from eventapp.registration.services import it_was_not_me, request_link, seats, withdraw
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.events import make_event
from tests.factories.mails import all_mails
from tests.factories.registration import make_companion, make_registration, own_page_secret
from tests.factories.whole_person import KEPT_AS_RECEIPT, Planted, plant

MARK = "qzx7"
WAITING = RegistrationStatus.WAITING


def _bytes(app: Flask) -> Iterator[tuple[str, bytes]]:
    """Give everything that is kept on this machine: the tables, the queue, the mails."""
    db.session.rollback()
    db.session.remove()
    folder = Path(app.config["SETTINGS"].data)
    names = ("eventapp.sqlite*", "queue.sqlite*", "mail/*")
    for path in (path for name in names for path in sorted(folder.glob(name))):
        yield path.name, path.read_bytes()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            for name in inspect(connection).get_table_names():
                for row in connection.execute(text(f'SELECT * FROM "{name}"')):  # noqa: S608
                    yield name, b" ".join(_as_bytes(value) for value in row)


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def _where(app: Flask, planted: Planted) -> set[str]:
    """Name what is found anywhere of what was planted."""
    kept = b"\n".join(content for _name, content in _bytes(app))
    needles = {**planted.markers, "her mark": MARK}
    return {name for name, marker in needles.items() if marker.encode() in kept}


def _overwrite() -> None:
    db.session.rollback()
    db.session.remove()
    overwrite_what_was_erased()


def test_not_a_byte_is_left_of_who_erases_herself(app: Flask) -> None:
    event = make_event()
    make_registration(event, name="Somebody else")
    hers = plant(event, mark=MARK)
    request_link(address=f"{MARK}-address@mail.example", language="da", now=utc_now())
    everywhere = {*hers.markers, "her mark"}
    assert _where(app, hers) == everywhere

    erase_myself(registration_id=hers.registration_id, now=utc_now())
    _overwrite()

    assert _where(app, hers) == {KEPT_AS_RECEIPT}
    assert db.session.scalars(select(Registration.chosen_name)).all() == ["Somebody else"]
    assert db.session.scalars(select(Consent.registration_id)).all() == [None]


def test_not_a_byte_is_left_of_who_says_it_was_not_me(app: Flask) -> None:
    hers = plant(make_event(), mark=MARK)
    secret = own_page_secret(db.session.get_one(Registration, hers.registration_id), at=utc_now())

    it_was_not_me(secret=secret, now=utc_now())
    _overwrite()

    assert _where(app, hers) == {KEPT_AS_RECEIPT}


def test_without_emptying_the_journal_she_could_still_be_read(app: Flask, database: str) -> None:
    hers = plant(make_event(), mark=MARK)

    erase_myself(registration_id=hers.registration_id, now=utc_now())

    # PostgreSQL's own files are not ours to write over; there the dump holds nothing.
    assert ("her mark" in _where(app, hers)) is (database == "sqlite")


def test_the_journal_is_emptied_by_itself(app: Flask) -> None:
    hers = plant(make_event(), mark=MARK)
    app.extensions["jobs"].flush()

    erase_myself(registration_id=hers.registration_id, now=utc_now())
    db.session.remove()
    jobs.run_waiting(app)

    assert _where(app, hers) == {KEPT_AS_RECEIPT}


@pytest.mark.usefixtures("app")
def test_every_table_about_a_person_goes_with_her() -> None:
    left = {
        str(key.parent): key.ondelete
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "registration" and key.ondelete != "CASCADE"
    }

    # That she said yes must be provable for 24 months (GDPR Art. 7(1)). The row stays as a
    # receipt that names nobody: see eventapp/consents/receipts.py.
    assert left == {"consent.registration_id": "SET NULL"}


def test_her_page_says_what_goes_and_one_press_does_it(browser: Browser) -> None:
    event = make_event(places=1)
    registration = make_registration(event)
    make_registration(event, name="Next", status=WAITING, at=utc_now())
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)

    asked = browser.get("owndata.erase")
    gone = browser.follow(browser.post("owndata.erase"))

    assert "Your seat. It goes to whoever has waited longest." in asked.text
    assert gone.heading == "It is gone"
    assert _all() == [("Next", RegistrationStatus.OFFERED)]
    assert [mail.purpose for mail in all_mails()] == ["offered_letter"]
    browser.get("registration.own_page", status=303)
    browser.get("registration.open_own_page", secret=secret, status=410)


@pytest.mark.parametrize(
    ("status", "first"),
    [
        (RegistrationStatus.CONFIRMED, "Your seat. It goes to whoever has waited longest."),
        (RegistrationStatus.OFFERED, "The seat we keep for you."),
        (RegistrationStatus.WAITING, "Your place in the line."),
        (RegistrationStatus.CANCELLED, "Your name, your e-mail,"),
    ],
)
def test_her_page_names_first_what_of_the_room_is_hers(
    browser: Browser, status: RegistrationStatus, first: str
) -> None:
    registration = make_registration(make_event(), status=status)
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))

    [said, *_rest] = browser.get("owndata.erase").soup.select("main section li")

    assert said.text.startswith(first)


def test_whom_she_brings_goes_with_her_and_both_seats_go_on(browser: Browser) -> None:
    event = make_event(places=2)
    registration = make_registration(event)
    make_companion(registration, name="Ven")
    for name in ("Next", "Last"):
        make_registration(event, name=name, status=WAITING, at=utc_now())
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))

    asked = browser.get("owndata.erase")
    browser.post("owndata.erase")

    assert "Ven, whom you bring, and all that belongs to that." in asked.text
    assert _all() == [("Next", RegistrationStatus.OFFERED), ("Last", RegistrationStatus.OFFERED)]


def test_looking_at_the_page_erases_nothing(browser: Browser) -> None:
    registration = make_registration(make_event())
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))

    for _look in range(2):
        browser.get("owndata.erase")

    assert len(_all()) == 1


def test_who_presses_twice_gets_the_same_answer_twice(browser: Browser) -> None:
    registration = make_registration(make_event())
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    first = browser.post("owndata.erase")
    # The second press left the browser before the first answer took its cookie.
    browser.client.set_cookie("__Host-own", secret, domain="traef.example", secure=True, path="/")

    second = browser.post("owndata.erase")

    answers = [answer.response.headers["Location"] for answer in (first, second)]
    assert answers == ["/m/erased"] * 2


def _all() -> list[tuple[str, RegistrationStatus]]:
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(row.chosen_name, row.status) for row in rows]


def _both_at_once(app: Flask, person_id: int) -> list[str]:
    """Let her erase herself while an organiser cancels for her; give what each was told."""
    db.session.rollback()
    start = Barrier(2)

    def do(which: str) -> str:
        with app.app_context():
            start.wait()
            try:
                if which == "erase":
                    erase_myself(registration_id=person_id, now=utc_now())
                else:
                    withdraw(registration_id=person_id, now=utc_now())
            except NotFound:
                return f"{which}: gone"
            return f"{which}: done"

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(do, ("erase", "cancel")))


def test_erasing_while_an_organiser_cancels_gives_one_seat_to_one_person(app: Flask) -> None:
    event = make_event(places=1)
    person_id = make_registration(event).id
    make_registration(event, name="Next", status=WAITING)
    make_registration(event, name="Last", status=WAITING, at=NOW + timedelta(hours=1))

    told = _both_at_once(app, person_id)

    assert told[0] == "erase: done"
    assert told[1] in {"cancel: done", "cancel: gone"}
    assert _all() == [("Next", RegistrationStatus.OFFERED), ("Last", WAITING)]
    offered = [mail.recipient for mail in all_mails() if mail.purpose == "offered_letter"]
    assert len(offered) == 1
    assert db.session.scalars(select(MailLink.subject_id)).all().count(person_id) == 0


def _read_without_lock(session: Session, event_id: int) -> Event:
    return session.get_one(Event, event_id)


def test_the_twin_without_the_lock_goes_wrong(
    app: Flask, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = make_registration(make_event()).id
    db.session.rollback()
    has_read, is_gone = Signal(), Signal()
    lock = seats.lock_registration

    def lock_and_wait(
        session: Session, registration_id: int, *, now: datetime
    ) -> tuple[Registration, Standing]:
        held = lock(session, registration_id, now=now)
        has_read.set()
        is_gone.wait(2)
        return held

    def cancel() -> None:
        with app.app_context():
            withdraw(registration_id=person_id, now=utc_now())

    monkeypatch.setattr(sys.modules[withdraw.__module__], "lock_registration", lock_and_wait)
    monkeypatch.setattr(seats, "lock_event", _read_without_lock)
    # Writing down how the places stand would make the two take turns as well.
    monkeypatch.setattr(seats, "note_standing", standing_of)
    with ThreadPoolExecutor(1) as pool:
        cancelled = pool.submit(cancel)
        has_read.wait()
        erase_myself(registration_id=person_id, now=utc_now())
        is_gone.set()
        failure = cancelled.exception()

    # On SQLite the transaction itself is the lock: who erases waits for who cancels.
    expected = StaleDataError if database == "postgresql" else type(None)
    assert type(failure) is expected

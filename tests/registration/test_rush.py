"""Many people reach for few seats at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.mail.models import OutboxMail
from eventapp.registration import services
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import seats
from tests.browser_client import NetworkClient
from tests.factories.events import make_event
from tests.factories.locks import begin_like_a_read
from tests.factories.registration import details

PEOPLE, PLACES, THREADS = 400, 50, 16
CONFIRMED, OFFERED = RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED
WAITING, CANCELLED = RegistrationStatus.WAITING, RegistrationStatus.CANCELLED


def _at_once(app: Flask, times: int, do: Callable[[int], object]) -> list[BaseException]:
    """Do something many times in threads that begin together; give what went wrong."""
    db.session.rollback()
    start = Barrier(THREADS)
    wrong: list[BaseException] = []

    def work(first: int) -> None:
        start.wait()
        for number in range(first, times, THREADS):
            try:
                with app.app_context():
                    do(number)
            except Exception as error:  # noqa: BLE001 -- Counted by the test.
                wrong.append(error)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    return wrong


def _sign_up(event_id: int) -> Callable[[int], None]:
    def sign_up(number: int) -> None:
        services.register(
            event_id=event_id,
            address=f"peer{number}@mail.example",
            details=details(f"Peer {number}"),
            language="da",
            now=utc_now(),
        )

    return sign_up


def _counts() -> dict[RegistrationStatus, int]:
    rows = db.session.execute(
        select(Registration.status, func.count()).group_by(Registration.status)
    )
    return {row[0]: row[1] for row in rows}


def test_four_hundred_reach_for_fifty_seats_and_exactly_fifty_get_one(app: Flask) -> None:
    event = make_event(places=PLACES)

    wrong = _at_once(app, PEOPLE, _sign_up(event.id))

    assert wrong == []
    assert _counts() == {CONFIRMED: PLACES, WAITING: PEOPLE - PLACES}
    in_order = db.session.scalars(select(Registration.status).order_by(Registration.id)).all()
    assert in_order == [CONFIRMED] * PLACES + [WAITING] * (PEOPLE - PLACES)
    assert db.session.scalars(select(func.count()).select_from(OutboxMail)).one() == PEOPLE


def test_people_who_cancel_in_the_rush_leave_no_seat_empty(app: Flask) -> None:
    event = make_event(places=5)
    sign_up = _sign_up(event.id)
    for number in range(10):
        sign_up(number)
    holders = db.session.scalars(
        select(Registration.id).where(Registration.status == CONFIRMED)
    ).all()
    event_id = event.id

    def come_or_go(number: int) -> None:
        if number < len(holders):
            services.withdraw(registration_id=holders[number], now=utc_now())
        else:
            _sign_up(event_id)(number + 100)

    wrong = _at_once(app, 20, come_or_go)

    assert wrong == []
    assert _counts() == {OFFERED: 5, WAITING: 15, CANCELLED: 5}


def _read_without_lock(session: Session, event_id: int) -> Event:
    return session.scalars(select(Event).where(Event.id == event_id)).one()


def test_the_twin_without_the_lock_goes_wrong(
    app: Flask, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = make_event(places=PLACES)
    monkeypatch.setattr(seats, "lock_event", _read_without_lock)
    sign_up = _sign_up(gathering.id)
    # Whoever is first writes down what the public page shows, which makes them take turns too.
    services.let_offers_run_out(event_id=gathering.id, now=utc_now())

    if database == "postgresql":
        wrong = _at_once(app, 200, sign_up)
        assert wrong == []
        assert _counts()[CONFIRMED] > PLACES
    else:
        with begin_like_a_read():
            wrong = _at_once(app, 200, sign_up)
        assert {type(error) for error in wrong} == {OperationalError}
        assert sum(_counts().values()) < 200


SEATED, ASKED, QUEUE = 32, 8, 60


def _offered_with_a_queue() -> tuple[int, list[int], list[int]]:
    """Make a full gathering in which some seats are offered, and many wait."""
    gathering = make_event(places=SEATED + ASKED)
    now = utc_now()
    until = now + timedelta(hours=2)
    with transaction() as session:
        people = [
            Registration(
                event_id=gathering.id,
                chosen_name="Maja",
                address=f"peer{number}@mail.example",
                address_index=f"{number}",
                status=status,
                status_since=now,
                registered_at=now,
                language="da",
                offered_until=until if status is OFFERED else None,
            )
            for number, status in enumerate(
                [CONFIRMED] * SEATED + [OFFERED] * ASKED + [WAITING] * QUEUE
            )
        ]
        session.add_all(people)
    # What the public page shows is written down by whoever is first; here that is nobody of
    # those who race, for writing it makes them take turns too.
    services.let_offers_run_out(event_id=gathering.id, now=now)
    ids = [one.id for one in people]
    return gathering.id, ids[:SEATED], ids[SEATED : SEATED + ASKED]


def _race(app: Flask) -> list[BaseException]:
    """Let people cancel, say yes, say no, and the clock take offers back, all at once."""
    event_id, seated, offered = _offered_with_a_queue()
    later = utc_now() + timedelta(hours=3)

    def act(number: int) -> None:
        if number < SEATED:
            services.withdraw(registration_id=seated[number], now=utc_now())
        elif number < SEATED + ASKED:
            services.accept(registration_id=offered[number - SEATED], now=utc_now())
        elif number < SEATED + 2 * ASKED:
            services.withdraw(registration_id=offered[number - SEATED - ASKED], now=utc_now())
        else:
            services.let_offers_run_out(event_id=event_id, now=later)

    return _at_once(app, SEATED + 2 * ASKED + 4, act)


def _asked() -> int:
    mails = db.session.scalars(select(OutboxMail.purpose)).all()
    return mails.count("offered_letter")


def test_offers_answers_and_cancellations_at_once_give_each_seat_once(app: Flask) -> None:
    wrong = _race(app)

    counts = _counts()
    assert wrong == []
    assert counts.get(CONFIRMED, 0) + counts[OFFERED] == SEATED + ASKED
    assert sum(counts.values()) == SEATED + ASKED + QUEUE
    # Nobody who waits is asked twice, or without a seat being there for her.
    assert _asked() == QUEUE - counts[WAITING]


def test_the_race_of_offers_without_the_lock_goes_wrong(
    app: Flask, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "lock_event", _read_without_lock)

    if database == "postgresql":
        wrong = _race(app)
        counts = _counts()
        given = counts.get(CONFIRMED, 0) + counts.get(OFFERED, 0)
        was_right = (given, _asked()) == (SEATED + ASKED, QUEUE - counts[WAITING])
        assert wrong or not was_right
    else:
        with begin_like_a_read():
            wrong = _race(app)
        assert {type(error) for error in wrong} == {OperationalError}


@pytest.mark.usefixtures("now")
def test_twenty_presses_at_once_are_one_registration_and_the_same_answer(app: Flask) -> None:
    gathering = make_event()
    path = f"/e/{gathering.slug}/register"
    client = NetworkClient(app, app.response_class, use_cookies=True)
    page = client.get(path, base_url="https://traef.example")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    cookie = client.get_cookie("__Host-session", domain="traef.example")
    assert cookie is not None
    answers: list[tuple[int, Any]] = []

    def press(_number: int) -> None:
        presser = NetworkClient(app, app.response_class, use_cookies=True)
        presser.set_cookie("__Host-session", cookie.value, domain="traef.example", secure=True)
        response = presser.post(
            path,
            data={"chosen_name": "Maja", "address": "maja@mail.example", "csrf_token": token},
            base_url="https://traef.example",
        )
        answers.append((response.status_code, response.headers.get("Location")))

    wrong = _at_once(app, 20, press)

    assert wrong == []
    assert answers == [(303, f"{path}/sent")] * 20
    rows = db.session.scalars(select(Registration)).all()
    assert [(row.chosen_name, row.status) for row in rows] == [("Maja", CONFIRMED)]
    # After three the address gets no more mails this hour.
    assert db.session.scalars(select(func.count()).select_from(OutboxMail)).one() == 3


def test_when_places_are_added_who_has_waited_longest_gets_them(app: Flask, now: datetime) -> None:
    del app
    from dataclasses import replace

    from eventapp.events.services import Essentials, change_essentials

    gathering = make_event(places=1)
    sign_up = _sign_up(gathering.id)
    for number in range(4):
        sign_up(number)
    essentials = Essentials(
        title=gathering.title,
        headline_theme=gathering.headline_theme,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        venue_name=gathering.venue_name,
        places=3,
    )

    change_essentials(event_id=gathering.id, essentials=essentials, now=now)
    change_essentials(event_id=gathering.id, essentials=essentials, now=now)
    sign_up(4)

    statuses = db.session.scalars(select(Registration.status).order_by(Registration.id)).all()
    assert statuses == [CONFIRMED, OFFERED, OFFERED, WAITING, WAITING]
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert [(mail.recipient, mail.purpose) for mail in mails[4:]] == [
        ("peer1@mail.example", "offered_letter"),
        ("peer2@mail.example", "offered_letter"),
        ("peer4@mail.example", "status_letter"),
    ]
    change_essentials(event_id=gathering.id, essentials=replace(essentials, places=1), now=now)
    assert _counts() == {CONFIRMED: 1, OFFERED: 2, WAITING: 2}

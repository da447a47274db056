"""What happens when a mail server says no, or nothing at all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.mail.models import OutboxMail
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import open_own_page, register
from tests.factories.events import make_event
from tests.factories.mails import (
    MailServer,
    all_mails,
    deliver,
    free_port,
    mail_goes_to,
    secret_in,
    served_by,
    waiting_mails,
)
from tests.factories.registration import details

DEAD, QUEUED = "nobody@mail.example", "queued@mail.example"


def _full_event_with_a_queue(now: datetime) -> Event:
    event = make_event(places=1)
    for address in (DEAD, QUEUED):
        register(event_id=event.id, address=address, details=details(), language="da", now=now)
    return event


def _places() -> dict[str | None, RegistrationStatus]:
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return {row.address: row.status for row in rows}


AS_BEFORE = {DEAD: RegistrationStatus.CONFIRMED, QUEUED: RegistrationStatus.WAITING}


@pytest.mark.parametrize(
    "answer",
    ["550 5.1.1 No such user", "550 No such user here", "551 5.1.6 Moved", "553 5.1.3 Bad address"],
)
def test_an_address_that_does_not_exist_frees_its_seat_for_the_next(
    app: Flask, now: datetime, answer: str
) -> None:
    _full_event_with_a_queue(now)
    server = MailServer(answers={DEAD: answer})

    with served_by(app, server):
        deliver(app)
        deliver(app)

    assert _places() == {QUEUED: RegistrationStatus.OFFERED}
    assert [(row.purpose, row.recipient) for row in all_mails()] == [
        ("status_letter", None),
        ("status_letter", None),
        ("offered_letter", None),
    ]
    assert [to for _, to in server.envelopes] == [[QUEUED], [QUEUED]]
    assert (all_mails()[0].refused_at is not None, all_mails()[0].last_answer) == (True, answer[:3])


def test_somebody_who_has_opened_her_page_keeps_her_seat(app: Flask, now: datetime) -> None:
    _full_event_with_a_queue(now)
    open_own_page(secret=secret_in(all_mails()[0]), now=now)

    with served_by(app, MailServer(answers={DEAD: "550 5.1.1 No such user"})):
        deliver(app)

    assert _places() == AS_BEFORE


@pytest.mark.parametrize(
    "answer",
    [
        "450 4.2.0 Greylisted, come back later",
        "452 4.2.2 Mailbox is full",
        "552 5.2.2 Mailbox is full",
        "550 5.7.1 Relaying denied",
        "554 5.7.1 Your machine is on a list",
        "503 5.5.1 Bad sequence of commands",
    ],
)
def test_any_other_answer_costs_nobody_her_seat_and_the_mail_is_tried_again(
    app: Flask, now: datetime, answer: str
) -> None:
    _full_event_with_a_queue(now)

    with served_by(app, MailServer(answers={DEAD: answer})):
        deliver(app)
    kept = waiting_mails()

    assert _places() == AS_BEFORE
    assert [(row.recipient, row.last_answer) for row in kept] == [(DEAD, answer[:3])]
    assert kept[0].due_at > utc_now()
    later = MailServer()
    with served_by(app, later):
        deliver(app)
    assert [to for _, to in later.envelopes] == [[DEAD]]


@pytest.mark.parametrize("place", ["sender_answer", "data_answer"])
@pytest.mark.parametrize("answer", ["550 5.7.1 Not from you", "451 4.3.0 Try later"])
def test_a_server_that_turns_us_away_costs_nobody_her_seat(
    app: Flask, now: datetime, place: str, answer: str
) -> None:
    _full_event_with_a_queue(now)
    server = MailServer()
    setattr(server, place, answer)

    with served_by(app, server):
        deliver(app)

    assert _places() == AS_BEFORE
    assert [row.recipient for row in waiting_mails()] == [DEAD, QUEUED]
    later = MailServer()
    with served_by(app, later):
        deliver(app)
    assert [to for _, to in later.envelopes] == [[DEAD], [QUEUED]]


def test_while_the_server_is_away_people_register_and_afterwards_the_queue_drains(
    app: Flask, now: datetime
) -> None:
    event = make_event(places=30)
    with mail_goes_to(app, port=free_port()):
        for number in range(20):
            register(
                event_id=event.id,
                address=f"peer{number}@mail.example",
                details=details(),
                language="da",
                now=now,
            )
            deliver(app)
    assert len(waiting_mails()) == 20
    assert max(row.due_at for row in waiting_mails()) - utc_now() < timedelta(minutes=1)
    server = MailServer()

    with served_by(app, server):
        deliver(app)

    assert sorted(to[0] for _, to in server.envelopes) == sorted(
        f"peer{number}@mail.example" for number in range(20)
    )
    assert waiting_mails() == []


def test_a_mail_nobody_takes_for_three_days_is_given_up_and_forgotten(
    app: Flask, now: datetime
) -> None:
    _full_event_with_a_queue(now)
    with transaction() as session:
        for row in session.scalars(select(OutboxMail)):
            row.created_at = utc_now() - timedelta(days=3, minutes=1)

    with served_by(app, MailServer(answers={DEAD: "450 4.2.0 Later"})):
        deliver(app)

    given_up = all_mails()[0]
    assert (given_up.refused_at is not None, given_up.recipient, given_up.text) == (
        True,
        None,
        None,
    )
    assert _places() == AS_BEFORE

"""Mails that come back, read from a mailbox by IMAP over TLS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from ssl import SSLContext

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.mail.bounces import fetch_bounces
from eventapp.mail.delivery import envelope_sender
from eventapp.mail.models import FirstMails, OutboxMail
from eventapp.mail.sweeping import forget_what_has_left
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import open_own_page, register
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.certificates import certificate
from tests.factories.events import make_event
from tests.factories.imap import Mailbox, mailbox_served, mails_come_back, report
from tests.factories.mails import MailServer, all_mails, deliver, secret_in, served_by
from tests.factories.registration import details

DEAD, QUEUED = "nobody@mail.example", "queued@mail.example"
FORGED = "bounces+" + "a" * 26 + "@post.example"


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SSLContext:
    trusted, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    return context


@pytest.fixture
def sent(app: Flask, now: datetime) -> Iterator[str]:
    """Give the address that the first of two mails comes back to, after both have left."""
    event = make_event(places=1)
    with mails_come_back(app):
        for address in (DEAD, QUEUED):
            register(event_id=event.id, address=address, details=details(), language="da", now=now)
        way_back = envelope_sender(all_mails()[0])
        deliver(app)
        yield way_back


def _people() -> list[tuple[str | None, RegistrationStatus, bool]]:
    db.session.rollback()
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(row.address, row.status, row.address_failed_at is not None) for row in rows]


def _read(app: Flask, tls: SSLContext, *mails: bytes, password: str | None = None) -> Mailbox:
    mailbox = Mailbox()
    mailbox.put(*mails)
    options = {} if password is None else {"password": password}
    with mailbox_served(app, mailbox, tls, **options):
        fetch_bounces()
    return mailbox


AS_BEFORE = [
    (DEAD, RegistrationStatus.CONFIRMED, False),
    (QUEUED, RegistrationStatus.WAITING, False),
]


def test_each_mail_leaves_under_an_envelope_sender_of_its_own(app: Flask, now: datetime) -> None:
    event, server = make_event(), MailServer()
    with mails_come_back(app):
        for address in (DEAD, QUEUED):
            register(event_id=event.id, address=address, details=details(), language="da", now=now)
        settings = app.config["SETTINGS"].mail
    with served_by(app, server):
        whole = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(whole, mail=replace(whole.mail, bounces=settings.bounces))
        deliver(app)

    senders = [sender or "" for sender, _ in server.envelopes]
    assert len(set(senders)) == 2
    assert [bool(re.fullmatch(r"bounces\+[a-z2-7]{26}@post\.example", one)) for one in senders] == [
        True,
        True,
    ]
    assert [str(mail["From"]) for mail in server.taken] == [
        "Tilmelding <tilmelding@post.example>"
    ] * 2


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "To"])
def test_an_address_that_turns_out_not_to_exist_frees_its_seat(
    app: Flask, sent: str, tls: SSLContext, header: str
) -> None:
    mailbox = _read(app, tls, report(sent, header=header))

    assert _people() == [(QUEUED, RegistrationStatus.OFFERED, False)]
    assert mailbox.mails == [], "It holds a link, so it must not stay."


def test_somebody_who_has_opened_her_page_is_marked_and_keeps_her_seat(
    app: Flask, now: datetime, tls: SSLContext
) -> None:
    event = make_event(places=1)
    with mails_come_back(app):
        register(event_id=event.id, address=DEAD, details=details(), language="da", now=now)
        open_own_page(secret=secret_in(all_mails()[0]), now=now)
        way_back = envelope_sender(all_mails()[0])
        deliver(app)

    _read(app, tls, report(way_back))

    assert _people() == [(DEAD, RegistrationStatus.CONFIRMED, True)]
    browser = Browser(app)
    browser.sign_in(make_account(organisation=event.organisation))
    page = browser.get("people.people", slug=event.slug)
    assert "has a seat · mail comes back" in page.text


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.4.4"])
def test_what_fails_for_good_for_another_reason_marks_the_address_only(
    app: Flask, sent: str, tls: SSLContext, status: str
) -> None:
    _read(app, tls, report(sent, status=status))

    assert _people() == [(DEAD, RegistrationStatus.CONFIRMED, True), AS_BEFORE[1]]


@pytest.mark.parametrize(
    ("status", "action"),
    [("4.2.2", "delayed"), ("4.4.1", "failed"), ("2.0.0", "delivered"), ("5.1.1", "relayed")],
)
def test_what_is_tried_again_changes_nothing(
    app: Flask, sent: str, tls: SSLContext, status: str, action: str
) -> None:
    mailbox = _read(app, tls, report(sent, status=status, action=action))

    assert _people() == AS_BEFORE
    assert mailbox.mails == []
    _read(app, tls, report(sent))
    assert _people() == [(QUEUED, RegistrationStatus.OFFERED, False)]


@pytest.mark.parametrize(
    "mail",
    [
        report(FORGED),
        report("bounces@post.example"),
        report(DEAD),
        b"",
        b"\xff\x00\r\n\r\n\xfe",
        b"Content-Type: message/delivery-status\r\nTo: " + FORGED.encode() + b"\r\n\r\n\xe6",
        b"Subject: Hej\r\nTo: bounces@post.example\r\n\r\nEr I der?",
    ],
)
def test_a_forged_report_changes_nothing_and_stays_for_somebody_to_look_at(
    app: Flask, sent: str, tls: SSLContext, mail: bytes
) -> None:
    del sent
    mailbox = _read(app, tls, mail)

    assert _people() == AS_BEFORE
    assert (mailbox.mails, mailbox.flags) == ([mail], [{rb"\Seen"}])


def test_a_report_read_twice_changes_nothing_more(app: Flask, sent: str, tls: SSLContext) -> None:
    _read(app, tls, report(sent, status="5.2.2"))
    first = _people()

    _read(app, tls, report(sent))

    assert _people() == first


def test_one_long_mail_is_read_in_part_and_does_not_hold_up_the_next(
    app: Flask, sent: str, tls: SSLContext
) -> None:
    long = report(sent).replace(b"Hej\r\n", b"x" * 3_000_000)

    mailbox = _read(app, tls, b"Subject: " + b"y" * 1_000_000, long)

    assert _people() == [(QUEUED, RegistrationStatus.OFFERED, False)]
    assert mailbox.fetched == [200_000, 200_000]


def test_a_mailbox_with_another_certificate_is_not_opened(
    app: Flask, sent: str, tmp_path: Path
) -> None:
    _trusted, tls = certificate(tmp_path)

    mailbox = _read(app, tls, report(sent))

    assert (_people(), mailbox.flags) == (AS_BEFORE, [set()])


def test_a_wrong_password_leaves_everything_where_it_is(
    app: Flask, sent: str, tls: SSLContext
) -> None:
    mailbox = _read(app, tls, report(sent), password="another")

    assert (_people(), mailbox.flags) == (AS_BEFORE, [set()])


def test_without_a_mailbox_nothing_is_kept_of_whose_mail_it_was(app: Flask, now: datetime) -> None:
    del app
    register(event_id=make_event().id, address=DEAD, details=details(), language="da", now=now)

    assert [(row.bounce_token, row.address_index) for row in all_mails()] == [(None, None)]


def test_after_two_weeks_nothing_of_a_mail_is_left(app: Flask, sent: str, tls: SSLContext) -> None:
    with transaction() as session:
        first = session.scalars(select(OutboxMail).order_by(OutboxMail.id)).first()
        assert first is not None
        first.sent_at = utc_now() - timedelta(days=14, minutes=1)

    forget_what_has_left()
    _read(app, tls, report(sent))

    assert len(all_mails()) == 1
    assert db.session.scalars(select(FirstMails)).all() != [], "The day of the tests is ahead."
    assert _people() == AS_BEFORE

"""Mails of somebody who is erased: those that wait go with her, and nothing leads back to her."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import MailLink
from eventapp.db import db, transaction
from eventapp.extensions import keyring
from eventapp.mail.letters import Letter
from eventapp.mail.models import FirstMails
from eventapp.mail.outbox import enqueue
from eventapp.owndata.services import erase_myself
from eventapp.registration.services import it_was_not_me, request_link
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.imap import mails_come_back
from tests.factories.mails import all_mails, deliver
from tests.factories.registration import make_registration, own_page_secret


def test_a_mail_about_something_else_of_hers_still_comes(now: datetime, app: Flask) -> None:
    del app
    address = "maja@mail.example"
    make_registration(make_event(), address=address)
    request_link(address=address, language="da", now=now)
    going = make_registration(make_event(starts_at=_later(), ends_at=_later(8)), address=address)
    request_link(address=address, language="da", now=now)
    account_id = make_account(address=address).id
    with transaction() as session:
        secret = make_link(session, LinkPurpose.SIGN_IN, account_id, now=now)
        letter = Letter("da", "Link", "Hej", [], link_text="Ind", link=f"https://x/{secret}")
        enqueue(session, letter, to=address, purpose="sign_in", sender_name="Træf", now=now)

    erase_myself(registration_id=going.id, now=now)

    assert [(mail.purpose, mail.recipient, mail.refused_at) for mail in all_mails()] == [
        ("status_letter", address, None),
        ("status_letter", None, now),
        ("sign_in", address, None),
    ]


def _later(hours: int = 0) -> datetime:
    return NOW + timedelta(days=300, hours=hours)


def test_what_was_handed_to_the_mail_server_is_left_alone(now: datetime, app: Flask) -> None:
    del app
    registration = make_registration(make_event(), address="maja@mail.example")
    request_link(address="maja@mail.example", language="da", now=now)
    with transaction() as session:
        [mail] = all_mails()
        mail = session.merge(mail)
        mail.sent_at = now
        mail.forget_contents()

    erase_myself(registration_id=registration.id, now=now)

    assert [(mail.sent_at, mail.refused_at) for mail in all_mails()] == [(now, None)]


def test_what_has_left_leads_back_to_nobody(now: datetime, app: Flask) -> None:
    registration = make_registration(make_event(), address="maja@mail.example")
    with mails_come_back(app):
        for address in ("maja@mail.example", "nora@mail.example"):
            request_link(address=address, language="da", now=now)
        deliver(app)

    erase_myself(registration_id=registration.id, now=now)

    index = keyring.address_index("nora@mail.example")
    ways_back = [(mail.bounce_token is None, mail.address_index) for mail in all_mails()]
    assert ways_back == [(True, None), (False, index)]
    assert db.session.scalars(select(FirstMails.address_index)).all() == [index]


def test_what_spares_an_address_stays_when_somebody_else_may_have_typed_it_in(
    now: datetime, app: Flask
) -> None:
    del app
    registration = make_registration(make_event(), address="maja@mail.example")
    request_link(address="maja@mail.example", language="da", now=now)

    it_was_not_me(secret=own_page_secret(registration, at=now), now=now)

    index = keyring.address_index("maja@mail.example")
    assert db.session.scalars(select(FirstMails.address_index)).all() == [index]


def test_links_end_even_if_she_was_erased_before_her_mail_left(now: datetime, app: Flask) -> None:
    del app
    registration = make_registration(make_event(), address="maja@mail.example")
    request_link(address="maja@mail.example", language="da", now=now)

    erase_myself(registration_id=registration.id, now=now)

    assert db.session.scalars(select(MailLink.id)).all() == []
    [mail] = all_mails()
    assert (mail.recipient, mail.subject, mail.text, mail.html) == (None, None, None, None)

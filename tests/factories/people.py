"""Messages to many, and many people to write to."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import insert

from eventapp.accounts.models import Account
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.people.messages import Wording
from eventapp.people.queries import Narrowing
from eventapp.people.services.imports import bring_lists_in
from eventapp.people.services.mailings import Message, write_message, write_messages
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.tokens import new_secret
from tests.days import NOW

REGIONS, KINDS = list(Region), list(Engagement)


def make_crowd(event: Event, number: int) -> None:
    """Give many people a seat, in one statement."""
    event_id = event.id
    rows = [
        {
            "event_id": event_id,
            "chosen_name": f"Peer {one:04}",
            "address": f"crowd{one}@mail.example",
            "address_index": keyring.address_index(f"crowd{one}@mail.example"),
            "region": REGIONS[one % 5],
            "engagement": KINDS[one % 2],
            "status": RegistrationStatus.CONFIRMED,
            "status_since": NOW,
            "registered_at": NOW,
            "language": "da",
            "is_discreet": True,
            "on_behalf": False,
            "pass_version": 1,
        }
        for one in range(number)
    ]
    with transaction() as session:
        session.execute(insert(Registration), rows)


def make_message(
    event: Event,
    account: Account,
    *,
    text: str = "Hej {navn}. Vi ses {dag}.",
    language: str = "da",
    to: Narrowing | None = None,
) -> int:
    """Write a message and give its number."""
    return write_message(
        event_id=event.id,
        account_id=account.id,
        message=Message(Wording(text, language), to or Narrowing()),
        once=new_secret(),
        now=NOW,
    )


def work(app: Flask) -> None:
    """Write the mails of messages, and bring lists in, as the worker does; nothing is sent."""
    app.extensions["jobs"].flush()
    write_messages()
    bring_lists_in()
    db.session.rollback()

"""Telling people where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from eventapp.registration import messages
from eventapp.registration.models import Registration


def tell(
    session: Session,
    registration: Registration,
    compose: Callable[[Registration, str], Letter],
    *,
    now: datetime,
) -> None:
    """Mail a person a letter with a fresh link to her page; who has no address gets none."""
    if registration.address is None:
        return
    secret = make_link(session, LinkPurpose.OWN_PAGE, registration.id, now=now)
    enqueue(
        session,
        compose(registration, secret),
        to=registration.address,
        purpose=compose.__name__,
        sender_name=messages.sender_of(registration),
        now=now,
    )

"""Use cases of proving, in a browser that is signed in, that the person is still there."""

from __future__ import annotations

from datetime import datetime

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import make_link, use_up
from eventapp.accounts.messages import confirmation_letter
from eventapp.accounts.models import OrganiserSession
from eventapp.accounts.services import SENDER
from eventapp.db import transaction
from eventapp.mail.outbox import enqueue


def request_confirmation(
    *, session_id: int, onwards: str | None, language: str, now: datetime
) -> None:
    """Mail the person a link that proves she is there, in the browser that asked for it."""
    with transaction() as session:
        opened = session.get_one(OrganiserSession, session_id)
        secret = make_link(session, LinkPurpose.CONFIRM, session_id, now=now, onwards=onwards)
        enqueue(
            session,
            confirmation_letter(language=language, secret=secret),
            to=opened.account.address,
            purpose="confirm",
            sender_name=SENDER,
            now=now,
        )


def confirm_by_link(*, secret: str, now: datetime) -> int:
    """Use up a link, and give which signed-in browser has been confirmed by it.

    It is the one that asked, wherever the mail is read. Raises LinkRanOut, also when nobody
    is signed in there any more.
    """
    with transaction() as session:
        session_id = use_up(session, LinkPurpose.CONFIRM, secret, now=now)
        opened = session.get(OrganiserSession, session_id)
        if opened is None or not opened.is_open_at(now):
            raise LinkRanOut
        opened.confirmed_at = now
        return session_id

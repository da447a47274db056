"""Putting a mail in the outbox, in the same transaction as what it tells about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.db import after_commit
from eventapp.extensions import jobs
from eventapp.mail.delivery import deliver_waiting, message_domain
from eventapp.mail.letters import Letter
from eventapp.mail.models import SENDER_NAME_LENGTH, OutboxMail


def enqueue(
    session: Session, letter: Letter, *, to: str, purpose: str, sender_name: str, now: datetime
) -> None:
    """Store a mail to be sent, and hurry it once the use case is stored.

    ``sender_name`` is what the inbox shows, so it must say nothing of what the mail is about.
    """
    session.add(
        OutboxMail(
            message_id=f"<{tokens.new_secret().lower()}@{message_domain()}>",
            purpose=purpose,
            recipient=to,
            # One line each, whatever an imported title holds: a line break in a header ends it.
            sender_name=" ".join(sender_name.split())[:SENDER_NAME_LENGTH],
            subject=" ".join(letter.subject.split()),
            text=letter.as_text(),
            html=letter.as_html(),
            created_at=now,
            due_at=now,
        )
    )
    after_commit(session, lambda: jobs.later(deliver_waiting))

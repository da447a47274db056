"""Taking out what the outbox no longer needs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_

from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.extensions import jobs
from eventapp.mail.models import FirstMails, OutboxMail

KEPT = timedelta(days=14)  # Servers give up within five days (RFC 5321, 4.5.4.1), plus slack.


@jobs.every(minutes=30)
def forget_what_has_left() -> None:
    """Delete mails that left, or were given up, two weeks ago, and yesterday's counts."""
    with transaction() as session:
        now = utc_now()
        before = now - KEPT
        session.execute(
            delete(OutboxMail).where(
                or_(OutboxMail.sent_at < before, OutboxMail.refused_at < before)
            )
        )
        session.execute(delete(FirstMails).where(FirstMails.day < now.date() - timedelta(days=1)))

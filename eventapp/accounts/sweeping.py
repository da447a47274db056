"""Taking out what has run out: links nobody can use any more, and sessions that have ended."""

from __future__ import annotations

from sqlalchemy import delete

from eventapp.accounts.models import WHOLE_LIMIT, MailLink, OrganiserSession
from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.extensions import jobs


@jobs.every(minutes=30)
def forget_what_ran_out() -> None:
    """Delete links and sessions as soon as they open nothing."""
    with transaction() as session:
        now = utc_now()
        session.execute(
            delete(MailLink).where((MailLink.expires_at <= now) | MailLink.used_at.is_not(None))
        )
        session.execute(
            delete(OrganiserSession).where(OrganiserSession.signed_in_at <= now - WHOLE_LIMIT)
        )

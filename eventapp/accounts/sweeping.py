"""Taking out what has run out: links, signed-in browsers, and questions to passkeys."""

from __future__ import annotations

from sqlalchemy import delete

from eventapp.accounts.models import WHOLE_LIMIT, MailLink, OrganiserSession, PasskeyChallenge
from eventapp.accounts.services import end_sessions
from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.extensions import jobs


@jobs.every(minutes=30)
def forget_what_ran_out() -> None:
    """Delete what opens nothing any more."""
    with transaction() as session:
        now = utc_now()
        session.execute(
            delete(MailLink).where((MailLink.expires_at <= now) | MailLink.used_at.is_not(None))
        )
        session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
        end_sessions(session, OrganiserSession.signed_in_at <= now - WHOLE_LIMIT)

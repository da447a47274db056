"""Erasing the log of the door a week after the gathering; that somebody came stays a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from eventapp.checkin.models import ScanRecord
from eventapp.clock import utc_now
from eventapp.db import after_commit, transaction
from eventapp.events.models import Event
from eventapp.extensions import jobs
from eventapp.registration.erasing import overwrite_what_was_erased

KEPT = timedelta(days=7)  # After the end of the gathering (privacy.md, erase by field).


@jobs.every(minutes=30)
def sweep() -> None:
    """Erase the records that have had their time."""
    forget_arrivals(now=utc_now())


def forget_arrivals(*, now: datetime) -> None:
    """Delete who came through which door, when. Running it twice changes nothing."""
    over = select(Event.id).where(Event.ends_at <= now - KEPT)
    with transaction() as session:
        session.execute(delete(ScanRecord).where(ScanRecord.event_id.in_(over)))
        after_commit(session, lambda: jobs.later(overwrite_what_was_erased))

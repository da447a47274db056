"""Reminders by the clock: a week before and a day before, to those with a seat."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Status
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs
from eventapp.registration.mailings.queries import events_between, mailing_of
from eventapp.registration.mailings.services import begin
from eventapp.registration.wordings.enums import LetterKind

#: How long before the gathering each is sent, and how late it may still be: a reminder of the
#: coming week is of no use the day before.
WINDOWS = {
    LetterKind.REMINDER_WEEK: (timedelta(days=7), timedelta(days=2)),
    LetterKind.REMINDER_DAY: (timedelta(days=1), timedelta(hours=20)),
}


@jobs.every(minutes=10)
def begin_reminders() -> None:
    """Begin the reminders whose time has come."""
    remind(now=utc_now())


def remind(*, now: datetime) -> None:
    """Begin each reminder that is due and was not begun: once for a day, whoever runs it.

    When the day moves, the new day has reminders of its own.
    """
    for kind, (ahead, late) in WINDOWS.items():
        due = events_between(db.session(), now + ahead - late, now + ahead)
        for event_id in [event.id for event in due]:
            _remind(event_id, kind, now=now)


def _remind(event_id: int, kind: LetterKind, *, now: datetime) -> None:
    ahead, late = WINDOWS[kind]
    with transaction() as session:
        # Two that run at once take turns, and the second finds it begun.
        event = lock_event(session, event_id)
        occasion = event.starts_at.isoformat()
        is_due = ahead - late < event.starts_at - now <= ahead
        if not is_due or event.status not in {Status.PUBLISHED, Status.RUNNING}:
            return
        if event.is_cancelled or mailing_of(session, event_id, kind, occasion):
            return
        begin(
            session,
            event,
            kind,
            occasion=occasion,
            now=now,
            registered_before=event.starts_at - ahead,
        )

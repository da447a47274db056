"""Destroying what could still tell who wanted to talk about what (domain rule 15)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.extensions import jobs
from eventapp.outcomes.enums import WriteUpStatus
from eventapp.outcomes.models import WriteUp
from eventapp.themes.models import WindowSecret
from eventapp.themes.policies import answers_are_closed
from eventapp.themes.services.answering import reduce_to_totals

AT_THE_LATEST = timedelta(days=30)


@jobs.every(minutes=30)
def make_answers_anonymous() -> None:
    """Turn ballots into totals once the write-up is out, at the latest 30 days after the day.

    Answers that can still be given wait until the window has closed.
    """
    now = utc_now()
    found = db.session.scalars(
        select(Event)
        .join(WindowSecret, WindowSecret.event_id == Event.id)
        .outerjoin(WriteUp, WriteUp.event_id == Event.id)
        .where(WindowSecret.secret.is_not(None))
        .where(
            or_(
                WriteUp.status == WriteUpStatus.PUBLISHED,
                Event.ends_at < now - AT_THE_LATEST,
            )
        )
        .distinct()
    ).all()
    due = [event.id for event in found if answers_are_closed(event, now)]
    db.session.rollback()
    for event_id in due:
        reduce_to_totals(event_id=event_id, now=now)

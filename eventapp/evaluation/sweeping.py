"""Closing forms when their two weeks are over, and forgetting what is two months old."""

from __future__ import annotations

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.evaluation.queries import windows_that_are_over
from eventapp.evaluation.services import close_for_good, forget_old_evaluations
from eventapp.extensions import jobs


@jobs.every(minutes=10)
def count_what_is_over() -> None:
    """Close every form whose time is over, and erase old answers."""
    now = utc_now()
    for event_id in windows_that_are_over(db.session(), now):
        close_for_good(event_id=event_id, now=now)
    forget_old_evaluations(now=now)

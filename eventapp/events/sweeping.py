"""Taking out what is known of people who proposed an activity, when its time is over."""

from __future__ import annotations

from eventapp.clock import utc_now
from eventapp.events.services.activities import forget_activities
from eventapp.extensions import jobs


@jobs.every(minutes=30)
def forget_old_activities() -> None:
    """Erase proposals 30 days after the activity, 60 days after a no, and unconfirmed ones."""
    forget_activities(now=utc_now())

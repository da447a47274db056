"""Taking out lists that were shown and not said yes to within the hour."""

from __future__ import annotations

from eventapp.clock import utc_now
from eventapp.extensions import jobs
from eventapp.people.services.imports import forget_lists


@jobs.every(minutes=10)
def forget_lists_that_ran_out() -> None:
    """Erase what is kept of lists whose hour is over."""
    forget_lists(now=utc_now())

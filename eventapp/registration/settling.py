"""What the clock does to seats: offers run out, and what was kept becomes anybody's."""

from __future__ import annotations

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.extensions import jobs
from eventapp.registration.place_queries import events_to_settle
from eventapp.registration.services import let_offers_run_out


@jobs.every(minutes=5)
def settle_seats() -> None:
    """Take back offers without an answer and fill free seats, one gathering at a time."""
    now = utc_now()
    for event_id in events_to_settle(db.session(), now):
        let_offers_run_out(event_id=event_id, now=now)

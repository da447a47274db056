"""Deciding how the places of a gathering are given out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from eventapp.db import insert_or_update, transaction
from eventapp.registration.models import PlaceRules, PlaceShare
from eventapp.registration.place_queries import Rules
from eventapp.registration.services.seats import fill_seats, lock_seats


def set_place_rules(*, event_id: int, rules: Rules, now: datetime) -> None:
    """Change how places are given out, and fill at once the seats that become free by it.

    Who has a seat keeps it, and an offer keeps its time.
    """
    with transaction() as session:
        event, _standing = lock_seats(session, event_id, now=now)
        whole = {"offer_hours": rules.offer_hours, "allows_companions": rules.allows_companions}
        insert_or_update(
            session,
            PlaceRules,
            {"event_id": event_id, **whole},
            unique=("event_id",),
            update=whole,
            where=PlaceRules.event_id == event_id,
        )
        session.execute(delete(PlaceShare).where(PlaceShare.event_id == event_id))
        session.add_all(
            PlaceShare(event_id=event_id, engagement=engagement, places=places)
            for engagement, places in rules.caps.items()
        )
        session.add_all(
            PlaceShare(event_id=event_id, region=region, places=places, reserved_until=until)
            for region, (places, until) in rules.reserved.items()
        )
        session.flush()
        fill_seats(session, event, now=now)

"""When people may sign up by themselves, and while seats are given on."""

from __future__ import annotations

from datetime import datetime

from eventapp.events.enums import Action, Entry, Status
from eventapp.events.models import Event

#: While a gathering is one of these, and not over, its seats are given on.
LIVE = frozenset({Status.PUBLISHED, Status.RUNNING})


def is_live(event: Event, now: datetime) -> bool:
    """Tell whether seats of a gathering are given on still."""
    return event.status in LIVE and not event.is_cancelled and now < event.ends_at


def takes_sign_ups(event: Event, now: datetime) -> bool:
    """Tell whether whoever wants may sign up now, for a seat or a place in the queue."""
    return event.entry is Entry.OPEN and event.allows(Action.REGISTER, now)


def opens_later(event: Event, now: datetime) -> datetime | None:
    """Give when signing up opens, by the clock there, if that is still to come."""
    phase = event.phase(Action.REGISTER)
    if phase is None or phase.opens_at is None or phase.opens_at <= now or now >= event.ends_at:
        return None
    return phase.opens_at.astimezone(event.zone)

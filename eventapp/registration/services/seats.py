"""What every use case that touches a seat begins and ends with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.db import insert_or_update
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.registration import messages
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import PlacesShown, Registration
from eventapp.registration.place_queries import (
    Standing,
    batch_of,
    queue_of,
    standing_of,
)
from eventapp.registration.places import next_seated, offer_ends, party_of
from eventapp.registration.policies import is_live
from eventapp.registration.queries import companion_of
from eventapp.registration.services.telling import tell


def lock_seats(session: Session, event_id: int, *, now: datetime) -> tuple[Event, Standing]:
    """Make everybody who reaches for a seat of a gathering, or gives one up, take turns.

    It also writes down, before anything changes, what the public page may go on saying.
    """
    event = lock_event(session, event_id)
    return event, note_standing(session, event, now=now)


def note_standing(session: Session, event: Event, *, now: datetime) -> Standing:
    """Read how the places stand and keep it for the public page, once in ten minutes."""
    standing = standing_of(session, event, now=now)
    if standing.shown_since is not None and standing.shown_since >= batch_of(now):
        return standing
    shown = {"since": batch_of(now), "spoken_for": standing.room.spoken_for}
    insert_or_update(
        session,
        PlacesShown,
        {"event_id": event.id, **shown},
        unique=("event_id",),
        update=shown,
        where=PlacesShown.since < shown["since"],
    )
    return standing


def lock_registration(
    session: Session, registration_id: int, *, now: datetime
) -> tuple[Registration, Standing]:
    """Read a registration when nobody else can change it. Raises NotFound when it is gone."""
    registration = session.get(Registration, registration_id)
    if registration is None:
        raise NotFound
    _event, standing = lock_seats(session, registration.event_id, now=now)
    # What was read before the lock may be old, or gone.
    now_there = session.get(Registration, registration_id, populate_existing=True)
    if now_there is None:
        raise NotFound
    return now_there, standing


def fill_seats(session: Session, event: Event, *, now: datetime) -> Standing:
    """Give free seats to those who have waited longest, and say how the places stand then.

    Nothing is given once the gathering is over, or while it is not public.
    """
    standing = standing_of(session, event, now=now)
    if not is_live(event, now) or not standing.room.admits_any(standing.waiting):
        return standing
    queue = queue_of(session, event.id)
    parties = [
        party_of(one.engagement, one.region, brings=companion is not None)
        for one, companion in queue
    ]
    until = offer_ends(now, offer_hours=standing.rules.offer_hours, starts_at=event.starts_at)
    for position in next_seated(standing.room, parties):
        _seat(session, *queue[position], until=until, now=now)
    return standing_of(session, event, now=now)


def move_together(
    session: Session,
    registration: Registration,
    status: RegistrationStatus,
    *,
    since: datetime,
    offered_until: datetime | None = None,
) -> None:
    """Bring a person, and whom she brings, from one status to another."""
    companion = companion_of(session, registration)
    before = registration.status
    for one in (registration, companion):
        if one is not None and one.status is before:
            one.status, one.status_since, one.offered_until = status, since, offered_until
    session.flush()


def _seat(
    session: Session,
    registration: Registration,
    companion: Registration | None,
    *,
    until: datetime | None,
    now: datetime,
) -> None:
    # Who has no address cannot be asked by mail; the organiser calls her as she called us.
    is_asked = until is not None and registration.address is not None
    for one in filter(None, (registration, companion)):
        one.status = RegistrationStatus.OFFERED if is_asked else RegistrationStatus.CONFIRMED
        one.status_since = now
        one.offered_until = until if is_asked else None
    session.flush()
    letter = messages.offered_letter if is_asked else messages.promoted_letter
    tell(session, registration, letter, now=now)

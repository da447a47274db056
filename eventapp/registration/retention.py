"""How long we keep people: erased field by field when their time is up (privacy.md).

Days are counted from the end of the gathering. Nobody has to think of it, and no
organiser can put it off.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs
from eventapp.registration.access_log import forget_old_accesses
from eventapp.registration.enums import IS_EXPECTED
from eventapp.registration.erasing import erase
from eventapp.registration.models import Registration, RegistrationRole
from eventapp.registration.signals import people_about_to_leave

WHO_DID_NOT_COME = timedelta(days=1)  # Who waited, never answered, or cancelled.
WHERE_FROM = timedelta(days=7)  # Region, how somebody is a peer, and roles on the day.
EVERYTHING = timedelta(days=30)

_DID_NOT_COME = Registration.status.not_in(IS_EXPECTED)
_TOLD_WHERE_FROM = or_(
    Registration.region.is_not(None),
    Registration.engagement.is_not(None),
    Registration.id.in_(select(RegistrationRole.registration_id)),
)

log = structlog.get_logger()


@jobs.every(minutes=30)
def sweep() -> None:
    """Erase what has had its time."""
    forget_people(now=utc_now())


def forget_people(*, now: datetime) -> None:
    """Erase what has had its time, one gathering at a time.

    Run twice, or again after it was stopped half-way, it ends in the same state.
    """
    for event_id in _due(db.session(), now):
        with transaction() as session:
            _forget_people_of(session, lock_event(session, event_id), now)
        log.info("people_forgotten")
    with transaction() as session:
        forget_old_accesses(session, now=now)


def _due(session: Session, now: datetime) -> Sequence[int]:
    """List the gatherings with something to erase, the oldest first."""
    return session.scalars(
        select(Event.id)
        .join(Registration, Registration.event_id == Event.id)
        .where(
            or_(
                (Event.ends_at <= now - WHO_DID_NOT_COME) & _DID_NOT_COME,
                (Event.ends_at <= now - WHERE_FROM) & _TOLD_WHERE_FROM,
                Event.ends_at <= now - EVERYTHING,
            )
        )
        .group_by(Event.id)
        .order_by(Event.ends_at, Event.id)
    ).all()


def _forget_people_of(session: Session, event: Event, now: datetime) -> None:
    since = now - event.ends_at
    if since >= WHO_DID_NOT_COME:
        erase(session, _people(session, event, _DID_NOT_COME), now=now)
    # After a long pause of the server the times of several things may be up at once.
    if since >= WHERE_FROM and (since >= EVERYTHING or _people(session, event, _TOLD_WHERE_FROM)):
        people_about_to_leave.send(None, session=session, event=event, now=now)
    if since >= EVERYTHING:
        erase(session, _people(session, event), now=now)
    elif since >= WHERE_FROM:
        _forget_where_from(session, event)


def _forget_where_from(session: Session, event: Event) -> None:
    of_event = Registration.event_id == event.id
    session.execute(update(Registration).where(of_event).values(region=None, engagement=None))
    session.execute(
        delete(RegistrationRole).where(
            RegistrationRole.registration_id.in_(select(Registration.id).where(of_event))
        )
    )


def _people(
    session: Session, event: Event, *narrowed: ColumnElement[bool]
) -> Sequence[Registration]:
    return session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, *narrowed)
        .order_by(Registration.id)
    ).all()

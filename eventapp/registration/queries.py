"""Reads of who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from eventapp.columns import UtcDateTime
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.registration.enums import HOLDS_A_PLACE, PeerRole, Places, RegistrationStatus
from eventapp.registration.models import PlacesShown, Registration, RegistrationRole
from eventapp.registration.place_queries import EVENT_ID, batch_of, held_seats

_SEATS_SHOWN = select(
    select(PlacesShown.spoken_for)
    .where(
        PlacesShown.event_id == EVENT_ID,
        PlacesShown.since == bindparam("since", type_=UtcDateTime()),
    )
    .scalar_subquery(),
    select(func.count())
    .where(Registration.event_id == EVENT_ID, Registration.status.in_(HOLDS_A_PLACE))
    .scalar_subquery(),
    held_seats(),
)


def count_places_taken(session: Session, event_id: int) -> int:
    """Count the chairs that are kept for somebody."""
    return session.scalars(
        select(func.count())
        .select_from(Registration)
        .where(Registration.event_id == event_id, Registration.status.in_(HOLDS_A_PLACE))
    ).one()


def places_word(session: Session, event: Event, *, now: datetime) -> Places:
    """Say in a word whether there is room, as it was when the last ten minutes began.

    Whoever changes a seat first writes down how many were spoken for (``PlacesShown``), and
    until the ten minutes are over that number is all this knows. Signing up, cancelling, an
    offer, its answer and its end all show at the same time, or not at all when the seat went
    on: else the word would tell at once that somebody has cancelled.
    """
    then, at_this_moment, held = session.execute(
        _SEATS_SHOWN, {"event_id": event.id, "now": now, "since": batch_of(now)}
    ).one()
    left = event.places - (at_this_moment + int(held) if then is None else then)
    if left <= 0:
        return Places.QUEUE
    return Places.FEW if left * 4 <= event.places else Places.FREE


def registration_by_address(session: Session, event_id: int, address_index: str) -> Registration:
    """Find the registration of an address that has just been written."""
    return session.scalars(
        select(Registration)
        .where(Registration.event_id == event_id, Registration.address_index == address_index)
        # The gathering has been read under the lock already.
        .options(lazyload(Registration.event))
        .execution_options(populate_existing=True)
    ).one()


def event_of(session: Session, event_id: int) -> Event:
    """Read the gathering that something belongs to."""
    return session.get_one(Event, event_id)


def companion_of(session: Session, registration: Registration) -> Registration | None:
    """Find whom somebody brings."""
    return session.scalars(
        select(Registration).where(Registration.companion_of_id == registration.id)
    ).one_or_none()


def find_by_address(session: Session, event_id: int, address_index: str) -> Registration | None:
    """Find what an address has signed up for in one gathering, or None."""
    return session.scalars(
        select(Registration).where(
            Registration.event_id == event_id, Registration.address_index == address_index
        )
    ).one_or_none()


def latest_by_address(session: Session, address_index: str) -> Registration | None:
    """Find what an address signed up for last, in whatever gathering.

    The windows of the gathering are left out, because reading them would be one statement
    more than for an address nobody knows.
    """
    return session.scalars(
        select(Registration)
        .join(Event)
        .options(joinedload(Registration.event).lazyload(Event.phases))
        .where(Registration.address_index == address_index)
        .order_by(Event.starts_at.desc(), Registration.id.desc())
        .limit(1)
    ).one_or_none()


def unopened_with_address(session: Session, address_index: str) -> Sequence[Registration]:
    """List what an address has signed up for without ever opening a link we sent."""
    return session.scalars(
        select(Registration)
        .where(Registration.address_index == address_index, Registration.opened_at.is_(None))
        .order_by(Registration.id)
    ).all()


def registrations_of(
    session: Session, event_id: int, *, search: str = ""
) -> Sequence[Registration]:
    """List who takes part, by chosen name; ``search`` narrows it to names that hold it.

    Names are compared here and not in the database, because they will be encrypted there.
    """
    everybody = session.scalars(
        select(Registration).where(Registration.event_id == event_id).order_by(Registration.id)
    ).all()
    wanted = search.casefold().strip()
    found = [person for person in everybody if wanted in person.chosen_name.casefold()]
    return sorted(found, key=lambda person: (person.chosen_name.casefold(), person.id))


def registration_of_event(session: Session, event_id: int, registration_id: int) -> Registration:
    """Find one person of a gathering. Raises NotFound for another gathering's."""
    found = session.scalars(
        select(Registration).where(
            Registration.id == registration_id, Registration.event_id == event_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def roles_of(session: Session, registration_id: int) -> frozenset[PeerRole]:
    """Give what a peer has agreed to do on the day."""
    return frozenset(
        session.scalars(
            select(RegistrationRole.role).where(RegistrationRole.registration_id == registration_id)
        ).all()
    )


def has_people(session: Session, event_id: int) -> bool:
    """Tell whether anybody has signed up for a gathering, whatever became of it."""
    return (
        session.scalars(
            select(Registration.id).where(Registration.event_id == event_id).limit(1)
        ).first()
        is not None
    )


def count_by_status(session: Session, event_id: int) -> dict[RegistrationStatus, int]:
    """Count a gathering's registrations in each state, for its organisers."""
    rows = session.execute(
        select(Registration.status, func.count())
        .where(Registration.event_id == event_id)
        .group_by(Registration.status)
    )
    return {row[0]: row[1] for row in rows}

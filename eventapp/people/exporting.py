"""The list of people as a table of text, with the columns somebody ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from eventapp.events.models import Event
from eventapp.people.enums import Column
from eventapp.people.words import (
    COLUMN_WORDS,
    ENGAGEMENT_IN_LISTS,
    LANGUAGE_WORDS,
    REGION_IN_LISTS,
    ROLE_IN_LISTS,
    STATUS_IN_LISTS,
    YES,
)
from eventapp.registration.enums import PeerRole
from eventapp.registration.models import Registration, RegistrationRole

AT_A_TIME = 500

Roles = dict[int, list[PeerRole]]


def table_of(session: Session, event: Event, columns: Sequence[Column]) -> Iterator[list[str]]:
    """Give a heading and one row for each person, in the order they signed up.

    The rows are read some hundred at a time, so that memory stays flat.
    """
    chosen = [column for column in Column if column in columns]
    yield [str(COLUMN_WORDS[column]) for column in chosen]
    roles = _roles(session, event.id) if Column.ROLES in chosen else {}
    rows = session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id)
        .options(lazyload(Registration.event))
        .order_by(Registration.id)
        .execution_options(yield_per=AT_A_TIME)
    )
    for person in rows:
        yield [_CELLS[column](person, event, roles) for column in chosen]


def _roles(session: Session, event_id: int) -> Roles:
    found: Roles = {}
    for registration_id, role in session.execute(
        select(RegistrationRole.registration_id, RegistrationRole.role)
        .join(Registration, Registration.id == RegistrationRole.registration_id)
        .where(Registration.event_id == event_id)
        .order_by(RegistrationRole.id)
    ):
        found.setdefault(registration_id, []).append(role)
    return found


def _signed_up(person: Registration, event: Event) -> str:
    return person.registered_at.astimezone(event.zone).strftime("%Y-%m-%d %H:%M")


def _roles_of(person: Registration, roles: Roles) -> str:
    return ", ".join(str(ROLE_IN_LISTS[role]) for role in roles.get(person.id, ()))


_CELLS: dict[Column, Callable[[Registration, Event, Roles], str]] = {
    Column.NAME: lambda person, _event, _roles: person.chosen_name,
    Column.ADDRESS: lambda person, _event, _roles: person.address or "",
    Column.STATUS: lambda person, _event, _roles: str(STATUS_IN_LISTS[person.status]),
    Column.REGION: lambda person, _event, _roles: (
        str(REGION_IN_LISTS[person.region]) if person.region else ""
    ),
    Column.ENGAGEMENT: lambda person, _event, _roles: (
        str(ENGAGEMENT_IN_LISTS[person.engagement]) if person.engagement else ""
    ),
    Column.ROLES: lambda person, _event, roles: _roles_of(person, roles),
    Column.ON_BEHALF: lambda person, _event, _roles: str(YES) if person.on_behalf else "",
    Column.LANGUAGE: lambda person, _event, _roles: LANGUAGE_WORDS[person.language],
    Column.REGISTERED_AT: lambda person, event, _roles: _signed_up(person, event),
}

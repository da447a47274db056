"""Reads of the organiser's people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from eventapp.people.enums import Sort
from eventapp.people.models import AddedOnce, PersonNote
from eventapp.people.returned import comes_back
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.models import Registration, RegistrationRole

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which of the people of a gathering are meant. None does not narrow."""

    status: RegistrationStatus | None = None
    region: Region | None = None
    engagement: Engagement | None = None
    role: PeerRole | None = None
    mail_comes_back: bool = False
    on_behalf: bool = False

    @property
    def is_any(self) -> bool:
        """Tell whether anything narrows."""
        return self != Narrowing()

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give what must hold of a registration."""
        asked: list[tuple[object, ColumnElement[bool]]] = [
            (self.status, Registration.status == self.status),
            (self.region, Registration.region == self.region),
            (self.engagement, Registration.engagement == self.engagement),
            (self.role, _has_role(self.role)),
            (self.mail_comes_back, comes_back()),
            (self.on_behalf, Registration.on_behalf.is_(True)),
        ]
        return [condition for wanted, condition in asked if wanted]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list. It holds no address."""

    id: int
    chosen_name: str
    status: RegistrationStatus
    registered_at: datetime
    region: Region | None
    engagement: Engagement | None
    on_behalf: bool
    mail_comes_back: bool
    roles: Sequence[PeerRole] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, and how many there are in all."""

    people: Sequence[Listed]
    found: int
    number: int

    @property
    def pages(self) -> int:
        """Give how many pages there are."""
        return max(1, -(-self.found // PER_PAGE))


_STATUS_ORDER = {status: place for place, status in enumerate(RegistrationStatus)}


def list_page(
    session: Session,
    event_id: int,
    *,
    narrowing: Narrowing,
    sort: Sort = Sort.NAME,
    search: str = "",
    number: int = 1,
) -> ListPage:
    """Give one page of who takes part; ``search`` narrows it to names that hold it.

    Names are compared and sorted here and not in the database, because they will be
    encrypted there. Two statements, however many people there are.
    """
    rows = session.execute(
        select(
            Registration.id,
            Registration.chosen_name,
            Registration.status,
            Registration.registered_at,
            Registration.region,
            Registration.engagement,
            Registration.on_behalf,
            comes_back().label("mail_comes_back"),
        ).where(Registration.event_id == event_id, *narrowing.conditions())
    )
    wanted = search.casefold()
    found = [row for row in rows if wanted in row.chosen_name.casefold()]
    if sort is Sort.TIME:
        found.sort(key=lambda row: (row.registered_at, row.id), reverse=True)
    else:
        found.sort(key=lambda row: (row.chosen_name.casefold(), row.id))
    if sort is Sort.STATUS:
        found.sort(key=lambda row: _STATUS_ORDER[row.status])
    pages = ListPage((), len(found), 1).pages
    number = min(max(1, number), pages)
    shown = [Listed(*row) for row in found[(number - 1) * PER_PAGE : number * PER_PAGE]]
    return ListPage(_with_roles(session, shown), len(found), number)


def _with_roles(session: Session, people: Sequence[Listed]) -> list[Listed]:
    roles: dict[int, list[PeerRole]] = {}
    for registration_id, role in session.execute(
        select(RegistrationRole.registration_id, RegistrationRole.role)
        .where(RegistrationRole.registration_id.in_([person.id for person in people]))
        .order_by(RegistrationRole.id)
    ):
        roles.setdefault(registration_id, []).append(role)
    return [replace(person, roles=roles.get(person.id, ())) for person in people]


def _has_role(role: PeerRole | None) -> ColumnElement[bool]:
    return exists().where(
        RegistrationRole.registration_id == Registration.id, RegistrationRole.role == role
    )


def notes_about(session: Session, registration_id: int) -> Sequence[PersonNote]:
    """List what organisers noted about a person, the newest first."""
    return session.scalars(
        select(PersonNote)
        .where(PersonNote.registration_id == registration_id)
        .order_by(PersonNote.at.desc(), PersonNote.id.desc())
    ).all()


def count_notes(session: Session, registration_id: int) -> int:
    """Count what organisers noted about a person."""
    return session.scalars(
        select(func.count())
        .select_from(PersonNote)
        .where(PersonNote.registration_id == registration_id)
    ).one()


def mail_comes_back_to(session: Session, registration_id: int) -> bool:
    """Tell whether mail to a person comes back."""
    return (
        session.scalars(
            select(Registration.id).where(Registration.id == registration_id, comes_back())
        ).one_or_none()
        is not None
    )


def already_noted(session: Session, registration_id: int, sent_once: str) -> bool:
    """Tell whether a note came from this form before."""
    return (
        session.scalars(
            select(PersonNote.id).where(
                PersonNote.registration_id == registration_id, PersonNote.sent_once == sent_once
            )
        ).one_or_none()
        is not None
    )


def added_before(session: Session, event_id: int, sent_once: str) -> int | None:
    """Give whom a form has signed up already, or None."""
    return session.scalars(
        select(AddedOnce.registration_id).where(
            AddedOnce.event_id == event_id, AddedOnce.sent_once == sent_once
        )
    ).one_or_none()

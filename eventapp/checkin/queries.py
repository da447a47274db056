"""Reads of the log of the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.checkin.enums import ScanKind
from eventapp.checkin.models import ScanRecord
from eventapp.errors import NotFound
from eventapp.registration.models import Registration

MOST_SHOWN = 5  # On a phone, and no list to browse in.


def pass_keys(session: Session, event_id: int) -> Sequence[tuple[int, int]]:
    """List what the passes of a gathering are worked out from: registration and version."""
    rows = session.execute(
        select(Registration.id, Registration.pass_version).where(Registration.event_id == event_id)
    )
    return [(registration_id, version) for registration_id, version in rows]


def records_of_event(session: Session, event_id: int) -> Sequence[ScanRecord]:
    """List all that happened at the doors of a gathering."""
    return session.scalars(
        select(ScanRecord).where(ScanRecord.event_id == event_id).order_by(ScanRecord.id)
    ).all()


def records_of_person(
    session: Session, event_id: int, registration_id: int
) -> Sequence[ScanRecord]:
    """List what happened with one person's pass, in the order we heard of it."""
    return session.scalars(
        select(ScanRecord)
        .where(ScanRecord.event_id == event_id, ScanRecord.registration_id == registration_id)
        .order_by(ScanRecord.id)
    ).all()


def record_by_client_id(session: Session, client_id: str) -> ScanRecord | None:
    """Find a record by the number it got where it happened."""
    return session.scalars(
        select(ScanRecord).where(ScanRecord.client_id == client_id)
    ).one_or_none()


def arrival_of_event(
    session: Session, event_id: int, client_id: str
) -> tuple[ScanRecord, Registration]:
    """Find somebody's arrival. Raises NotFound for another gathering's as for nothing."""
    found = session.execute(
        select(ScanRecord, Registration)
        .join(Registration, Registration.id == ScanRecord.registration_id)
        .where(
            ScanRecord.event_id == event_id,
            ScanRecord.client_id == client_id,
            ScanRecord.kind == ScanKind.ARRIVED,
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1]


def arrivals_since(
    session: Session, event_id: int, since: datetime, *, by_account_id: int | None
) -> Sequence[tuple[ScanRecord, Registration]]:
    """List the last arrivals that nobody has taken back, the newest first, five at most.

    ``by_account_id`` narrows it to those one helper let in.
    """
    undone = select(ScanRecord.undoes).where(
        ScanRecord.event_id == event_id, ScanRecord.undoes.is_not(None)
    )
    wanted = (
        select(ScanRecord, Registration)
        .join(Registration, Registration.id == ScanRecord.registration_id)
        .where(
            ScanRecord.event_id == event_id,
            ScanRecord.kind == ScanKind.ARRIVED,
            ScanRecord.happened_at > since,
            ScanRecord.client_id.not_in(undone),
        )
        .order_by(ScanRecord.id.desc())
        .limit(MOST_SHOWN)
    )
    if by_account_id is not None:
        wanted = wanted.where(ScanRecord.by_account_id == by_account_id)
    return [(record, person) for record, person in session.execute(wanted)]

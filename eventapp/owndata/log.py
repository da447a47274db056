"""Who has looked at one person's data, ready to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.accounts.enums import Role
from eventapp.accounts.queries import members_of
from eventapp.registration.access_log import AccessKind, AccessRecord, accesses_to
from eventapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the log: who, as what, did what, in which hour of which day."""

    #: None for somebody who is no longer with the association.
    name: str | None
    role: Role | None
    what: AccessKind
    is_about_everybody: bool
    hour: datetime


def log_of(session: Session, registration: Registration) -> list[Look]:
    """List who has looked, the newest first, by the clock of the place."""
    event = registration.event
    roles = {
        member.account_id: member.role for member in members_of(session, event.organisation_id)
    }
    return [
        _look(record, roles.get(record.account_id or 0), registration)
        for record in accesses_to(session, registration)
    ]


def _look(record: AccessRecord, role: Role | None, registration: Registration) -> Look:
    return Look(
        name=None if record.account is None else record.account.name,
        role=role,
        what=record.what,
        is_about_everybody=record.registration_id is None,
        hour=record.hour.astimezone(registration.event.zone),
    )

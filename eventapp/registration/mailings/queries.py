"""Reads of mails to many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.mail.models import OutboxMail
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.mailings.models import Mailing
from eventapp.registration.models import Registration
from eventapp.registration.wordings.enums import LetterKind

CHUNK = 50  # Mails written in one transaction: others wait for it, on the embedded database.

_HAS_A_SEAT = frozenset({RegistrationStatus.CONFIRMED})
_EXPECTS_TO_COME = frozenset(
    {RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED, RegistrationStatus.WAITING}
)
_CONCERNS = {
    LetterKind.REMINDER_WEEK: _HAS_A_SEAT,
    LetterKind.REMINDER_DAY: _HAS_A_SEAT,
    LetterKind.PRACTICAL: _HAS_A_SEAT,
    LetterKind.CHANGED: _EXPECTS_TO_COME,
    LetterKind.GATHERING_CANCELLED: _EXPECTS_TO_COME,
}
REMINDERS = frozenset({LetterKind.REMINDER_WEEK, LetterKind.REMINDER_DAY})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mail to many has come."""

    mailing: Mailing
    left: int

    @property
    def is_done(self) -> bool:
        """Tell whether every mail has left the house."""
        return self.mailing.finished_at is not None and self.left == 0


def _concerned(
    session: Session, event_id: int, kind: LetterKind, before: datetime
) -> Select[Registration]:
    wanted = select(Registration).where(
        Registration.event_id == event_id,
        Registration.address.is_not(None),
        Registration.registered_at <= before,
        Registration.status.in_(_CONCERNS.get(kind) or _who_came(session, event_id)),
    )
    if kind in REMINDERS:
        # Who got her seat after that has just been told.
        return wanted.where(Registration.status_since <= before)
    return wanted


def _who_came(session: Session, event_id: int) -> frozenset[RegistrationStatus]:
    """Give who is thanked: who was let in, or everybody with a seat when nobody kept a door."""
    arrived = session.scalars(
        select(Registration.id)
        .where(
            Registration.event_id == event_id, Registration.status == RegistrationStatus.ATTENDED
        )
        .limit(1)
    ).first()
    return _HAS_A_SEAT if arrived is None else frozenset({RegistrationStatus.ATTENDED})


def count_concerned(session: Session, event_id: int, kind: LetterKind, before: datetime) -> int:
    """Count whom a mail concerns."""
    wanted = _concerned(session, event_id, kind, before).with_only_columns(func.count())
    return session.execute(wanted).scalar_one()


def next_concerned(session: Session, mailing: Mailing) -> Sequence[Registration]:
    """List the next people to write to."""
    return session.scalars(
        _concerned(session, mailing.event_id, mailing.kind, mailing.registered_before)
        .where(Registration.id > mailing.last_id)
        .order_by(Registration.id)
        .limit(CHUNK)
    ).all()


def mailing_of(session: Session, event_id: int, kind: LetterKind, occasion: str) -> Mailing | None:
    """Find the mail of a kind for an occasion, if it was begun."""
    return session.scalars(
        select(Mailing).where(
            Mailing.event_id == event_id, Mailing.kind == kind, Mailing.occasion == occasion
        )
    ).one_or_none()


def mailings_of(session: Session, event_id: int) -> Sequence[Progress]:
    """List the mails of a gathering, the newest first, with how many of each have not left."""
    waiting = (
        select(OutboxMail.purpose, func.count().label("left"))
        .where(OutboxMail.sent_at.is_(None), OutboxMail.refused_at.is_(None))
        .group_by(OutboxMail.purpose)
        .subquery()
    )
    rows = session.execute(
        select(Mailing, func.coalesce(waiting.c.left, 0))
        .outerjoin(
            waiting,
            # As ``Mailing.purpose`` writes it.
            waiting.c.purpose == type_coerce(Mailing.kind, String) + " " + cast(Mailing.id, String),
        )
        .where(Mailing.event_id == event_id)
        .order_by(Mailing.created_at.desc(), Mailing.id.desc())
    ).all()
    return [
        Progress(mailing, in_outbox + (0 if mailing.finished_at else _unwritten(mailing)))
        for mailing, in_outbox in rows
    ]


def _unwritten(mailing: Mailing) -> int:
    return max(mailing.recipients - mailing.written, 0)


def unfinished(session: Session, now: datetime) -> Sequence[int]:
    """List the mails whose writing is due and not done."""
    return session.scalars(
        select(Mailing.id)
        .where(Mailing.finished_at.is_(None), Mailing.due_at <= now)
        .order_by(Mailing.due_at, Mailing.id)
    ).all()


def events_between(session: Session, after: datetime, until: datetime) -> Sequence[Event]:
    """List the gatherings that begin after one moment and no later than another."""
    return session.scalars(
        select(Event)
        .where(Event.starts_at > after, Event.starts_at <= until)
        .order_by(Event.starts_at, Event.id)
    ).all()

"""Reads of messages to many: whom one is for, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from eventapp.errors import NotFound
from eventapp.mail.models import OutboxMail
from eventapp.people.models import MessageReader, MessageToMany
from eventapp.people.queries import Narrowing
from eventapp.people.returned import comes_back
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Reach:
    """How many a message is for, and how many of them have no mail that works."""

    can_be_reached: int
    cannot: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the mails of a message are now."""

    to_all: int = 0
    left: int = 0
    given_up: int = 0

    @property
    def done(self) -> int:
        """Give how many need nothing more."""
        return self.left + self.given_up

    @property
    def still_here(self) -> int:
        """Give how many have not left."""
        return self.to_all - self.done


def conditions_of(mailing: MessageToMany) -> list[ColumnElement[bool]]:
    """Give what must hold of a registration that a message is for."""
    narrowing = Narrowing(
        status=mailing.to_status,
        region=mailing.to_region,
        engagement=mailing.to_engagement,
        role=mailing.to_role,
    )
    conditions = [Registration.event_id == mailing.event_id, *narrowing.conditions()]
    if mailing.to_status is None:
        # Who has cancelled is written to only if she is meant.
        conditions.append(Registration.status != RegistrationStatus.CANCELLED)
    return conditions


def can_be_written_to() -> list[ColumnElement[bool]]:
    """Give what must hold of a registration that mail can reach."""
    return [Registration.address.is_not(None), ~comes_back()]


def reach_of(session: Session, mailing: MessageToMany) -> Reach:
    """Count whom a message would reach if it left now."""
    of_all = select(func.count()).select_from(Registration).where(*conditions_of(mailing))
    reached, everybody = session.execute(
        select(of_all.where(*can_be_written_to()).scalar_subquery(), of_all.scalar_subquery())
    ).one()
    return Reach(reached, everybody - reached)


def reader_of(session: Session, mailing: MessageToMany, *, name: str = "") -> Registration | None:
    """Find somebody a message would reach, by a part of her name, or the first by name.

    Only numbers and names are read of the others: names cannot be compared in the database.
    """
    rows = session.execute(
        select(Registration.id, Registration.chosen_name).where(
            *conditions_of(mailing), *can_be_written_to()
        )
    )
    wanted = name.casefold().strip()
    found = [row for row in rows if wanted in row.chosen_name.casefold()]
    if not found:
        return None
    first = min(found, key=lambda row: (row.chosen_name.casefold(), row.id))
    return session.get_one(Registration, first.id)


def mailings_of(session: Session, event_id: int) -> Sequence[MessageToMany]:
    """List the messages of a gathering, the newest first."""
    return session.scalars(
        select(MessageToMany)
        .where(MessageToMany.event_id == event_id)
        .order_by(MessageToMany.id.desc())
    ).all()


def mailing_of_event(session: Session, event_id: int, mailing_id: int) -> MessageToMany:
    """Find one message of a gathering. Raises NotFound for another gathering's."""
    found = session.scalars(
        select(MessageToMany).where(
            MessageToMany.id == mailing_id, MessageToMany.event_id == event_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def mailing_from_form(session: Session, event_id: int, sent_once: str) -> int | None:
    """Give the message that a form made before, or None."""
    return session.scalars(
        select(MessageToMany.id).where(
            MessageToMany.event_id == event_id, MessageToMany.sent_once == sent_once
        )
    ).one_or_none()


def lock_mailing(session: Session, mailing_id: int) -> MessageToMany:
    """Read a message so that others who want to write its mails, or stop it, wait their turn.

    On SQLite the transaction itself already makes them wait.
    """
    return session.scalars(
        select(MessageToMany)
        .where(MessageToMany.id == mailing_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def mailings_under_way(session: Session) -> Sequence[int]:
    """List the messages that have been sent off and are not all written, oldest first."""
    return session.scalars(
        select(MessageToMany.id)
        .where(
            MessageToMany.started_at.is_not(None),
            MessageToMany.stopped_at.is_(None),
            MessageToMany.written_at.is_(None),
        )
        .order_by(MessageToMany.id)
    ).all()


def next_recipients(
    session: Session, mailing_id: int, *, at_most: int
) -> Sequence[tuple[MessageReader, Registration]]:
    """Give the next people whose mail is not written yet."""
    rows = session.execute(
        select(MessageReader, Registration)
        .join(Registration, Registration.id == MessageReader.registration_id)
        .where(MessageReader.mailing_id == mailing_id, MessageReader.written_at.is_(None))
        .order_by(MessageReader.id)
        .limit(at_most)
    )
    return [(row[0], row[1]) for row in rows]


def tally_of(session: Session, mailing_id: int) -> Tally:
    """Count where the mails of a message are, in one statement."""
    written = MessageReader.written_at.is_not(None)
    given_up = OutboxMail.refused_at.is_not(None)
    # A mail whose row has been cleared away has left long ago.
    left = written & (OutboxMail.id.is_(None) | OutboxMail.sent_at.is_not(None))
    row = session.execute(
        select(func.count(), _times(left), _times(given_up))
        .select_from(MessageReader)
        .outerjoin(OutboxMail, OutboxMail.id == MessageReader.mail_id)
        .where(MessageReader.mailing_id == mailing_id)
    ).one()
    return Tally(row[0], row[1] or 0, row[2] or 0)


def _times(condition: ColumnElement[bool]) -> ColumnElement[int | None]:
    return func.sum(case((condition, 1), else_=0))


def lock_mails_not_tried(session: Session, mailing_id: int) -> Sequence[int]:
    """Give the mails of a message that wait in the outbox and nobody has begun to send.

    Whoever sends one at this moment holds it, and it is left out.
    """
    return session.scalars(
        select(OutboxMail.id)
        .join(MessageReader, MessageReader.mail_id == OutboxMail.id)
        .where(
            MessageReader.mailing_id == mailing_id,
            OutboxMail.attempts == 0,
            OutboxMail.sent_at.is_(None),
            OutboxMail.refused_at.is_(None),
        )
        .with_for_update(of=OutboxMail, skip_locked=True)
    ).all()

"""The log of who has looked: what organisers did with people's data, and in which hour.

A person reads her own part of it on her page. It holds no content, only who, what and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from eventapp.accounts.models import Account
from eventapp.columns import DataClass, personal, plain
from eventapp.db import Model
from eventapp.registration.models import Registration

#: How long organisers can be asked what they did (privacy.md, erase by field).
KEPT = timedelta(days=365)
_A_YEAR = "12 months"
_OF_EVERYBODY = text("registration_id IS NULL")


class AccessKind(StrEnum):
    """What somebody did with people's data."""

    EXPORT = "export"  # Took a list out of the house.
    IMPORT = "import"  # Brought a list in.
    LOOKED = "looked"  # Opened one person's page.
    MESSAGE = "message"  # Wrote to people.
    NEEDS = "needs"  # Read what people need, with their names.


class AccessRecord(Model):
    """One organiser did one thing within one hour, to one person or to all of a gathering."""

    __tablename__ = "access_record"
    # The same thing within the same hour is one row. There are two rules, because to a
    # database no two empty columns are ever the same.
    __table_args__ = (
        Index(None, "registration_id", "account_id", "what", "hour", unique=True),
        Index(
            None,
            "event_id",
            "account_id",
            "what",
            "hour",
            unique=True,
            sqlite_where=_OF_EVERYBODY,
            postgresql_where=_OF_EVERYBODY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    #: None for what concerns everybody in the gathering.
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"),
        info=personal(
            DataClass.SPECIAL, purpose="Whose data it was.", retention=_A_YEAR, exported=False
        ),
    )
    #: None once the organiser is no longer with the association.
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"),
        info=personal(DataClass.ORDINARY, purpose="Who it was.", retention=_A_YEAR, exported=False),
    )
    what: Mapped[AccessKind] = mapped_column(
        info=personal(DataClass.ORDINARY, purpose="What was done.", retention=_A_YEAR)
    )
    #: The beginning of the hour; the minute would tell more of the organiser than anybody asks.
    hour: Mapped[datetime] = mapped_column(
        index=True,
        info=personal(DataClass.ORDINARY, purpose="When it was done.", retention=_A_YEAR),
    )

    account: Mapped[Account | None] = relationship(lazy="joined")


def note_access(
    session: Session,
    *,
    event_id: int,
    registration_id: int | None,
    account_id: int,
    what: AccessKind,
    now: datetime,
) -> None:
    """Write down that an organiser did something with the data of one person, or of all.

    It runs inside the caller's transaction: what is not written down does not happen. The
    same once more within the hour changes nothing. For somebody who has just been erased
    nothing is written, because there is nobody left whose data it was.
    """
    if registration_id is not None and not _hold(session, registration_id):
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(
        dialect.insert(AccessRecord)
        .values(
            event_id=event_id,
            registration_id=registration_id,
            account_id=account_id,
            what=what,
            hour=hour_of(now),
        )
        .on_conflict_do_nothing()
    )


def hour_of(moment: datetime) -> datetime:
    """Give the beginning of the hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def accesses_to(session: Session, registration: Registration) -> Sequence[AccessRecord]:
    """List what was done with a person's data, the newest first.

    What concerned everybody concerns her from the hour in which she signed up.
    """
    return session.scalars(
        select(AccessRecord)
        .where(
            AccessRecord.event_id == registration.event_id,
            or_(
                AccessRecord.registration_id == registration.id,
                AccessRecord.registration_id.is_(None)
                & (AccessRecord.hour >= hour_of(registration.registered_at)),
            ),
        )
        .order_by(AccessRecord.hour.desc(), AccessRecord.id.desc())
    ).all()


def forget_old_accesses(session: Session, *, now: datetime) -> None:
    """Delete what is older than anybody may be asked about."""
    session.execute(delete(AccessRecord).where(AccessRecord.hour <= now - KEPT))


def _hold(session: Session, registration_id: int) -> bool:
    """Tell whether somebody is still there, and keep her there until the transaction ends."""
    return (
        session.scalars(
            select(Registration.id)
            .where(Registration.id == registration_id)
            .with_for_update(read=True, key_share=True)
        ).one_or_none()
        is not None
    )

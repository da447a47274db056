"""The log of the door: append-only, so that doors can merge their logs in any order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.checkin.enums import How, Outcome, ScanKind
from eventapp.columns import DataClass, personal, plain
from eventapp.db import Model
from eventapp.registration.enums import RegistrationStatus

_A_WEEK = "event + 7 days"


class ScanRecord(Model):
    """Something that happened at a door. It is never changed; an undo is a record too.

    Who is inside is worked out from the records (``presence.fold``).
    """

    __tablename__ = "scan_record"
    __table_args__ = (
        Index(None, "event_id", "registration_id"),
        CheckConstraint("(kind = 'undone') = (undoes IS NOT NULL)", name="undo_names_a_record"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    #: A UUID made where it happened: sent twice, it is one record.
    client_id: Mapped[str] = mapped_column(
        String(36), unique=True, info=plain("Recognising a record that is sent twice.")
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    #: None for a pass or code nobody here has: it is stored, and not counted.
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"),
        info=personal(DataClass.SPECIAL, purpose="Who came.", retention=_A_WEEK),
    )
    how: Mapped[How] = mapped_column(
        info=personal(DataClass.SPECIAL, purpose="How she came in.", retention=_A_WEEK)
    )
    kind: Mapped[ScanKind] = mapped_column(
        info=personal(DataClass.SPECIAL, purpose="Whether she came.", retention=_A_WEEK)
    )
    undoes: Mapped[str | None] = mapped_column(String(36), info=plain("The record it takes back."))
    #: What her registration was at that moment. An undo gives it back, and an organiser can
    #: see that somebody was let in from the waiting list.
    found_as: Mapped[RegistrationStatus | None] = mapped_column(
        info=personal(DataClass.SPECIAL, purpose="What an undo gives back.", retention=_A_WEEK)
    )
    found_since: Mapped[datetime | None] = mapped_column(
        info=personal(
            DataClass.SPECIAL, purpose="Her place in the queue, for an undo.", retention=_A_WEEK
        )
    )
    happened_at: Mapped[datetime] = mapped_column(
        info=personal(DataClass.SPECIAL, purpose="When she came.", retention=_A_WEEK)
    )
    #: Later than ``happened_at`` when a phone had no network.
    recorded_at: Mapped[datetime] = mapped_column(
        info=personal(DataClass.SPECIAL, purpose="When we heard of it.", retention=_A_WEEK)
    )
    #: Who pressed. None for a quiet arrival.
    by_account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"),
        info=personal(
            DataClass.ORDINARY,
            purpose="Which helper may take it back.",
            retention=_A_WEEK,
            exported=False,
        ),
    )

    @property
    def outcome(self) -> Outcome:
        """Give what the helper was shown: amber for somebody who had a record already."""
        was_in = self.found_as is RegistrationStatus.ATTENDED
        return Outcome.AGAIN if was_in else Outcome.WELCOME


@event.listens_for(ScanRecord, "before_update")
def _keep_as_it_was(_mapper: Any, _connection: Any, _record: ScanRecord) -> None:
    raise RuntimeError("A record of the door is never changed. Write one that undoes it.")

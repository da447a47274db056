"""Mails that go to everybody who takes part in a gathering."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import plain
from eventapp.db import Model
from eventapp.events.models import Event
from eventapp.registration.wordings.enums import LetterKind


class Mailing(Model):
    """One mail to everybody it concerns, and how far its writing has come.

    The row is all that is written when it begins, however many people there are. Their mails
    are written in the background by the number of their registration: ``last_id`` says who
    was the last, and is stored together with her mail. So a crash loses and repeats nothing.
    """

    __tablename__ = "mailing"
    __table_args__ = (
        # What is told once for an occasion is never told twice.
        UniqueConstraint("event_id", "kind", "occasion"),
        Index(None, "finished_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    kind: Mapped[LetterKind] = mapped_column(info=plain("What it tells."))
    occasion: Mapped[str] = mapped_column(String(40), info=plain("What it is told about."))
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was asked for."))
    due_at: Mapped[datetime] = mapped_column(info=plain("When its writing begins."))
    #: Who came later has been told already, or needs no reminder.
    registered_before: Mapped[datetime] = mapped_column(
        info=plain("Whom it concerns: who was there by then.")
    )
    recipients: Mapped[int] = mapped_column(info=plain("How many it concerns."))
    last_id: Mapped[int] = mapped_column(default=0, info=plain("How far its writing has come."))
    written: Mapped[int] = mapped_column(default=0, info=plain("How many are written."))
    finished_at: Mapped[datetime | None] = mapped_column(info=plain("When all were written."))

    event: Mapped[Event] = relationship(lazy="joined")

    @property
    def purpose(self) -> str:
        """Give what its mails are known by in the outbox."""
        return f"{self.kind.value} {self.id}"

"""Rounds, tables, which proposals are talked about where, and what was said."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model
from eventapp.events.models import Event
from eventapp.programme.enums import ContributionKind, ContributionStatus, TableStatus
from eventapp.themes.models import ThemeProposal


class Round(Model):
    """A stretch of the day in which people sit at tables and talk."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    number: Mapped[int] = mapped_column(info=plain())
    title: Mapped[str] = mapped_column(Text, default="", info=plain())
    starts_at: Mapped[datetime] = mapped_column(info=plain())
    ends_at: Mapped[datetime] = mapped_column(info=plain())

    event: Mapped[Event] = relationship()
    tables: Mapped[list[TableSession]] = relationship(
        back_populates="round",
        cascade="all, delete-orphan",
        order_by="TableSession.number",
    )

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone of the place where it is held."""
        return self.event.zone

    @property
    def starts_here(self) -> datetime:
        """Give the beginning by the clock on the wall there."""
        return self.starts_at.astimezone(self.zone)

    @property
    def ends_here(self) -> datetime:
        """Give the end by the clock on the wall there."""
        return self.ends_at.astimezone(self.zone)

    def is_on(self, now: datetime) -> bool:
        """Tell whether people sit in it now."""
        return self.starts_at <= now < self.ends_at


class TablePlacement(Model):
    """A proposal that is talked about at a table; it may be talked about at several."""

    __tablename__ = "table_placement"
    __table_args__ = (UniqueConstraint("table_session_id", "proposal_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    table_session_id: Mapped[int] = mapped_column(
        ForeignKey("table_session.id", ondelete="CASCADE"), info=plain()
    )
    proposal_id: Mapped[str] = mapped_column(
        ForeignKey("theme_proposal.id"), index=True, info=plain()
    )
    #: The line of the open log that taking it off again takes back.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("process_log.id"), info=plain())


class TableSession(Model):
    """One table in one round."""

    __tablename__ = "table_session"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("NOT (is_free AND drawn_by_lot)", name="free_or_drawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), info=plain())
    number: Mapped[int] = mapped_column(info=plain())
    headline: Mapped[str] = mapped_column(Text, default="", info=plain())
    #: Per round one table goes by lot to a proposal that few chose.
    drawn_by_lot: Mapped[bool] = mapped_column(default=False, info=plain())
    #: Per round one table is left free: whoever sits there brings the topic.
    is_free: Mapped[bool] = mapped_column(default=False, info=plain())
    status: Mapped[TableStatus] = mapped_column(default=TableStatus.PLANNED, info=plain())

    round: Mapped[Round] = relationship(back_populates="tables")
    proposals: Mapped[list[ThemeProposal]] = relationship(
        secondary="table_placement", order_by=ThemeProposal.id, viewonly=True
    )


class Contribution(Model):
    """One thing that was said at a table.

    Who said it and who wrote it down is not stored, and the time is the day: anonymous
    means that there is nothing to look up.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("event_id", "sent_once"),
        Index(None, "table_session_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("status <> 'withdrawn' OR text = ''", name="withdrawn_is_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), info=plain())
    table_session_id: Mapped[int] = mapped_column(ForeignKey("table_session.id"), info=plain())
    #: Counts up through the gathering and is never used again; people see it as b001.
    number: Mapped[int] = mapped_column(info=plain("What claims refer to."))
    kind: Mapped[ContributionKind] = mapped_column(info=plain())
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="What was said, so that the write-up can rest on it.",
            retention="event + 24 months",
            exported=False,
        ),
    )
    own_words: Mapped[bool] = mapped_column(
        default=False, info=plain("Whether it stands as it was said.")
    )
    status: Mapped[ContributionStatus] = mapped_column(
        default=ContributionStatus.NOTED, info=plain()
    )
    noted_on: Mapped[date] = mapped_column(Date, info=plain("The day, and nothing finer."))
    sent_once: Mapped[str | None] = mapped_column(
        String(64),
        info=secret("Knowing a form that is sent twice.", retention="with its row"),
    )

    table: Mapped[TableSession] = relationship()

    @property
    def key(self) -> str:
        """Give the short name that claims refer to, like b001."""
        return f"b{self.number:03}"

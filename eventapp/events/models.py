"""Gatherings and what stands on their public page."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    String,
    Text,
    Time,
    UniqueConstraint,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.columns import plain
from eventapp.db import Model
from eventapp.events.enums import Action, CreditRole, Entry, Kind, Sign, Status

PUBLIC = frozenset({Status.PUBLISHED, Status.RUNNING, Status.CLOSED, Status.ARCHIVED})


class Phase(Model):
    """A window of time in which peers may do one thing. An end that is None stays open."""

    __tablename__ = "phase"
    __table_args__ = (UniqueConstraint("event_id", "action"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    action: Mapped[Action] = mapped_column(info=plain())
    opens_at: Mapped[datetime | None] = mapped_column(info=plain())
    closes_at: Mapped[datetime | None] = mapped_column(info=plain())

    def is_open_at(self, now: datetime) -> bool:
        """Tell whether the window is open."""
        has_opened = self.opens_at is None or self.opens_at <= now
        return has_opened and (self.closes_at is None or now < self.closes_at)


class DayPlanItem(Model):
    """One line of "how the day goes"."""

    __tablename__ = "day_plan_item"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    position: Mapped[int] = mapped_column(info=plain())
    at: Mapped[time] = mapped_column(Time, info=plain())
    what: Mapped[str] = mapped_column(Text, info=plain())
    round_number: Mapped[int | None] = mapped_column(info=plain())


class PracticalNote(Model):
    """One thing that is good to know beforehand."""

    __tablename__ = "practical_note"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    position: Mapped[int] = mapped_column(info=plain())
    title: Mapped[str] = mapped_column(Text, info=plain())
    text: Mapped[str] = mapped_column(Text, info=plain())
    sign: Mapped[Sign] = mapped_column(info=plain())


class Credit(Model):
    """Somebody who is thanked by name, having said yes to it."""

    __tablename__ = "credit"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    position: Mapped[int] = mapped_column(info=plain())
    role: Mapped[CreditRole] = mapped_column(info=plain())
    name: Mapped[str] = mapped_column(Text, info=plain("Who is thanked, in public."))
    note: Mapped[str] = mapped_column(Text, default="", info=plain())
    url: Mapped[str] = mapped_column(Text, default="", info=plain())


class Series(Model):
    """A gathering that comes back by a rule; each date is a gathering of its own."""

    __tablename__ = "series"
    __table_args__ = (
        CheckConstraint("places >= 1", name="has_places"),
        CheckConstraint("minutes >= 1", name="lasts_a_while"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=plain()
    )
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=plain("Its address."))
    kind: Mapped[Kind] = mapped_column(info=plain())
    timezone: Mapped[str] = mapped_column(String(64), default="Europe/Copenhagen", info=plain())
    title: Mapped[str] = mapped_column(Text, info=plain())
    headline_theme: Mapped[str] = mapped_column(Text, info=plain())
    venue_name: Mapped[str] = mapped_column(Text, info=plain())
    places: Mapped[int] = mapped_column(info=plain("How many can come each time."))
    #: An RRULE of RFC 5545, 3.3.10, without its name.
    rule: Mapped[str] = mapped_column(Text, info=plain("When it comes back."))
    starts_on: Mapped[date] = mapped_column(Date, info=plain("The first day of the rule."))
    starts: Mapped[time] = mapped_column(Time, info=plain("When it begins, by the clock there."))
    minutes: Mapped[int] = mapped_column(info=plain("How long it lasts."))
    #: Days in the form 2027-05-08, one on each line.
    exceptions: Mapped[str] = mapped_column(
        Text, default="", info=plain("Days on which it is not held.")
    )

    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone of the place where it is held."""
        return ZoneInfo(self.timezone)

    @property
    def days_left_out(self) -> frozenset[date]:
        """Give the days on which it is not held."""
        return frozenset(date.fromisoformat(line) for line in self.exceptions.split())


class Event(Model):
    """A gathering: a day on which peers meet as equals."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("places >= 1", name="has_places"),
        CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
        UniqueConstraint("series_id", "series_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=plain()
    )
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=plain("Its address."))
    kind: Mapped[Kind] = mapped_column(default=Kind.TRAEF, info=plain())
    status: Mapped[Status] = mapped_column(default=Status.DRAFT, info=plain())
    entry: Mapped[Entry] = mapped_column(
        default=Entry.OPEN, server_default="open", info=plain("How people come to take part.")
    )
    language: Mapped[str] = mapped_column(String(8), default="da", info=plain())
    timezone: Mapped[str] = mapped_column(String(64), default="Europe/Copenhagen", info=plain())
    title: Mapped[str] = mapped_column(Text, info=plain())
    headline_theme: Mapped[str] = mapped_column(Text, info=plain())
    introduction: Mapped[str] = mapped_column(Text, default="", info=plain())
    purpose: Mapped[str] = mapped_column(Text, default="", info=plain())
    starts_at: Mapped[datetime] = mapped_column(index=True, info=plain())
    ends_at: Mapped[datetime] = mapped_column(info=plain())
    venue_name: Mapped[str] = mapped_column(Text, info=plain())
    venue_address: Mapped[str] = mapped_column(Text, default="", info=plain())
    venue_town: Mapped[str] = mapped_column(Text, default="", info=plain())
    venue_directions: Mapped[str] = mapped_column(Text, default="", info=plain())
    places: Mapped[int] = mapped_column(info=plain("How many can come."))
    is_listed: Mapped[bool] = mapped_column(
        default=True, server_default=true(), info=plain("Whether our lists and calendars name it.")
    )
    cancelled_at: Mapped[datetime | None] = mapped_column(info=plain("When it was called off."))
    #: What a calendar compares to know which of two versions is the newer (RFC 5545, 3.8.7.4).
    revision: Mapped[int] = mapped_column(
        default=0, server_default="0", info=plain("How often day, place or title has changed.")
    )
    #: The row's own clock, for calendars that ask what is new; nothing is decided by it.
    changed_at: Mapped[datetime] = mapped_column(
        default=utc_now, onupdate=utc_now, info=plain("When the row was last written.")
    )

    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("series.id"), info=plain("The series it is a date of.")
    )
    #: It stays when the date is moved, so that the rule does not make it a second time.
    series_day: Mapped[date | None] = mapped_column(
        Date, info=plain("The day of the rule that it stands for.")
    )

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    series: Mapped[Series | None] = relationship()
    phases: Mapped[list[Phase]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    day_plan: Mapped[list[DayPlanItem]] = relationship(
        cascade="all, delete-orphan", order_by=DayPlanItem.position
    )
    practical: Mapped[list[PracticalNote]] = relationship(
        cascade="all, delete-orphan", order_by=PracticalNote.position
    )
    credits: Mapped[list[Credit]] = relationship(
        cascade="all, delete-orphan", order_by=Credit.position
    )

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it will not be held."""
        return self.cancelled_at is not None

    @property
    def is_named_openly(self) -> bool:
        """Tell whether lists, calendars and search engines may name it."""
        return self.is_public and self.is_listed and self.entry is not Entry.INVITED

    @property
    def is_public(self) -> bool:
        """Tell whether people who are not with us may see it."""
        return self.status in PUBLIC

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone of the place where it is held."""
        return ZoneInfo(self.timezone)

    @property
    def starts_here(self) -> datetime:
        """Give the beginning by the clock on the wall there."""
        return self.starts_at.astimezone(self.zone)

    @property
    def ends_here(self) -> datetime:
        """Give the end by the clock on the wall there."""
        return self.ends_at.astimezone(self.zone)

    def phase(self, action: Action) -> Phase | None:
        """Give the window of one action, if it has one."""
        return next((phase for phase in self.phases if phase.action is action), None)

    def allows(self, action: Action, now: datetime) -> bool:
        """Tell whether peers may do something now.

        An action whose window has no end may be done until the gathering is over. A
        gathering that will not be held allows nothing.
        """
        if self.is_cancelled or self.status not in {Status.PUBLISHED, Status.RUNNING}:
            return False
        phase = self.phase(action)
        if phase is None or phase.closes_at is None:
            has_opened = phase is None or phase.is_open_at(now)
            return has_opened and now < self.ends_at
        return phase.is_open_at(now)

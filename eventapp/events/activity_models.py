"""Activities that somebody proposes and others can join."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.accounts.models import Organisation
from eventapp.columns import DataClass, PersonalText, personal, plain
from eventapp.db import Model
from eventapp.events.enums import ProposalState
from eventapp.events.models import Event

_KEPT = "activity + 30 days, or 60 days after a no"


def _told(purpose: str) -> dict[str, object]:
    return dict(personal(DataClass.SPECIAL, purpose=purpose, retention=_KEPT))


class ActivityProposal(Model):
    """What a peer would like to do with others, in her own words."""

    __tablename__ = "activity_proposal"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
        CheckConstraint("places >= 1", name="has_places"),
        # A number is never given to a second proposal: links are made of it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=plain()
    )
    state: Mapped[ProposalState] = mapped_column(
        default=ProposalState.UNCONFIRMED, info=plain("Where it is on its way.")
    )
    language: Mapped[str] = mapped_column(String(8), info=plain("Which language her mails are in."))
    #: What, about what and where: her words, which nobody changes here.
    title: Mapped[str] = mapped_column(PersonalText, info=_told("What she would like to do."))
    about: Mapped[str] = mapped_column(PersonalText, info=_told("What it is about."))
    venue_name: Mapped[str] = mapped_column(PersonalText, info=_told("Where she would meet."))
    starts_at: Mapped[datetime] = mapped_column(info=plain("When she would like it to begin."))
    ends_at: Mapped[datetime] = mapped_column(info=plain("When she would like it to end."))
    places: Mapped[int] = mapped_column(info=plain("How many can come."))
    chosen_name: Mapped[str] = mapped_column(PersonalText, info=_told("What to call her."))
    address: Mapped[str] = mapped_column(PersonalText, info=_told("Where the answer goes."))
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was sent."))
    answered_at: Mapped[datetime | None] = mapped_column(info=plain("When it was answered."))
    #: What the association writes to her when it cannot be now.
    answer: Mapped[str] = mapped_column(
        PersonalText, default="", info=_told("What she is answered.")
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), info=plain("What came of it.")
    )

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    event: Mapped[Event | None] = relationship()

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone in which she wrote the time."""
        return ZoneInfo("Europe/Copenhagen")

    @property
    def starts_here(self) -> datetime:
        """Give the beginning by the clock on the wall there."""
        return self.starts_at.astimezone(self.zone)

    @property
    def ends_here(self) -> datetime:
        """Give the end by the clock on the wall there."""
        return self.ends_at.astimezone(self.zone)

    @property
    def venue_town(self) -> str:
        """Give no town: she wrote the place in one line."""
        return ""

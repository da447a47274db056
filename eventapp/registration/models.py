"""Who takes part."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import DataClass, PersonalText, personal, plain
from eventapp.db import Model
from eventapp.events.models import Event
from eventapp.registration.enums import (
    HOLDS_A_PLACE,
    Engagement,
    PeerRole,
    Region,
    RegistrationStatus,
)


class Registration(Model):
    """One person's place at one gathering: held, hoped for, or given back."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("event_id", "address_index"),
        Index(None, "event_id", "status", "status_since", "id"),
        CheckConstraint(
            "(address IS NULL) = (address_index IS NULL)", name="address_and_index_together"
        ),
        # A number is never given to a second person: passes and links are made of it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), info=plain())
    chosen_name: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(DataClass.SPECIAL, purpose="What to call her.", retention="event + 30 days"),
    )
    #: None for people who were signed up on paper or by phone and have no address.
    address: Mapped[str | None] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL, purpose="Where her mails go.", retention="event + 30 days"
        ),
    )
    address_index: Mapped[str | None] = mapped_column(
        String(64),
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Finding the registration of an address.",
            retention="event + 30 days",
            exported=False,
        ),
    )
    region: Mapped[Region | None] = mapped_column(
        info=personal(
            DataClass.ORDINARY,
            purpose="Counting where people come from.",
            retention="event + 7 days",
        )
    )
    engagement: Mapped[Engagement | None] = mapped_column(
        info=personal(
            DataClass.ORDINARY,
            purpose="Counting paid and voluntary peers.",
            retention="event + 7 days",
        )
    )
    status: Mapped[RegistrationStatus] = mapped_column(
        info=personal(
            DataClass.SPECIAL, purpose="Whether she has a place.", retention="event + 30 days"
        )
    )
    #: Orders the queue, and tells the public page what it may say yet.
    status_since: Mapped[datetime] = mapped_column(info=plain("When the status began."))
    offered_until: Mapped[datetime | None] = mapped_column(
        info=plain("Until when a seat is kept for her.")
    )
    registered_at: Mapped[datetime] = mapped_column(
        info=personal(
            DataClass.SPECIAL, purpose="Answering her questions.", retention="event + 30 days"
        )
    )
    language: Mapped[str] = mapped_column(
        String(8),
        info=personal(
            DataClass.ORDINARY,
            purpose="Which language her mails are in.",
            retention="event + 30 days",
        ),
    )
    is_discreet: Mapped[bool] = mapped_column(
        default=True,
        info=personal(
            DataClass.ORDINARY,
            purpose="Whether her mails say nothing.",
            retention="event + 30 days",
        ),
    )
    on_behalf: Mapped[bool] = mapped_column(
        default=False, info=plain("Whether somebody else typed it in.")
    )
    #: When the link in the mail was first used: from then on the address is known to be hers.
    opened_at: Mapped[datetime | None] = mapped_column(
        info=plain("When her page was first opened.")
    )
    #: When a mail to her came back for good; organisers see that her mails do not arrive.
    address_failed_at: Mapped[datetime | None] = mapped_column(
        info=personal(
            DataClass.ORDINARY,
            purpose="Reaching her another way.",
            retention="event + 30 days",
        )
    )
    pass_version: Mapped[int] = mapped_column(default=1, info=plain("Raised when a pass is lost."))

    event: Mapped[Event] = relationship(lazy="joined")

    @property
    def holds_a_place(self) -> bool:
        """Tell whether a chair is kept for her."""
        return self.status in HOLDS_A_PLACE


class RegistrationRole(Model):
    """Something a peer has agreed to do on the day."""

    __tablename__ = "registration_role"
    __table_args__ = (UniqueConstraint("registration_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), info=plain()
    )
    role: Mapped[PeerRole] = mapped_column(
        info=personal(
            DataClass.SPECIAL, purpose="What she does on the day.", retention="event + 7 days"
        )
    )

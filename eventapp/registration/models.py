"""Who takes part."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model
from eventapp.events.models import Event
from eventapp.registration.enums import (
    HOLDS_A_PLACE,
    IS_EXPECTED,
    MAY_WITHDRAW,
    Engagement,
    InvitationKind,
    PeerRole,
    Region,
    RegistrationStatus,
)

DEFAULT_OFFER_HOURS = 48  # Two days: mail is read on one of them.


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
    #: Orders the queue. Saying yes to an offer leaves it: the seat was hers from the offer on.
    status_since: Mapped[datetime] = mapped_column(info=plain("When the status began."))
    #: Until when a seat that was offered is kept for her. It stays when the offer has run out,
    #: for that is how her page knows why she has no seat.
    offered_until: Mapped[datetime | None] = mapped_column(
        info=plain("Until when a seat is kept for her answer.")
    )
    #: Who brings her. They wait, come and cancel together.
    companion_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"),
        unique=True,
        info=personal(
            DataClass.SPECIAL,
            purpose="Whose companion she is.",
            retention="event + 30 days",
            exported=False,
        ),
    )
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="SET NULL"),
        index=True,
        info=personal(
            DataClass.SPECIAL,
            purpose="Which seat was held for her.",
            retention="event + 30 days",
            exported=False,
        ),
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
        """Tell whether a chair is kept for her, be it while she thinks about an offer."""
        return self.status in HOLDS_A_PLACE

    @property
    def is_expected(self) -> bool:
        """Tell whether she comes, so that she has a pass."""
        return self.status in IS_EXPECTED

    @property
    def may_withdraw(self) -> bool:
        """Tell whether she has anything to give back."""
        return self.status in MAY_WITHDRAW

    @property
    def let_an_offer_run_out(self) -> bool:
        """Tell whether she lost her place because an offer went unanswered."""
        return self.status is RegistrationStatus.CANCELLED and self.offered_until is not None


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


class PlaceRules(Model):
    """How the places of one gathering are given out. Without a row it is as the defaults say."""

    __tablename__ = "place_rules"
    __table_args__ = (CheckConstraint("offer_hours BETWEEN 0 AND 168", name="hours_of_a_week"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, info=plain()
    )
    #: In hours. None at all means that whoever is next simply gets the seat.
    offer_hours: Mapped[int] = mapped_column(
        default=DEFAULT_OFFER_HOURS, info=plain("How long an offered seat is kept.")
    )
    allows_companions: Mapped[bool] = mapped_column(
        default=False, info=plain("Whether one may bring somebody.")
    )


class PlaceShare(Model):
    """A part of the places: at most so many for a kind of peer, or so many kept for a region."""

    __tablename__ = "place_share"
    __table_args__ = (
        UniqueConstraint("event_id", "engagement"),
        UniqueConstraint("event_id", "region"),
        CheckConstraint("(engagement IS NULL) <> (region IS NULL)", name="of_a_kind_or_a_region"),
        CheckConstraint("(region IS NULL) = (reserved_until IS NULL)", name="kept_until_a_moment"),
        CheckConstraint("places >= 0", name="is_a_number_of_places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    engagement: Mapped[Engagement | None] = mapped_column(info=plain("At most so many of these."))
    region: Mapped[Region | None] = mapped_column(info=plain("So many are kept for it."))
    places: Mapped[int] = mapped_column(info=plain("How many."))
    reserved_until: Mapped[datetime | None] = mapped_column(
        info=plain("From then on the seats kept for a region are anybody's.")
    )


class PlacesShown(Model):
    """How many seats were spoken for when the last ten minutes with a change in them began.

    The public page speaks of that number until they are over, so that nobody can watch one
    person come or go.
    """

    __tablename__ = "places_shown"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, info=plain()
    )
    since: Mapped[datetime] = mapped_column(info=plain("When the ten minutes began."))
    spoken_for: Mapped[int] = mapped_column(info=plain("How many seats were not free."))


class Invitation(Model):
    """Seats held for somebody, or for a group, and the link that gives them."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("seats >= 1", name="holds_a_seat"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True, info=plain()
    )
    kind: Mapped[InvitationKind] = mapped_column(info=plain("Whom it is for."))
    #: For the organiser alone: the invited never see it.
    label: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="Telling invitations apart.",
            retention="event + 30 days",
            exported=False,
        ),
    )
    seats: Mapped[int] = mapped_column(info=plain("How many seats it holds."))
    held_until: Mapped[datetime] = mapped_column(info=plain("Until when it holds them."))
    digest: Mapped[str] = mapped_column(
        String(64), unique=True, info=secret("Recognising the link.", retention="event + 30 days")
    )
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was made."))

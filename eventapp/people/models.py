"""What an organiser writes about people and to them, and lists on their way in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.accounts.models import Account
from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model
from eventapp.people.enums import Progress
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus

_A_MONTH = "event + 30 days"


class PersonNote(Model):
    """Something an organiser noted about a person, who can read it on her own page."""

    __tablename__ = "person_note"
    __table_args__ = (UniqueConstraint("registration_id", "sent_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), info=plain()
    )
    #: None once the organiser has no account any more.
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info=plain("Who wrote it.")
    )
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(DataClass.SPECIAL, purpose="What to remember about her.", retention=_A_MONTH),
    )
    at: Mapped[datetime] = mapped_column(info=plain("When it was written."))
    sent_once: Mapped[str] = mapped_column(
        String(64), info=secret("Knowing a form that is sent twice.", retention="with its row")
    )

    author: Mapped[Account | None] = relationship(lazy="joined")


class AddedOnce(Model):
    """A form by which an organiser signed somebody up: sent twice, it adds one person."""

    __tablename__ = "added_once"
    __table_args__ = (UniqueConstraint("event_id", "sent_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True, info=plain()
    )
    sent_once: Mapped[str] = mapped_column(
        String(64), info=secret("Knowing a form that is sent twice.", retention="with its row")
    )


class MessageToMany(Model):
    """A message to many of those who come. It has no subject of its own, so none can tell."""

    __tablename__ = "message_to_many"
    __table_args__ = (UniqueConstraint("event_id", "sent_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), info=plain())
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="What was written to people.",
            retention=_A_MONTH,
            exported=False,
        ),
    )
    language: Mapped[str] = mapped_column(String(8), info=plain("What it is written in."))
    #: Whom it is for. None does not narrow; of the states, None is all but the cancelled.
    to_status: Mapped[RegistrationStatus | None] = mapped_column(info=plain())
    to_region: Mapped[Region | None] = mapped_column(info=plain())
    to_engagement: Mapped[Engagement | None] = mapped_column(info=plain())
    to_role: Mapped[PeerRole | None] = mapped_column(info=plain())
    created_by: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info=plain("Who wrote it.")
    )
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was written."))
    started_at: Mapped[datetime | None] = mapped_column(info=plain("When it was sent off."))
    stopped_at: Mapped[datetime | None] = mapped_column(info=plain("When it was stopped."))
    #: When the last of its mails was put in the outbox.
    written_at: Mapped[datetime | None] = mapped_column(info=plain("When all was written."))
    recipients: Mapped[int] = mapped_column(default=0, info=plain("How many it was for."))
    sent_once: Mapped[str] = mapped_column(
        String(64), info=secret("Knowing a form that is sent twice.", retention="with its row")
    )

    @property
    def progress(self) -> Progress:
        """Say how far it has come, as far as we ourselves have anything to do with it."""
        if self.stopped_at is not None:
            return Progress.STOPPED
        if self.started_at is None:
            return Progress.DRAFT
        return Progress.LEAVING if self.written_at is None else Progress.GONE


class MessageReader(Model):
    """One person whom a message is for, and whether her mail is in the outbox yet."""

    __tablename__ = "message_reader"
    __table_args__ = (UniqueConstraint("mailing_id", "registration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    mailing_id: Mapped[int] = mapped_column(
        ForeignKey("message_to_many.id", ondelete="CASCADE"), info=plain()
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True, info=plain()
    )
    #: Written in the same transaction as the mail, so that nobody gets two or none.
    written_at: Mapped[datetime | None] = mapped_column(info=plain("When it was written."))
    mail_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox_mail.id", ondelete="SET NULL"), index=True, info=plain()
    )


class PeopleImport(Model):
    """A list of people that an organiser has shown us, and what became of it.

    The rows are kept for an hour at most while she looks at what would happen, and are taken
    out as soon as they have been brought in.
    """

    __tablename__ = "people_import"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True, info=plain()
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=plain("Who brought it.")
    )
    rows: Mapped[str | None] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="Showing what will happen before it does.",
            retention="one hour",
            exported=False,
        ),
    )
    row_count: Mapped[int] = mapped_column(info=plain("How many rows the file has."))
    shown_at: Mapped[datetime] = mapped_column(index=True, info=plain("When the hour began."))
    tells_them: Mapped[bool] = mapped_column(default=False, info=plain("Whether mails are sent."))
    confirmed_at: Mapped[datetime | None] = mapped_column(info=plain("When it was said yes to."))
    finished_at: Mapped[datetime | None] = mapped_column(info=plain("When it was all in."))
    #: How many rows have been dealt with: counted in the same transaction as what they made.
    done: Mapped[int] = mapped_column(default=0, info=plain())
    given_seats: Mapped[int] = mapped_column(default=0, info=plain())
    put_in_queue: Mapped[int] = mapped_column(default=0, info=plain())
    left_alone: Mapped[int] = mapped_column(default=0, info=plain())
    not_taken: Mapped[int] = mapped_column(default=0, info=plain())

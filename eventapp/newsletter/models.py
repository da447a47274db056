"""Who has asked for letters, and the letters.

Nothing here points at a gathering or at a registration, and nothing there points here.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.accounts.models import Organisation
from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.consents.models import ConsentText
from eventapp.db import Model
from eventapp.newsletter.enums import IssueStatus

_UNTIL_CONFIRMED = "7 days, unless it is confirmed"
_UNTIL_LEFT = "until one says stop"


class NewsletterRequest(Model):
    """An address somebody typed in, until its owner says that it was her."""

    __tablename__ = "newsletter_request"
    __table_args__ = (
        UniqueConstraint("organisation_id", "address_index"),
        # A number is never given to a second address: links in mails are made of it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), info=plain()
    )
    address: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(DataClass.ORDINARY, purpose="Asking its owner.", retention=_UNTIL_CONFIRMED),
    )
    address_index: Mapped[str] = mapped_column(
        String(64),
        index=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="One row for each address.",
            retention=_UNTIL_CONFIRMED,
            exported=False,
        ),
    )
    text_id: Mapped[int] = mapped_column(
        ForeignKey("consent_text.id"), info=plain("Which words stood on the page.")
    )
    asked_at: Mapped[datetime] = mapped_column(index=True, info=plain("When it was typed in."))


class Subscriber(Model):
    """Somebody who gets letters and has said so from her own inbox."""

    __tablename__ = "newsletter_subscriber"
    __table_args__ = (
        UniqueConstraint("organisation_id", "address_index"),
        # Letters go out in the order of numbers, so one that was used is not used again.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), info=plain()
    )
    address: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(DataClass.ORDINARY, purpose="Where letters go.", retention=_UNTIL_LEFT),
    )
    address_index: Mapped[str] = mapped_column(
        String(64),
        index=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="One row for each address.",
            retention=_UNTIL_LEFT,
            exported=False,
        ),
    )
    text_id: Mapped[int] = mapped_column(
        ForeignKey("consent_text.id"),
        info=personal(
            DataClass.ORDINARY, purpose="Which words were said yes to.", retention=_UNTIL_LEFT
        ),
    )
    confirmed_at: Mapped[datetime] = mapped_column(
        info=personal(DataClass.ORDINARY, purpose="When she said yes.", retention=_UNTIL_LEFT)
    )
    #: Out of it and the installation's key the link that ends the letters is worked out anew
    #: for every letter, so that the secret itself is nowhere stored.
    leaving_seed: Mapped[str] = mapped_column(
        String(26), info=secret("Working out the link that ends letters.", retention=_UNTIL_LEFT)
    )
    leaving_digest: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        info=secret("Recognising the link that ends letters.", retention=_UNTIL_LEFT),
    )

    text: Mapped[ConsentText] = relationship()


class Issue(Model):
    """One letter of an association to everybody who has asked for letters."""

    __tablename__ = "newsletter_issue"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True, info=plain()
    )
    language: Mapped[str] = mapped_column(String(8), info=plain())
    subject: Mapped[str] = mapped_column(String(120), info=plain("What the inbox shows."))
    body: Mapped[str] = mapped_column(Text, info=plain("What it says."))
    status: Mapped[IssueStatus] = mapped_column(default=IssueStatus.DRAFT, index=True, info=plain())
    written_at: Mapped[datetime] = mapped_column(info=plain("When it was begun."))
    #: Whoever asks for letters later does not get this one.
    started_at: Mapped[datetime | None] = mapped_column(info=plain("When it began to go out."))
    ended_at: Mapped[datetime | None] = mapped_column(info=plain("When it was out or stopped."))
    #: Everybody up to this number has it in the outbox; nobody gets it twice.
    reached: Mapped[int] = mapped_column(default=0, info=plain("How far it has come."))
    queued: Mapped[int] = mapped_column(default=0, info=plain("To how many it went."))
    expected: Mapped[int] = mapped_column(default=0, info=plain("To how many it was to go."))

    organisation: Mapped[Organisation] = relationship(lazy="joined")

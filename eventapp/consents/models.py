"""Texts that never change once they are published, and who said yes to which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from eventapp.accounts.models import Account
from eventapp.columns import DataClass, personal, plain
from eventapp.consents.enums import ConsentPurpose
from eventapp.db import Model

_IN_FORCE = sql_text("withdrawn_at IS NULL")
_RECEIPT = "24 months"


class ConsentText(Model):
    """One version of one text in one language, exactly as people read it."""

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("organisation_id", "purpose", "language", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), info=plain()
    )
    purpose: Mapped[ConsentPurpose] = mapped_column(info=plain("What it is about."))
    language: Mapped[str] = mapped_column(String(8), info=plain())
    version: Mapped[int] = mapped_column(info=plain("The first is 1."))
    text: Mapped[str] = mapped_column(Text, info=plain("What people read."))
    #: The SHA-256 of the text: it says which text somebody had before her.
    digest: Mapped[str] = mapped_column(String(64), info=plain("Which text it is."))
    published_at: Mapped[datetime] = mapped_column(info=plain("From when on it was shown."))
    is_standard: Mapped[bool] = mapped_column(
        default=False, info=plain("Whether it came with the program.")
    )
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"),
        index=True,
        info=personal(
            DataClass.ORDINARY,
            purpose="Who wrote this version.",
            retention="as long as the person is a member",
        ),
    )

    author: Mapped[Account | None] = relationship(lazy="joined")


class Consent(Model):
    """A yes, and when it was taken back. It outlives the person as a receipt: see receipts.py."""

    __tablename__ = "consent"
    __table_args__ = (
        # One yes at a time for one purpose, however often the button is pressed.
        Index(
            "uq_consent_in_force",
            "registration_id",
            "purpose",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    #: None once the person is erased, and for a yes to letters, which knows no gathering.
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"),
        index=True,
        info=personal(
            DataClass.SPECIAL,
            purpose="Whose yes it is.",
            retention="event + 30 days",
            exported=False,
        ),
    )
    purpose: Mapped[ConsentPurpose] = mapped_column(
        info=personal(DataClass.PSEUDONYMOUS, purpose="What was said yes to.", retention=_RECEIPT)
    )
    text_id: Mapped[int] = mapped_column(
        ForeignKey("consent_text.id"),
        index=True,
        info=personal(
            DataClass.PSEUDONYMOUS, purpose="Which words were said yes to.", retention=_RECEIPT
        ),
    )
    receipt: Mapped[str] = mapped_column(
        String(64),
        index=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Finding the yes of somebody who shows her receipt.",
            retention=_RECEIPT,
        ),
    )
    given_at: Mapped[datetime] = mapped_column(
        info=personal(DataClass.PSEUDONYMOUS, purpose="When it was given.", retention=_RECEIPT)
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        info=personal(DataClass.PSEUDONYMOUS, purpose="When it was taken back.", retention=_RECEIPT)
    )
    #: None as long as a yes to letters is in force: nobody knows yet when it will end.
    kept_until: Mapped[datetime | None] = mapped_column(
        index=True, info=plain("When the receipt is erased.")
    )

    text: Mapped[ConsentText] = relationship(lazy="joined")


@event.listens_for(ConsentText, "before_update")
def _refuse_to_change(_mapper: Mapper[Any], _connection: Connection, text: ConsentText) -> None:
    """Keep what people have read as they read it: a change is a new version."""
    raise RuntimeError(f"Version {text.version} of a text is published and cannot be changed.")

"""The outbox."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.columns import Classification, DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model

SENDER_NAME_LENGTH = 80  # As much as an inbox has room for.


def _until_sent(data_class: DataClass, purpose: str) -> dict[str, Classification]:
    return personal(
        data_class, purpose=purpose, retention="until it has left the house", exported=False
    )


class OutboxMail(Model):
    """A mail that must leave the house, or has.

    Once it has left, the address and the text are taken out of the row.
    """

    __tablename__ = "outbox_mail"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    #: Made with the row, so that a mail sent twice after a crash is one mail to the reader.
    message_id: Mapped[str] = mapped_column(String(120), unique=True, info=plain())
    purpose: Mapped[str] = mapped_column(
        String(40), index=True, info=plain("Which kind of mail it is.")
    )
    recipient: Mapped[str | None] = mapped_column(
        PersonalText,
        info=_until_sent(DataClass.ORDINARY, "Where the mail goes."),
    )
    sender_name: Mapped[str] = mapped_column(
        String(SENDER_NAME_LENGTH), info=plain("Whom it is from, discreetly.")
    )
    subject: Mapped[str | None] = mapped_column(
        PersonalText,
        info=_until_sent(DataClass.SPECIAL, "What the mail says."),
    )
    text: Mapped[str | None] = mapped_column(
        PersonalText,
        info=_until_sent(DataClass.SPECIAL, "What the mail says."),
    )
    html: Mapped[str | None] = mapped_column(
        PersonalText,
        info=_until_sent(DataClass.SPECIAL, "What the mail says."),
    )
    list_unsubscribe: Mapped[str | None] = mapped_column(
        PersonalText,
        info=_until_sent(DataClass.SECRET, "The address that ends a newsletter at one press."),
    )
    #: Stands in the envelope sender, so that a mail which comes back can be known again.
    bounce_token: Mapped[str | None] = mapped_column(
        String(26),
        unique=True,
        info=secret("Knowing a mail that comes back.", retention="14 days after it left"),
    )
    #: Kept only where mails can come back, because the address itself is gone by then.
    address_index: Mapped[str | None] = mapped_column(
        String(64),
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Knowing whose mail came back.",
            retention="14 days after it left",
            exported=False,
        ),
    )
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was asked for."))
    due_at: Mapped[datetime] = mapped_column(index=True, info=plain("When to try next."))
    attempts: Mapped[int] = mapped_column(default=0, info=plain("How often it was tried."))
    sent_at: Mapped[datetime | None] = mapped_column(index=True, info=plain("When it left."))
    refused_at: Mapped[datetime | None] = mapped_column(info=plain("When it was given up."))
    last_answer: Mapped[str | None] = mapped_column(
        String(60), info=plain("The number or the kind of the last failure, without its text.")
    )

    def forget_contents(self) -> None:
        """Take out whom it was for and what it said."""
        self.recipient = self.subject = self.text = self.html = self.list_unsubscribe = None

    def forget_the_way_back(self) -> None:
        """Take out what would tell whose mail came back."""
        self.bounce_token = self.address_index = None


class FirstMails(Model):
    """How many mails strangers could have called forth to one address on one day."""

    __tablename__ = "first_mails"
    __table_args__ = (UniqueConstraint("address_index", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    address_index: Mapped[str] = mapped_column(
        String(64),
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Sparing an address that others type in.",
            retention="2 days",
            exported=False,
        ),
    )
    day: Mapped[date] = mapped_column(Date, index=True, info=plain("The day, in UTC."))
    how_many: Mapped[int] = mapped_column(info=plain("How many were asked for."))

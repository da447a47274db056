"""Associations, the people in them, and what opens pages for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventapp.accounts.enums import Ceremony, LinkPurpose, Role
from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model

IDLE_LIMIT = timedelta(minutes=30)  # ASVS 5.0 V7.3: a session left alone ends.
WHOLE_LIMIT = timedelta(hours=12)  # One long day of a gathering.
FRESH_LIMIT = timedelta(minutes=10)  # As long as somebody stays at what she sat down to do.
LONGEST_PATH = 300  # Characters of a page's address: longer ones are not remembered.

_WHILE_MEMBER = "as long as the person is a member"


class Organisation(Model):
    """An association that holds gatherings."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    name: Mapped[str] = mapped_column(String(120), info=plain("Who holds the gathering."))
    slug: Mapped[str] = mapped_column(
        String(60), unique=True, info=plain("The address of its calendar.")
    )
    #: The contact is a named person who has agreed to be printed: on every page of the day.
    contact_name: Mapped[str] = mapped_column(
        PersonalText,
        default="",
        info=personal(
            DataClass.ORDINARY, purpose="Whom to ask on the day.", retention=_WHILE_MEMBER
        ),
    )
    contact_phone: Mapped[str] = mapped_column(
        PersonalText,
        default="",
        info=personal(DataClass.ORDINARY, purpose="How to reach her.", retention=_WHILE_MEMBER),
    )
    contact_address: Mapped[str] = mapped_column(
        PersonalText,
        default="",
        info=personal(DataClass.ORDINARY, purpose="How to write to her.", retention=_WHILE_MEMBER),
    )
    crisis_line_name: Mapped[str] = mapped_column(
        String(120), default="", info=plain("Whom to call when it gets too hard.")
    )
    crisis_line_phone: Mapped[str] = mapped_column(
        String(40), default="", info=plain("The number to call then.")
    )
    #: Where the quick exit leads: a page nobody asks about.
    exit_url: Mapped[str] = mapped_column(
        Text, default="https://www.dmi.dk/", info=plain("Where the quick exit leads.")
    )

    @property
    def is_ready_for_peers(self) -> bool:
        """Tell whether pages can name whom to ask and whom to call."""
        return all(
            (self.contact_name, self.contact_phone, self.crisis_line_name, self.crisis_line_phone)
        )


class Account(Model):
    """A person who can sign in."""

    __tablename__ = "account"
    #: A number is never given to a second person: sessions and links point at it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    name: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(DataClass.ORDINARY, purpose="What to call her.", retention=_WHILE_MEMBER),
    )
    address: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.ORDINARY, purpose="Where sign-in links go.", retention=_WHILE_MEMBER
        ),
    )
    address_index: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Finding the account.",
            retention=_WHILE_MEMBER,
            exported=False,
        ),
    )
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was made."))


class Member(Model):
    """A person's place in an association."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("organisation_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), info=plain()
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=plain()
    )
    role: Mapped[Role] = mapped_column(
        info=personal(DataClass.ORDINARY, purpose="What she may do.", retention=_WHILE_MEMBER)
    )
    #: She reads what people need, with their names. While nobody does, the owners do.
    is_access_coordinator: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        info=personal(
            DataClass.ORDINARY, purpose="Who helps with what people need.", retention=_WHILE_MEMBER
        ),
    )

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    account: Mapped[Account] = relationship(lazy="joined")


class OrganiserSession(Model):
    """A signed-in browser. The cookie holds the secret, this row its hash."""

    __tablename__ = "organiser_session"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=plain()
    )
    digest: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        info=secret("Recognising the browser.", retention="12 hours"),
    )
    signed_in_at: Mapped[datetime] = mapped_column(info=plain("When it began."))
    seen_at: Mapped[datetime] = mapped_column(info=plain("When it was last used."))
    confirmed_at: Mapped[datetime] = mapped_column(
        info=plain("When the person last proved in it who she is.")
    )

    account: Mapped[Account] = relationship(lazy="joined")

    def is_open_at(self, now: datetime) -> bool:
        """Tell whether the browser is still signed in."""
        return now - self.seen_at < IDLE_LIMIT and now - self.signed_in_at < WHOLE_LIMIT

    def is_fresh_at(self, now: datetime) -> bool:
        """Tell whether the person has proved so lately who she is that it is still she."""
        return now - self.confirmed_at < FRESH_LIMIT


class MailLink(Model):
    """A link in a mail. The mail holds the secret, this row its hash and what it opens."""

    __tablename__ = "mail_link"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    digest: Mapped[str] = mapped_column(
        String(64), unique=True, info=secret("Recognising the link.", retention="until it runs out")
    )
    purpose: Mapped[LinkPurpose] = mapped_column(info=plain("What it opens."))
    #: The row it opens, by purpose: an account, a registration or a signed-in browser. None
    #: opens nothing: such a link is made so that asking costs the same for a stranger's address.
    subject_id: Mapped[int | None] = mapped_column(index=True, info=plain("What it opens."))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=plain("When it runs out."))
    used_at: Mapped[datetime | None] = mapped_column(info=plain("When a single use was used."))
    #: A path of ours that was asked for before signing in; never an address elsewhere.
    onwards: Mapped[str | None] = mapped_column(
        String(LONGEST_PATH), info=plain("Which page it leads to.")
    )

    def works_at(self, now: datetime) -> bool:
        """Tell whether the link opens anything."""
        return self.subject_id is not None and self.used_at is None and now < self.expires_at


class Passkey(Model):
    """A key in somebody's phone, computer or key ring, with which she signs in.

    Only the public half is here; nothing in this row opens anything.
    """

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=plain()
    )
    #: In base64url. WebAuthn Level 3 allows 1023 bytes, which makes 1364 characters.
    credential_id: Mapped[str] = mapped_column(
        String(1364),
        unique=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Recognising the key.",
            retention=_WHILE_MEMBER,
            exported=False,
        ),
    )
    public_key: Mapped[bytes] = mapped_column(
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="Checking what the key has signed.",
            retention=_WHILE_MEMBER,
            exported=False,
        ),
    )
    #: Unsigned with 32 bits, so it does not fit an ordinary integer.
    sign_count: Mapped[int] = mapped_column(
        BigInteger, info=plain("How often the key says it was used; it must never go back.")
    )
    name: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.ORDINARY, purpose="Telling one key from another.", retention=_WHILE_MEMBER
        ),
    )
    created_at: Mapped[datetime] = mapped_column(info=plain("When it was added."))
    last_used_at: Mapped[datetime | None] = mapped_column(info=plain("When it was last used."))

    account: Mapped[Account] = relationship()


class PasskeyChallenge(Model):
    """A question that a passkey must sign, once and within minutes.

    The browser holds the question in its signed cookie, this row its hash.
    """

    __tablename__ = "passkey_challenge"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    digest: Mapped[str] = mapped_column(
        String(64), unique=True, info=secret("Recognising the question.", retention="5 minutes")
    )
    ceremony: Mapped[Ceremony] = mapped_column(info=plain("What it was asked for."))
    #: Who is signed in already; nobody yet when the passkey is to say who it is.
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=plain()
    )
    expires_at: Mapped[datetime] = mapped_column(index=True, info=plain("When it runs out."))

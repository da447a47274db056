"""Proposals, answers, the secrets that keep people out of both, and the open log."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column

from eventapp import tokens
from eventapp.columns import DataClass, PersonalText, personal, plain, secret
from eventapp.db import Model
from eventapp.themes.enums import (
    EnteredBy,
    LogRole,
    PauseReason,
    ProposalStatus,
    SupportValue,
    WindowPurpose,
)

LONGEST = 280  # Characters of a proposal: a thought, not a letter.
_UNTIL_REDUCED = "until the write-up is published, at most event + 30 days"


class ProcessLog(Model):
    """One line of the open log: who did what to which thing, and why. Nothing is taken out.

    Role, did and what read as one sentence, in the language of the gathering. It holds no
    personal data: a role, never a person, and a day, never a time.
    """

    __tablename__ = "process_log"

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True, info=plain())
    day: Mapped[date] = mapped_column(info=plain("When it was done."))
    role: Mapped[LogRole] = mapped_column(info=plain("In which role it was done."))
    did: Mapped[str] = mapped_column(Text, info=plain("A verb in the past tense."))
    what: Mapped[str] = mapped_column(Text, info=plain("What it was done to."))
    why: Mapped[str] = mapped_column(Text, default="", info=plain("Why, if it says more."))
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("process_log.id"), info=plain("The earlier line that this one takes back.")
    )


class ThemeProposal(Model):
    """Something a peer wants to talk about, word for word.

    There is no author, no address, no time finer than the day. The key is random, and on
    SQLite the table is kept in the order of the key, so that no order of arrival is left.
    The writer holds a receipt; we hold hashes of it (domain rule 14).
    """

    __tablename__ = "theme_proposal"
    __table_args__ = (
        UniqueConstraint("event_id", "words_hash"),
        Index(None, "event_id", "status"),
        CheckConstraint("(status = 'paused') = (reason IS NOT NULL)", name="paused_for_a_reason"),
        CheckConstraint("(status = 'parked') = (parked_where <> '')", name="parked_somewhere"),
        CheckConstraint("(status = 'withdrawn') = (text = '')", name="withdrawn_without_words"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(
        String(26), primary_key=True, default=tokens.new_secret, info=plain("A random key.")
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), info=plain())
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="What a peer wants to talk about. Nothing says whose words they are.",
            retention="until its writer withdraws it",
            exported=False,
        ),
    )
    language: Mapped[str] = mapped_column(String(8), info=plain("Which language it is in."))
    entered_by: Mapped[EnteredBy] = mapped_column(info=plain("Whether its writer typed it."))
    created_day: Mapped[date] = mapped_column(info=plain("The day; never the time."))
    status: Mapped[ProposalStatus] = mapped_column(default=ProposalStatus.OPEN, info=plain())
    reason: Mapped[PauseReason | None] = mapped_column(info=plain("Why it is paused."))
    parked_where: Mapped[str] = mapped_column(
        Text, default="", info=plain("Where it will come up instead.")
    )
    was_reopened: Mapped[bool] = mapped_column(
        default=False, info=plain("Whether it has been paused and opened again.")
    )
    #: The line of the open log that a reopening takes back.
    pause_entry_id: Mapped[int | None] = mapped_column(ForeignKey("process_log.id"), info=plain())
    #: SHA-256 of the secret that came with the form. It knows a second press of the same
    #: button, and it is the link in the receipt of who typed her own. Others get no receipt:
    #: who holds one can change the words, and an organiser must not.
    link_hash: Mapped[str | None] = mapped_column(
        String(64), unique=True, info=secret("Recognising the writer.", retention="with its row")
    )
    words_hash: Mapped[bytes | None] = mapped_column(
        LargeBinary(32),
        info=secret("Recognising the writer's three words.", retention="with its row"),
    )
    #: The secret of the link, locked with the three words: who has the words gets the link.
    locked_link: Mapped[bytes | None] = mapped_column(
        LargeBinary(16), info=secret("Giving the writer her link.", retention="with its row")
    )
    #: None until the single answers are reduced to totals.
    yes_total: Mapped[int | None] = mapped_column(info=plain("How many want to talk about it."))
    maybe_total: Mapped[int | None] = mapped_column(info=plain("How many said maybe."))
    skip_total: Mapped[int | None] = mapped_column(info=plain("How many skipped it."))


class Support(Model):
    """One ballot's answer to one proposal. Each has one voice: no column gives it a weight."""

    __tablename__ = "support"
    # No number and no time: the key alone decides where a row lies.
    __table_args__ = ({"sqlite_with_rowid": False},)

    proposal_id: Mapped[str] = mapped_column(
        ForeignKey("theme_proposal.id"), primary_key=True, info=plain()
    )
    ballot: Mapped[str] = mapped_column(
        String(64),
        primary_key=True,
        index=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="One voice for each person.",
            retention=_UNTIL_REDUCED,
            exported=False,
        ),
    )
    value: Mapped[SupportValue] = mapped_column(
        info=personal(
            DataClass.SPECIAL,
            purpose="What somebody wants to talk about.",
            retention=_UNTIL_REDUCED,
            exported=False,
        )
    )


class WindowSecret(Model):
    """A random secret of one gathering for one purpose, and what is left when it is gone."""

    __tablename__ = "window_secret"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, info=plain())
    purpose: Mapped[WindowPurpose] = mapped_column(primary_key=True, info=plain())
    #: None once it is destroyed: from then on no ballot can be matched with a person.
    secret: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), info=secret("Keeping people out of the answers.", retention=_UNTIL_REDUCED)
    )
    answered_total: Mapped[int | None] = mapped_column(
        info=plain("How many people answered, once their ballots are gone.")
    )


def _refuse_to_rewrite(_mapper: Any, _connection: Any, entry: ProcessLog) -> None:
    raise RuntimeError(f"The open log is append-only: line {entry.id} stays as it is.")


event.listen(ProcessLog, "before_update", _refuse_to_rewrite)
event.listen(ProcessLog, "before_delete", _refuse_to_rewrite)

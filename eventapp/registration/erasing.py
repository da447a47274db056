"""Erasing people: the one way out, whoever asks for it.

Every table about a person points at her registration and goes with it, because the
database is told so (``ondelete="CASCADE"``, which a test requires of every such table).
What does not point at her is taken out here: links, and mails that have not left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.models import MailLink
from eventapp.db import after_commit, db
from eventapp.extensions import jobs
from eventapp.mail.models import OutboxMail
from eventapp.registration.models import Registration

_AT_ONCE = 500  # Databases take only so many values in one statement.
_SECRET = re.compile(rf"\b[A-Z2-7]{{{len(tokens.base32(bytes(tokens.SECRET_BYTES)))}}}\b")

Key = TypeVar("Key", int, str)

log = structlog.get_logger()


def erase(session: Session, people: Sequence[Registration], *, now: datetime) -> None:
    """Erase people and all that hangs on them. It runs inside the caller's transaction.

    The caller has locked the gathering, and lets the seats go on.
    """
    if not people:
        return
    ids = [person.id for person in people]
    addresses = {_key(person.address) for person in people if person.address is not None}
    indexes = [person.address_index for person in people if person.address_index is not None]
    for some in _in_parts(ids):
        session.execute(
            delete(MailLink).where(
                MailLink.purpose == LinkPurpose.OWN_PAGE, MailLink.subject_id.in_(some)
            )
        )
        session.execute(delete(Registration).where(Registration.id.in_(some)))
    session.flush()
    _forget_mails(session, addresses, now)
    _forget_ways_back(session, indexes)
    after_commit(session, lambda: jobs.later(overwrite_what_was_erased))


def _forget_mails(session: Session, addresses: set[str], now: datetime) -> None:
    """Empty the mails to people that have not left, and try them no more.

    A mail that opens something else of the same reader, another gathering or the
    association's own pages, stays. The rows stay too, because one may just be on its way.
    """
    waiting = session.execute(
        select(OutboxMail.id, OutboxMail.recipient).where(
            OutboxMail.sent_at.is_(None), OutboxMail.refused_at.is_(None)
        )
    )
    hers = [mail_id for mail_id, to in waiting if to is not None and _key(to) in addresses]
    for some in _in_parts(hers):
        for mail in session.scalars(select(OutboxMail).where(OutboxMail.id.in_(some))):
            if not _opens_something(session, mail):
                mail.forget_contents()
                mail.refused_at = now
                mail.last_answer = "erased"


def _forget_ways_back(session: Session, indexes: Sequence[str]) -> None:
    """Take out whose mail it was that has left: if it comes back, there is nobody to tell of it."""
    for some in _in_parts(indexes):
        session.execute(
            update(OutboxMail)
            .where(OutboxMail.address_index.in_(some), OutboxMail.recipient.is_(None))
            .values(bounce_token=None, address_index=None)
        )


def _opens_something(session: Session, mail: OutboxMail) -> bool:
    """Tell whether a mail holds a link that opens something still."""
    digests = [tokens.hash_secret(secret) for secret in _SECRET.findall(mail.text or "")]
    found = session.scalars(
        select(MailLink.id).where(MailLink.digest.in_(digests), MailLink.subject_id.is_not(None))
    )
    return found.first() is not None


@jobs.every(minutes=1)
def overwrite_what_was_erased() -> None:
    """Have SQLite write its journal into the file and empty it.

    Measured: until then every erased word can be read in the journal. While somebody reads
    it cannot be done, and is done a minute later.
    """
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        # Nobody can write while it waits for those who read, so it does not wait for long.
        cursor.execute("PRAGMA busy_timeout=500")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(is_busy, _pages, _written)] = cursor.fetchall()
    finally:
        # It must not go back to the others with its short patience.
        connection.invalidate()
    if is_busy:
        log.info("journal_is_busy")


def _key(address: str) -> str:
    return address.strip().casefold()


def _in_parts(keys: Sequence[Key]) -> Iterator[list[Key]]:
    rest = iter(keys)
    while part := list(islice(rest, _AT_ONCE)):
        yield part

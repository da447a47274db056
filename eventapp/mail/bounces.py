"""Mails that come back: fetched by IMAP over TLS, known by the address they come back to.

The mailbox is for nothing else. What another server reports there is believed only when it
comes to the address of a mail that we sent; a mail that is understood is deleted, because it
holds the one that came back, and any other stays, marked as read, for somebody to look at.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.message import Message

import structlog
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.config import BounceMailbox
from eventapp.db import transaction
from eventapp.extensions import jobs, settings_now
from eventapp.mail.models import OutboxMail
from eventapp.mail.signals import mail_came_back

IMAP_TIMEOUT_SECONDS = 30
MOST_AT_ONCE = 200
# The report stands before the mail that came back, and is a few kilobytes long.
MOST_BYTES = 200_000
# Where the address that a report was sent to stands, whichever server took it in.
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
# RFC 3463, 3.2 and 3.3: nobody is there, or no longer.
_NO_ADDRESS = re.compile(r"5\.(1\.[0-6]|1\.10|2\.1)\b")
_LASTING = re.compile(r"5\.\d{1,3}\.\d{1,3}\b")  # RFC 3463, 2: 5 is for good, 4 is not.

log = structlog.get_logger()


@jobs.every(minutes=5)
def fetch_bounces() -> None:
    """Read what came back, and tell the areas above whose mails fail for good."""
    mailbox = settings_now().mail.bounce_mailbox
    if mailbox is None:
        return
    try:
        with _opened(mailbox) as imap:
            for number in _unread(imap):
                _take(imap, number)
            imap.expunge()
    except (OSError, imaplib.IMAP4.error) as problem:
        # It stays where it is, and the next run reads it.
        log.warning("bounce_mailbox_away", kind=type(problem).__name__)


@contextmanager
def _opened(mailbox: BounceMailbox) -> Iterator[imaplib.IMAP4_SSL]:
    """Open the mailbox. Raises OSError or imaplib's error, also for a wrong certificate."""
    imap = imaplib.IMAP4_SSL(
        mailbox.server,
        mailbox.port,
        ssl_context=ssl.create_default_context(),
        timeout=IMAP_TIMEOUT_SECONDS,
    )
    with imap:
        imap.login(mailbox.username, mailbox.password)
        kind, _said = imap.select("INBOX")
        if kind != "OK":
            raise imaplib.IMAP4.error("There is no INBOX.")
        yield imap


def _unread(imap: imaplib.IMAP4_SSL) -> list[str]:
    _kind, found = imap.search(None, "UNSEEN")
    numbers = (found[0] or b"").split() if found else []
    return [number.decode("ascii") for number in numbers[:MOST_AT_ONCE]]


def _take(imap: imaplib.IMAP4_SSL, number: str) -> None:
    _kind, answer = imap.fetch(number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
    content = next((part[1] for part in answer if isinstance(part, tuple)), b"")
    # Stored first: after a crash it is read again, and nothing more happens then.
    is_ours = note_report(message_from_bytes(content), now=utc_now())
    imap.store(number, "+FLAGS", r"(\Seen \Deleted)" if is_ours else r"(\Seen)")


def note_report(report: Message, *, now: datetime) -> bool:
    """Note what a server says of a mail of ours; tell whether the mail was ours at all.

    What will be tried again, and what is no report, changes nothing.
    """
    token = _token_in(report)
    if token is None:
        return False
    status = _lasting_failure(report)
    with transaction() as session:
        row = session.scalars(
            select(OutboxMail).where(OutboxMail.bounce_token == token).with_for_update()
        ).one_or_none()
        if row is None:
            return False
        if status is not None and row.address_index is not None:
            mail_came_back.send(
                None,
                session=session,
                address_index=row.address_index,
                is_no_address=_NO_ADDRESS.match(status) is not None,
                now=now,
            )
            row.last_answer = status
            row.forget_the_way_back()
            log.warning("mail_came_back", code=status)
    return True


def _token_in(report: Message) -> str | None:
    name, _at, domain = (settings_now().mail.bounces or "").rpartition("@")
    if not name:
        return None
    ours = re.compile(
        rf"(?<![\w.+-]){re.escape(name)}\+([a-z2-7]{{26}})@{re.escape(domain)}(?![\w.-])",
        re.IGNORECASE,
    )
    for header in _TO:
        for value in report.get_all(header, []):
            if (found := ours.search(str(value))) is not None:
                return found[1].lower()
    return None


def _lasting_failure(report: Message) -> str | None:
    """Give the status of a delivery that failed for good (RFC 3464, 2.3), or None."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message):
                continue
            action = str(block.get("Action", "")).strip().casefold()
            status = _LASTING.match(str(block.get("Status", "")).strip())
            if action == "failed" and status is not None:
                return status[0]
    return None

"""Sending what waits in the outbox: by SMTP, or to files when there is no server.

A mail is first claimed, then sent, then marked as sent, each in its own transaction. A
crash between the server's answer and the mark sends it once more, under the same
Message-ID; a crash anywhere else loses nothing and repeats nothing.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import formataddr
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from flask import current_app
from flask_mail import BadHeaderError, Connection, Message
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.config import MailSettings
from eventapp.db import db, transaction
from eventapp.extensions import jobs, keyring, settings_now
from eventapp.mail.models import OutboxMail
from eventapp.mail.signals import address_refused, mail_came_back

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIM = timedelta(minutes=2)  # Longer than any one mail takes: then its sender is gone.
LONGEST_WAIT = timedelta(minutes=1)  # So that a queue drains soon after a server is back.
GIVE_UP_AFTER = timedelta(days=3)
SMTP_TIMEOUT_SECONDS = 20
NO_SUCH_ADDRESS = frozenset({550, 551, 553})  # RFC 5321, 4.2.2 and 4.2.3.
# RFC 3463, 3.2 and 3.3: what is wrong is the address. 5.7.1, which also comes with a 550,
# means that the server does not want mail from us.
_OF_THE_ADDRESS = re.compile(r"5\.(1\.[0-6]|1\.10|2\.1)\b")
_EXPLAINED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
CLOSING = 421  # RFC 5321, 3.8: the server hangs up, often after so many mails.
AFTER_A_LASTING_REFUSAL = timedelta(minutes=15)
FIRST_LASTING_REFUSAL = 500  # RFC 5321, 4.2.1: 5yz stays until somebody mends something.

log = structlog.get_logger()


class MailNotProtected(Exception):
    """The mail server offers no encryption, so nothing is sent to it."""


class VerifiedConnection(Connection):
    """Flask-Mail's connection with certificates checked and a time limit.

    Flask-Mail 0.10 calls ``starttls()`` without a context, which checks no certificate.
    """

    def configure_host(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        """Open the connection. Raises MailNotProtected when STARTTLS is missing."""
        settings = settings_now().mail
        context = ssl.create_default_context()
        if settings.protection == "tls":
            host: smtplib.SMTP = smtplib.SMTP_SSL(
                str(settings.server), settings.port, timeout=SMTP_TIMEOUT_SECONDS, context=context
            )
        else:
            host = smtplib.SMTP(str(settings.server), settings.port, timeout=SMTP_TIMEOUT_SECONDS)
        if settings.protection == "starttls":
            host.ehlo()
            if not host.has_extn("starttls"):
                host.close()
                raise MailNotProtected
            host.starttls(context=context)
        if settings.username and settings.password:
            host.login(settings.username, settings.password)
        return host


def message_domain() -> str:
    """Give the domain that Message-IDs end in: that of the sender's address."""
    return settings_now().mail.sender.rpartition("@")[2]


@jobs.every(minutes=1)
def deliver_waiting() -> None:
    """Send every mail that is due, oldest first, over one connection."""
    with _channel() as send:
        while (claimed := _claim_next(utc_now())) is not None:
            if not _deliver(claimed, send):
                return


def _deliver(mail_id: int, send: Callable[[OutboxMail], None]) -> bool:
    """Send one claimed mail; give False when the server is away and the rest must wait."""
    row = db.session.get_one(OutboxMail, mail_id)
    try:
        send(row)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()))
        _note_refusal(mail_id, code, said)
    except smtplib.SMTPDataError as refusal:
        # What it does not take is this mail; the address is none the worse for it.
        _postpone(mail_id, str(refusal.smtp_code), code=refusal.smtp_code)
    except smtplib.SMTPResponseException as refusal:
        # It turns us away before a person was named: a password, a sender, a blocked machine.
        _postpone(mail_id, str(refusal.smtp_code))
        log.warning("mail_server_away", code=refusal.smtp_code)
        return False
    except (OSError, smtplib.SMTPException, MailNotProtected) as problem:
        _postpone(mail_id, type(problem).__name__)
        log.warning("mail_server_away", kind=type(problem).__name__)
        return False
    except (ValueError, BadHeaderError) as problem:
        # It cannot be written down as a mail, now or later; it must not hold up the others.
        with transaction() as session:
            _give_up(session.get_one(OutboxMail, mail_id), type(problem).__name__, utc_now())
        log.warning("mail_cannot_be_written", kind=type(problem).__name__)
    else:
        with transaction() as session:
            sent = session.get_one(OutboxMail, mail_id)
            sent.sent_at = utc_now()
            sent.forget_contents()
    return True


def _claim_next(now: datetime) -> int | None:
    with transaction() as session:
        row = session.scalars(
            select(OutboxMail)
            .where(OutboxMail.sent_at.is_(None), OutboxMail.refused_at.is_(None))
            .where(OutboxMail.due_at <= now)
            .order_by(OutboxMail.due_at, OutboxMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        row.attempts += 1
        row.due_at = now + CLAIM
        return row.id


def _is_no_address(code: int, said: bytes) -> bool:
    """Tell whether the server says that there is nobody at this address."""
    sentence = said.decode("ascii", "replace")
    if code not in NO_SUCH_ADDRESS:
        return False
    return bool(_OF_THE_ADDRESS.match(sentence)) or not _EXPLAINED.match(sentence)


def _note_refusal(mail_id: int, code: int, said: bytes) -> None:
    """End a mail nobody is there for; try every other refusal again for three days.

    A seat is worth more than a few tries: a wrong password or a blocked machine of ours must
    not cost anybody hers.
    """
    if not _is_no_address(code, said):
        _postpone(mail_id, str(code), code=code)
        return
    with transaction() as session:
        now = utc_now()
        row = session.get_one(OutboxMail, mail_id)
        address = row.recipient or ""
        address_refused.send(None, session=session, address=address, now=now)
        mail_came_back.send(
            None,
            session=session,
            address_index=keyring.address_index(address),
            is_no_address=True,
            now=now,
        )
        _give_up(row, str(code), now)
    log.warning("mail_refused", code=code)


def _postpone(mail_id: int, answer: str, *, code: int = 0) -> None:
    with transaction() as session:
        now = utc_now()
        row = session.get_one(OutboxMail, mail_id)
        if now - row.created_at > GIVE_UP_AFTER:
            _give_up(row, answer, now)
            return
        row.last_answer = answer[:60]
        wait = min(timedelta(seconds=5) * 2 ** min(row.attempts, 8), LONGEST_WAIT)
        row.due_at = now + (AFTER_A_LASTING_REFUSAL if code >= FIRST_LASTING_REFUSAL else wait)


def _give_up(row: OutboxMail, answer: str, now: datetime) -> None:
    row.last_answer = answer[:60]
    row.refused_at = now
    row.forget_contents()
    row.forget_the_way_back()


@contextmanager
def _channel() -> Iterator[Callable[[OutboxMail], None]]:
    """Give the way out: one SMTP connection opened with the first mail, or a folder."""
    settings = settings_now()
    if settings.mail.server is None:
        yield lambda row: _write_file(settings.data / "mail", row)
        return
    channel = _SmtpChannel()
    try:
        yield channel.send
    finally:
        channel.close()


class _SmtpChannel:
    """A connection that is opened with the first mail and again after it was lost."""

    def __init__(self) -> None:
        self._connection: VerifiedConnection | None = None

    def send(self, row: OutboxMail) -> None:
        message = _as_message(row)
        was_used = self._is_open()
        try:
            self._opened().send(message, envelope_sender(row))
        except smtplib.SMTPSenderRefused as refusal:
            # Many servers hang up after so many mails. Nothing was handed over, so nothing
            # can arrive twice.
            if refusal.smtp_code != CLOSING or not was_used:
                raise
            self._opened().send(message, envelope_sender(row))

    def _is_open(self) -> bool:
        host = None if self._connection is None else self._connection.host
        return host is not None and host.sock is not None

    def _opened(self) -> VerifiedConnection:
        if self._connection is None or not self._is_open():
            connection = VerifiedConnection(current_app.extensions["mail"])
            connection.__enter__()
            self._connection = connection
        return self._connection

    def close(self) -> None:
        if self._connection is None or self._connection.host is None:
            return
        try:
            self._connection.host.quit()
        except (OSError, smtplib.SMTPException):
            # The server was gone already; every mail it took is marked as sent.
            self._connection.host.close()


def envelope_sender(row: OutboxMail) -> str:
    """Give the address a mail comes back to: one of its own, so that it can be known again."""
    mail = settings_now().mail
    if mail.bounces is None or row.bounce_token is None:
        return mail.sender
    name, _at, domain = mail.bounces.rpartition("@")
    return f"{name}+{row.bounce_token}@{domain}"


def _as_message(row: OutboxMail) -> Message:
    message = Message(
        subject=row.subject or "",
        recipients=[row.recipient or ""],
        body=row.text,
        html=row.html,
        # Written out here: a comma in an association's name would end Flask-Mail's own.
        sender=formataddr((row.sender_name, settings_now().mail.sender)),
        date=row.created_at.timestamp(),
        # Out-of-office notes and mailing lists leave mails alone that say so.
        extra_headers={
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **_list_headers(row),
        },
    )
    message.msgId = row.message_id
    return message


def _list_headers(row: OutboxMail) -> dict[str, str]:
    """Give what lets a mail program end a newsletter at one press (RFC 8058)."""
    if row.list_unsubscribe is None:
        return {}
    return {
        "List-Id": f"<newsletter.{message_domain()}>",
        "List-Unsubscribe": f"<{row.list_unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _write_file(folder: Path, row: OutboxMail) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = row.created_at.strftime("%Y%m%d-%H%M%S")
    path = folder / f"{stamp}-{row.id:06d}.eml"
    partial = path.with_suffix(".part")
    partial.write_bytes(_as_message(row).as_bytes())
    partial.rename(path)


def mail_config(settings: MailSettings) -> dict[str, object]:
    """Give Flask-Mail what it asks for; the connection itself is ours."""
    return {
        "MAIL_SERVER": settings.server or "localhost",
        "MAIL_PORT": settings.port,
        "MAIL_DEFAULT_SENDER": settings.sender,
        "MAIL_SUPPRESS_SEND": False,
    }

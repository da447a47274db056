"""The outbox, and a mail server of our own on this machine."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from ssl import SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask, current_app
from sqlalchemy import select, update

from eventapp.config import MailSettings
from eventapp.db import db, transaction
from eventapp.extensions import jobs
from eventapp.mail.delivery import deliver_waiting
from eventapp.mail.models import OutboxMail

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
OK = "250 2.0.0 Taken"
_SECRET = re.compile(r"[A-Z2-7]{26}")


def waiting_mails() -> list[OutboxMail]:
    """List what is in the outbox and has not left, oldest first."""
    return list(
        db.session.scalars(
            select(OutboxMail).where(OutboxMail.sent_at.is_(None)).order_by(OutboxMail.id)
        )
    )


def all_mails() -> list[OutboxMail]:
    """List every row of the outbox, oldest first."""
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def secret_in(row: OutboxMail) -> str:
    """Give the secret in the link of a mail."""
    found = _SECRET.search(row.text or "")
    assert found is not None, f"There is no link in {row.text!r}."
    return found[0]


def deliver(app: Flask) -> None:
    """Let time pass until every waiting mail is due, and send what is due as the worker does."""
    with transaction() as session:
        session.execute(update(OutboxMail).values(due_at=LONG_AGO))
    app.extensions["jobs"].flush()
    jobs.later(deliver_waiting)
    jobs.run_waiting(app)
    db.session.rollback()


@dataclass
class MailServer:
    """Takes mails, or answers as a test tells it to."""

    answers: dict[str, str] = field(default_factory=dict)  # Recipient → answer to RCPT.
    sender_answer: str = OK
    data_answer: str = OK
    most_per_connection: int = 10_000
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str | None, list[str]]] = field(default_factory=list)
    was_encrypted: list[bool] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 -- The names of the library's hooks.
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, options
        session_count = getattr(session, "mails_begun", 0) + 1
        session.mails_begun = session_count  # type: ignore[attr-defined]
        if session_count > self.most_per_connection:
            return "421 4.7.0 Too many mails over one connection"
        if self.sender_answer == OK:
            envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        answer = self.answers.get(address, OK)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server
        if self.data_answer == OK:
            content: Any = envelope.content
            self.taken.append(message_from_bytes(content, policy=policy.default))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
            self.was_encrypted.append(session.ssl is not None)
        return self.data_answer


def free_port() -> int:
    """Give the number of a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def served_by(
    app: Flask, handler: MailServer, *, protection: str = "none", tls: SSLContext | None = None
) -> Iterator[Controller]:
    """Run a mail server, and let the app send its mails there."""
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, tls_context=tls)
    controller.start()
    try:
        with mail_goes_to(app, port=port, protection=protection):
            yield controller
    finally:
        controller.stop()


@contextmanager
def mail_goes_to(
    app: Flask, *, port: int, protection: str = "none", host: str = "127.0.0.1"
) -> Iterator[None]:
    """Let the app send its mails to a server."""
    settings = app.config["SETTINGS"]
    mail = MailSettings(
        server=host, port=port, protection=protection, sender="tilmelding@post.example"
    )
    app.config["SETTINGS"] = replace(settings, mail=mail)
    try:
        yield
    finally:
        app.config["SETTINGS"] = settings


def parts_of(message: EmailMessage) -> list[tuple[str, str]]:
    """Give the kinds of the parts of a mail, with their text."""
    return [
        (part.get_content_type(), part.get_content().replace("\r\n", "\n"))
        for part in message.walk()
        if not part.is_multipart()
    ]


def outbox_folder() -> Any:
    """Give the folder that mails are written to when there is no server."""
    return current_app.config["SETTINGS"].data / "mail"

"""A mailbox of our own on this machine, spoken to by IMAP over TLS."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from ssl import SSLContext

from flask import Flask

from eventapp.config import BounceMailbox, MailSettings

_FETCH = re.compile(rb"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)")
_STORE = re.compile(rb"(\d+) \+FLAGS \(([^)]*)\)")
PASSWORD = "the password of the mailbox"
BOUNCES = "bounces@post.example"


@dataclass
class Mailbox:
    """Holds mails, and answers the few commands that reading them takes (RFC 3501)."""

    mails: list[bytes] = field(default_factory=list)
    flags: list[set[bytes]] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)

    def put(self, *mails: bytes) -> None:
        self.mails += mails
        self.flags += [set() for _ in mails]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client until it leaves."""
        writer.write(b"* OK ready\r\n")
        while line := (await reader.readline()).strip():
            tag, command, rest = [*line.split(b" ", 2), b""][:3]
            said, ends = self._answer(command.upper(), rest)
            writer.write(said + tag + b" " + ends + b"\r\n")
            await writer.drain()
            if command.upper() == b"LOGOUT":
                break
        writer.close()

    def _answer(self, command: bytes, rest: bytes) -> tuple[bytes, bytes]:
        answers: dict[bytes, Callable[[], bytes]] = {
            b"CAPABILITY": lambda: b"* CAPABILITY IMAP4rev1\r\n",
            b"SELECT": lambda: b"* %d EXISTS\r\n" % len(self.mails),
            b"SEARCH": self._search,
            b"FETCH": lambda: self._fetch(rest),
            b"STORE": lambda: self._store(rest),
            b"EXPUNGE": self._expunge,
            b"LOGOUT": lambda: b"* BYE\r\n",
        }
        if command == b"LOGIN" and PASSWORD.encode() not in rest:
            return b"", b"NO wrong"
        return answers.get(command, bytes)(), b"OK done"

    def _search(self) -> bytes:
        unread = [n for n, flags in enumerate(self.flags, 1) if rb"\Seen" not in flags]
        return b"* SEARCH" + b"".join(b" %d" % n for n in unread) + b"\r\n"

    def _fetch(self, rest: bytes) -> bytes:
        found = _FETCH.match(rest)
        assert found is not None, rest
        number, most = int(found[1]), int(found[2])
        content = self.mails[number - 1][:most]
        self.fetched.append(len(content))
        head = b"* %d FETCH (BODY[]<0> {%d}\r\n" % (number, len(content))
        return head + content + b")\r\n"

    def _store(self, rest: bytes) -> bytes:
        found = _STORE.match(rest)
        assert found is not None, rest
        self.flags[int(found[1]) - 1] |= set(found[2].split())
        return b""

    def _expunge(self) -> bytes:
        kept = [n for n, flags in enumerate(self.flags) if rb"\Deleted" not in flags]
        self.mails = [self.mails[n] for n in kept]
        self.flags = [self.flags[n] for n in kept]
        return b""


@contextmanager
def mailbox_served(
    app: Flask, mailbox: Mailbox, tls: SSLContext, *, password: str = PASSWORD
) -> Iterator[None]:
    """Run the mailbox, and let the app read what came back there."""
    # A browser test before this one leaves a loop running in the main thread, and a thread
    # runs one loop only: this one begins, serves and ends in a thread of its own.
    opened: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()

    async def serve() -> None:
        server = await asyncio.start_server(mailbox.talk, "127.0.0.1", 0, ssl=tls)
        closing = asyncio.Event()
        opened.set_result((asyncio.get_running_loop(), closing, server.sockets[0].getsockname()[1]))
        await closing.wait()
        server.close()

    with ThreadPoolExecutor(1) as threads:
        served = threads.submit(lambda: asyncio.run(serve()))
        loop, closing, port = opened.result(timeout=10)
        settings = app.config["SETTINGS"]
        box = BounceMailbox(server="127.0.0.1", port=port, username="bounces", password=password)
        mail = replace(settings.mail, bounces=BOUNCES, bounce_mailbox=box)
        app.config["SETTINGS"] = replace(settings, mail=mail)
        try:
            yield
        finally:
            app.config["SETTINGS"] = settings
            loop.call_soon_threadsafe(closing.set)
            served.result(timeout=10)


@contextmanager
def mails_come_back(app: Flask) -> Iterator[None]:
    """Let mails be written so that they can come back."""
    settings = app.config["SETTINGS"]
    mail = MailSettings(sender="tilmelding@post.example", bounces=BOUNCES)
    app.config["SETTINGS"] = replace(settings, mail=mail)
    try:
        yield
    finally:
        app.config["SETTINGS"] = settings


def report(
    to: str, *, status: str = "5.1.1", action: str = "failed", header: str = "Delivered-To"
) -> bytes:
    """Write what a mail server sends when it could not deliver (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@mail.example\r\n{header}: {to}\r\nSubject: Undelivered\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; somebody@mail.example\r\nAction: {action}\r\n"
        f"Status: {status}\r\n\r\n"
        "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: Din tilmelding\r\n\r\nHej\r\n"
        "--x--\r\n"
    ).encode()

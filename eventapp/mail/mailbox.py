"""The mails of a demo, read back from the files they were written to."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from eventapp.errors import NotFound

SHOWN = 50


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """One mail as somebody would see it in an inbox."""

    name: str
    sender: str
    to: str
    subject: str
    text: str


def latest_mails(folder: Path) -> list[WrittenMail]:
    """List the newest mails first."""
    paths = sorted(folder.glob("*.eml"), reverse=True)[:SHOWN] if folder.is_dir() else []
    return [_read(path) for path in paths]


def mail_named(folder: Path, name: str) -> WrittenMail:
    """Give one mail. Raises NotFound."""
    found = next((path for path in folder.glob("*.eml") if path.stem == name), None)
    if found is None:
        raise NotFound
    return _read(found)


def _read(path: Path) -> WrittenMail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return WrittenMail(
        name=path.stem,
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text="" if body is None else body.get_content(),
    )

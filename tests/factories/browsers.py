"""Browsers that ask as over a network: each request has a context of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from eventapp.db import db
from tests.browser_client import Browser, NetworkClient


def browser_of(app: Flask) -> Browser:
    """Give a browser that nobody is signed in to."""
    return Browser(app)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that is sent, each statement without its values."""
    sent: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


__all__ = ["NetworkClient", "browser_of", "statements"]

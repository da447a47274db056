"""Taking locks out, for the twins of races."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from eventapp import db as database_module


@contextmanager
def begin_like_a_read() -> Iterator[None]:
    """Let SQLite begin every transaction as one that only reads, as its driver would."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.remove(Engine, "begin", database_module._begin_sqlite)
    event.listen(Engine, "begin", begin)
    try:
        yield
    finally:
        event.remove(Engine, "begin", begin)
        event.listen(Engine, "begin", database_module._begin_sqlite)

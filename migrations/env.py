"""How migrations reach the database: through the app, whole or not at all."""

from __future__ import annotations

import sqlite3
from typing import Any

from alembic import context
from sqlalchemy.types import TypeDecorator

from eventapp.db import db


def _is_ours(_thing: Any, name: str | None, kind: str, reflected: bool, _against: Any) -> bool:
    # The queue keeps tables of its own in the same PostgreSQL database.
    return not (kind == "table" and reflected and (name or "").startswith("huey_"))


def _as_stored(kind: str, thing: Any, _context: Any) -> str | bool:
    # A migration must still run when a column type of ours has moved or changed.
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def run() -> None:
    """Run the migrations in one transaction, on SQLite too."""
    with db.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if isinstance(raw, sqlite3.Connection):
            # Changing a table on SQLite means making it anew; with foreign keys on, dropping
            # the old one would take the rows of other tables along.
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=_is_ours,
            render_item=_as_stored,
            transactional_ddl=True,
            compare_type=True,
            render_as_batch=True,  # SQLite changes a table by making it anew.
        )
        with context.begin_transaction():
            context.run_migrations()
        if isinstance(raw, sqlite3.Connection):
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                message = f"The migration broke {len(broken)} references between rows."
                raise RuntimeError(message)
            raw.execute("PRAGMA foreign_keys=ON")


run()

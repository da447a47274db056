"""Whether the tables are those of this version, asked without loading the app."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from eventapp.config import Settings
from eventapp.paths import shipped

_ASKED = "SELECT version_num FROM alembic_version"


def tables_are_current(settings: Settings) -> bool:
    """Tell whether nothing needs to be done to the tables before the first page is served."""
    newest = (shipped("migrations") / ".current-head").read_text(encoding="utf-8").strip()
    here = _in_file(settings) if settings.uses_sqlite else _on_server(settings)
    return here == newest


def _in_file(settings: Settings) -> str | None:
    """Ask the embedded database with Python's own driver: a start should be quick."""
    path = settings.database_url.removeprefix("sqlite:///")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            row = connection.execute(_ASKED).fetchone()
    except sqlite3.OperationalError:
        # There is no such file or no such table: the migrations make both.
        return None
    return str(row[0]) if row else None


def _on_server(settings: Settings) -> str | None:
    from sqlalchemy import create_engine, text  # noqa: PLC0415 -- Slow to load.
    from sqlalchemy.exc import ProgrammingError  # noqa: PLC0415 -- Slow to load.

    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            return connection.execute(text(_ASKED)).scalar()
    except ProgrammingError:
        # There is no such table yet.
        return None
    finally:
        engine.dispose()

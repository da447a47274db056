"""The floor: a bare WSGI function that runs our statements and gives our answer back.

No framework, no templates, no forms, no session: what is left is the server, the driver
and the database. It reads what it repeats from the file named by ``BENCH_RECIPE``.
"""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

Cursor = Any
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000")
FRESH_DIGITS = 8

_recipe = json.loads(Path(os.environ["BENCH_RECIPE"]).read_text(encoding="utf-8"))
_bodies = {name: bytes.fromhex(row["body"]) for name, row in _recipe["rows"].items()}
_people = itertools.cycle(_recipe["people"])
_number = itertools.count(0x10000000)
_own = threading.local()


def _connection() -> Any:
    """Give this thread's connection, kept open from request to request."""
    if not hasattr(_own, "connection"):
        _own.connection = _connect(_recipe["database"])
    return _own.connection


def _connect(database: str) -> Any:
    if database.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 -- Only where it is asked for.

        return psycopg.connect(database)
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in (*PRAGMAS, "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _value(value: Any, fresh: dict[str, str], person: int) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["moment"])
    if isinstance(value, str):
        return fresh.get(value, value)
    # One person was let in when this was taken down; each request lets in the next.
    return person if value == _recipe["person"] and not isinstance(value, bool) else value


def _run(row: dict[str, Any]) -> None:
    start = f"{next(_number):0{FRESH_DIGITS}x}"
    fresh = {old: (start + old[FRESH_DIGITS:])[: len(old)] for old in row["fresh"]}
    person = next(_people) if row["takes_person"] else _recipe["person"]
    connection = _connection()
    cursor = connection.cursor()
    for step in row["steps"]:
        if step.get("end") == "commit":
            connection.commit()
        elif step.get("end") == "rollback":
            connection.rollback()
        else:
            for values in step["sets"]:
                _execute(cursor, step["sql"], values, fresh, person)
    cursor.close()
    connection.rollback()


def _execute(cursor: Cursor, sql: str, values: Any, fresh: dict[str, str], person: int) -> None:
    if isinstance(values, dict):
        given: Any = {name: _value(value, fresh, person) for name, value in values.items()}
    else:
        given = [_value(value, fresh, person) for value in values]
    cursor.execute(sql, given)
    if cursor.description is not None:
        cursor.fetchall()


def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Run one row's statements: the row is named by the address."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    environ["wsgi.input"].read(length)
    name = environ["PATH_INFO"].strip("/")
    row = _recipe["rows"][name]
    _run(row)
    headers = [(key, value) for key, value in row["headers"]]
    start_response(row["status"], [*headers, ("Content-Length", str(len(_bodies[name])))])
    return [_bodies[name]]

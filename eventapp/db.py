"""The database: one typed base for every model, and one way to write."""

from __future__ import annotations

import enum
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, Connection, Engine, Enum, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

from eventapp.columns import UtcDateTime


class Base(DeclarativeBase):
    """Names every constraint, so that migrations and errors can refer to it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

# Flask-SQLAlchemy makes a new class out of Base; type checkers cannot follow that.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

# On the base itself this breaks Flask-SQLAlchemy 3.1 (its issue 1361), so it comes after.
Model.registry.update_type_annotation_map(
    {
        datetime: UtcDateTime(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            length=32,
            values_callable=lambda states: [state.value for state in states],
        ),
    }
)

log = structlog.get_logger()

_RUNNING = "use_case_running"
_AFTERWARDS = "after_commit"


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit when the block ends, roll back when it raises.

    A block is a whole use case. Blocks do not nest: what two use cases share is a plain
    function that takes the session.
    """
    session = db.session()
    if session.info.get(_RUNNING):
        raise RuntimeError("A use case was started inside another one.")
    # The view may have read already. SQLite cannot turn a read into a write while others
    # write, however long it waits, so the read ends and the write begins as one.
    session.rollback()
    session.connection(execution_options={"begin_immediate": True})
    session.info[_RUNNING] = True
    session.info[_AFTERWARDS] = []
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[_RUNNING] = False
    for call in session.info.pop(_AFTERWARDS):
        try:
            call()
        except Exception as problem:  # noqa: BLE001 -- Everything is stored: see below.
            # It only hurries what a periodic sweep does anyway, so the person who asked is
            # told the truth: that it worked.
            log.warning("after_commit_failed", kind=type(problem).__name__)


def after_commit(session: Session, call: Callable[[], object]) -> None:
    """Have something done once the use case is safely stored, and not at all if it fails.

    The same function is called once, however many rows of one use case ask for it.
    """
    if call not in session.info[_AFTERWARDS]:
        session.info[_AFTERWARDS].append(call)


def insert_or_update(
    session: Session,
    model: type[Base],
    values: Mapping[str, Any],
    *,
    unique: Sequence[str],
    update: Mapping[str, Any],
    where: ColumnElement[bool],
) -> bool:
    """Write a row, or change the one with the same ``unique`` columns if ``where`` holds.

    It is one statement in all three cases: who counts statements cannot tell what was there.
    The answer, for us alone, is whether anything was written.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = (
        dialect.insert(model.__table__)
        .values(**values)
        .on_conflict_do_update(index_elements=list(unique), set_=dict(update), where=where)
        .returning(model.__table__.c[unique[0]])
    )
    return session.execute(statement).first() is not None


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver's own idea of when a transaction begins is switched off: we begin below.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        # Waiting is not in turn, so in a rush somebody may wait for long: better than an error.
        "busy_timeout=20000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    immediate = connection.get_execution_options().get("begin_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

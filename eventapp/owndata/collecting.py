"""Everything we hold about one person, found by following the tables themselves.

A table that points at a registration holds something about that person. It is found
through the database's own foreign keys, so a table that is new is read without anybody
having to remember it here; which of its columns she gets, each column says itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, MetaData, Text, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session
from sqlalchemy.sql import FromClause
from sqlalchemy.sql.schema import Table

from eventapp.columns import DataClass
from eventapp.db import Model

ROOT = "registration"
#: Whom she brings has a row of the same table, and no page. What she told us of her, she gets.
COMPANION = "companion"
_TOLD_OF_A_COMPANION = ("chosen_name", "status")
# What these say is known from the rest of the page, or is about somebody else.
_EXPLAINS_NOTHING = frozenset({"account", "event", "member", "organisation"})

Row = dict[str, Any]
Collected = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Hanging:
    """A table that holds something about a person, and by which columns it points at her."""

    table: Table
    keys: tuple[ForeignKey, ...]
    #: The table it points at: the registration, or one that hangs on it.
    parent: str


def hanging_tables(metadata: MetaData) -> list[Hanging]:
    """List every table about a person but the registration, those that point at it first.

    A table that points at another table of hers belongs to her too if its rows go with it,
    unless it points at a person itself: then it is about that person.
    """
    found: list[Hanging] = []
    parents, seen = [ROOT], {ROOT}
    for parent in parents:
        for table in metadata.sorted_tables:
            keys = _keys_to(table, parent)
            if keys and table.name not in seen:
                found.append(Hanging(table, keys, parent))
                seen.add(table.name)
                parents.append(table.name)
    return found


def _keys_to(table: Table, parent: str) -> tuple[ForeignKey, ...]:
    keys = sorted(table.foreign_keys, key=lambda key: key.parent.name)
    return tuple(
        key
        for key in keys
        if key.column.table.name == parent and (parent == ROOT or key.ondelete == "CASCADE")
    )


def exported_columns(table: Table) -> list[Column[Any]]:
    """List the columns of a table that its person gets."""
    return [column for column in table.columns if column.info["data"].exported]


def columns_of(part: str) -> list[Column[Any]]:
    """List the columns of a part of what was collected."""
    if part == COMPANION:
        root = Model.metadata.tables[ROOT]
        return [root.c[name] for name in _TOLD_OF_A_COMPANION]
    return exported_columns(Model.metadata.tables[part])


def collect(session: Session, registration_id: int) -> Collected:
    """Read everything about a person that she gets, by table, as plain values.

    A table that holds nothing about her is left out. Of whom she brings she gets what she
    told us and whether there is a seat; the rest about that person is not hers to read.
    """
    root = Model.metadata.tables[ROOT]
    hers: dict[str, ColumnElement[bool]] = {ROOT: root.c.id == registration_id}
    collected = {ROOT: _read(session, root, columns_of(ROOT), hers[ROOT])}
    brings = root.c.companion_of_id == registration_id
    if companion := _read(session, root, columns_of(COMPANION), brings):
        collected[COMPANION] = companion
    for one in hanging_tables(Model.metadata):
        hers[one.table.name] = _is_hers(one, hers, registration_id)
        wanted = columns_of(one.table.name)
        if rows := _read(session, one.table, wanted, hers[one.table.name]):
            collected[one.table.name] = rows
    return collected


def _is_hers(
    one: Hanging, hers: Mapping[str, ColumnElement[bool]], registration_id: int
) -> ColumnElement[bool]:
    if one.parent == ROOT:
        return or_(*(key.parent == registration_id for key in one.keys))
    return or_(*(key.parent.in_(select(key.column).where(hers[one.parent])) for key in one.keys))


def _read(
    session: Session, table: Table, wanted: Sequence[Column[Any]], is_hers: ColumnElement[bool]
) -> list[Row]:
    if not wanted:
        return []
    source: FromClause = table
    labelled: list[ColumnElement[Any]] = [column.label(column.name) for column in wanted]
    for key, columns in _explanations(table):
        target = key.column.table.alias()
        source = source.outerjoin(target, key.parent == target.c[key.column.name])
        labelled += [target.c[name].label(f"{_name_of(key)}.{name}") for name in columns]
    rows = session.execute(
        select(*labelled).select_from(source).where(is_hers).order_by(*table.primary_key)
    )
    return [_as_plain(row) for row in rows.mappings()]


def _explanations(table: Table) -> list[tuple[ForeignKey, list[str]]]:
    """List what a row points at besides people, and the texts there: a question for an answer."""
    found = []
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        target = key.column.table
        if target.name != ROOT and target.name not in _EXPLAINS_NOTHING:
            found.append((key, _texts_of(target)))
    return found


def _texts_of(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, Text) and column.info["data"].data_class is DataClass.NONE
    ]


def _name_of(key: ForeignKey) -> str:
    return key.parent.name.removesuffix("_id")


def _as_plain(row: RowMapping) -> Row:
    plain: Row = {}
    for name, value in row.items():
        explained, _dot, part = name.partition(".")
        if part:
            plain.setdefault(explained, {})[part] = _plain(value)
        else:
            plain[name] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return value

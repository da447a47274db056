"""A person with a row in every table about her, each value to be found again.

The tables are found through their foreign keys, so a table that is new is filled without
anybody having to remember it here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, cast

from sqlalchemy import Column, CursorResult, String, Text
from sqlalchemy import Enum as EnumType
from sqlalchemy.sql.schema import Table

from eventapp.columns import DataClass, PersonalText, UtcDateTime
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.owndata.collecting import ROOT, hanging_tables
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.registration import make_registration

# What a rule of the table asks for, where the first value that fits the column does not do.
FITTING: dict[tuple[str, str], Any] = {("scan_record", "kind"): "arrived"}


@dataclass
class Planted:
    """Somebody, the rows about her by table, and the values nobody else has."""

    registration_id: int
    event_id: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)  # table.column → its text.


def plant(event: Event, *, mark: str) -> Planted:
    """Put a person in, and one row in every table that hangs on her; ``mark`` tells her apart."""
    person = make_registration(event, name=f"{mark}-name", address=f"{mark}-address@mail.example")
    planted = Planted(person.id, event.id)
    planted.rows[ROOT] = {column.name: getattr(person, column.name) for column in _columns(ROOT)}
    planted.markers = {
        "registration.chosen_name": person.chosen_name,
        "registration.address": str(person.address),
        "registration.address_index": str(person.address_index),
    }
    for hanging in hanging_tables(db.metadata):
        keys = {key.parent.name for key in hanging.keys}
        parent = planted.rows[hanging.parent]
        values = {key.parent.name: parent[key.column.name] for key in hanging.keys}
        for column in hanging.table.columns:
            if column.name not in keys and not _is_made_by_the_database(column):
                values[column.name] = _value(column, planted, mark)
        values.update(_insert(hanging.table, values))
        planted.rows[hanging.table.name] = values
    return planted


def _columns(table: str) -> list[Column[Any]]:
    return list(db.metadata.tables[table].columns)


def _insert(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Write a row, and give the number it got."""
    with transaction() as session:
        made = cast("CursorResult[Any]", session.execute(table.insert().values(**values)))
    names = [column.name for column in table.primary_key]
    return dict(zip(names, made.inserted_primary_key or (), strict=True))


def _is_made_by_the_database(column: Column[Any]) -> bool:
    return bool(column.primary_key and not column.foreign_keys and not _is_text(column))


def _is_text(column: Column[Any]) -> bool:
    is_enum = isinstance(column.type, EnumType)
    return isinstance(column.type, (String, Text, PersonalText)) and not is_enum


def _value(column: Column[Any], planted: Planted, mark: str) -> Any:
    named = (column.table.name, column.name)
    if named in FITTING:
        return FITTING[named]
    if column.foreign_keys:
        return _target(column, planted)
    if _is_text(column):
        return _text(column, planted, mark)
    if isinstance(column.type, EnumType):
        return next(iter(column.type.enum_class or ())) if column.type.enum_class else None
    if isinstance(column.type, UtcDateTime):
        return NOW + timedelta(microseconds=len(planted.markers))
    kinds: dict[type, Any] = {bool: True, int: 1, date: NOW.date(), time: time(9), bytes: b"x"}
    return kinds.get(column.type.python_type)


def _text(column: Column[Any], planted: Planted, mark: str) -> str | None:
    is_about_her = column.info["data"].data_class is not DataClass.NONE
    if not is_about_her and column.nullable:
        return None
    text = f"{mark}-{len(planted.markers)}"
    assert len(text) <= (getattr(column.type, "length", None) or len(text)), column
    if is_about_her:
        planted.markers[f"{column.table.name}.{column.name}"] = text
    return text


def _target(column: Column[Any], planted: Planted) -> Any:
    """Give something for a row to point at besides her."""
    (key,) = column.foreign_keys
    table = key.column.table
    if table.name == "event":
        return planted.event_id
    if table.name == "account":
        return make_account().id
    if column.nullable:
        return None
    values = {
        other.name: _value(other, planted, "any")
        for other in table.columns
        if not _is_made_by_the_database(other)
    }
    return _insert(table, values)[key.column.name]


def plain(value: Any) -> Any:
    """Give a value as it stands in a file."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (datetime, date, time)) else value

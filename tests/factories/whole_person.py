"""A person with a row in every table about her, each value to be found again.

The tables are found through their foreign keys, so a table that is new is filled without
anybody having to remember it here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import count
from typing import Any, cast

from sqlalchemy import Column, CursorResult, String, Text
from sqlalchemy import Enum as EnumType
from sqlalchemy.sql.schema import Table

from eventapp.columns import DataClass, PersonalText, UtcDateTime
from eventapp.consents.receipts import receipt_of_registration
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.owndata.collecting import COMPANION, ROOT, hanging_tables
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.registration import make_companion, make_registration

#: What stays of her by design, for 24 months: see eventapp/consents/receipts.py.
KEPT_AS_RECEIPT = "consent.receipt"
_numbers = count(1)


@dataclass
class Planted:
    """Somebody, the rows about her by table, and the values nobody else has."""

    registration_id: int
    event_id: int
    organisation_id: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)  # table.column → its text.


def plant(event: Event, *, mark: str) -> Planted:
    """Put a person in, and one row in every table that hangs on her; ``mark`` tells her apart.

    She brings somebody, too.
    """
    person = make_registration(event, name=f"{mark}-name", address=f"{mark}-address@mail.example")
    companion = make_companion(person, name=f"{mark}-brought")
    planted = Planted(person.id, event.id, event.organisation_id)
    planted.rows[ROOT] = {column.name: getattr(person, column.name) for column in _columns(ROOT)}
    planted.rows[COMPANION] = {"chosen_name": companion.chosen_name, "status": companion.status}
    planted.markers = {
        "registration.chosen_name": person.chosen_name,
        "registration.address": str(person.address),
        "registration.address_index": str(person.address_index),
        "companion.chosen_name": companion.chosen_name,
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


def _receipt(planted: Planted) -> str:
    """Give the only thing of hers that stays: nothing in it comes from what she told us."""
    receipt = receipt_of_registration(planted.registration_id)
    planted.markers[KEPT_AS_RECEIPT] = receipt
    return receipt


# What a rule of the table asks for, where the first value that fits the column does not do.
FITTING: dict[tuple[str, str], Callable[[Planted], str]] = {
    ("scan_record", "kind"): lambda _planted: "arrived",
    ("consent", "receipt"): _receipt,
}


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
        return FITTING[named](planted)
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
    if is_about_her:
        planted.markers[f"{column.table.name}.{column.name}"] = text
    return _fitting(text, column)


def _fitting(text: str, column: Column[Any]) -> str:
    assert len(text) <= (getattr(column.type, "length", None) or len(text)), column
    return text


def _target(column: Column[Any], planted: Planted) -> Any:
    """Give something for a row to point at besides her: it is there already, or about nobody."""
    (key,) = column.foreign_keys
    table = key.column.table
    if table.name == "event":
        return planted.event_id
    if table.name == "organisation":
        return planted.organisation_id
    if table.name == "account":
        return make_account().id
    if column.nullable:
        return None
    values = {
        other.name: _about_nobody(other, planted)
        for other in table.columns
        if not _is_made_by_the_database(other)
    }
    return _insert(table, values)[key.column.name]


def _about_nobody(column: Column[Any], planted: Planted) -> Any:
    """Give a value that says nothing of her, and that no other row has."""
    if _is_text(column) and not column.foreign_keys:
        return None if column.nullable else _fitting(f"any-{next(_numbers)}", column)
    return _value(column, planted, "any")


def plain(value: Any) -> Any:
    """Give a value as it stands in a file."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (datetime, date, time)) else value

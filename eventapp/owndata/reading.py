"""What was collected about a person, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import Column

from eventapp.columns import UtcDateTime
from eventapp.owndata.collecting import Collected, Row, columns_of
from eventapp.owndata.words import (
    COLUMN_WORDS,
    NOT_ON_THE_PAGE,
    TABLE_WORDS,
    VALUE_WORDS,
    WRITTEN,
)
from eventapp.web.template_helpers import clock, day


@dataclass(frozen=True, slots=True)
class Line:
    """One thing we know, and what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """What we hold of one sort: some lines for each time it was written down."""

    title: str
    entries: list[list[Line]]


def in_words(collected: Collected, zone: ZoneInfo) -> list[Part]:
    """Put what was collected in words, as far as there is something to read."""
    parts = []
    for name, rows in collected.items():
        entries = [list(_lines(name, row, zone)) for row in rows]
        if name not in NOT_ON_THE_PAGE and any(entries):
            title = str(TABLE_WORDS.get(name) or name.replace("_", " ").capitalize())
            parts.append(Part(title, [entry for entry in entries if entry]))
    return parts


def _lines(part: str, row: Row, zone: ZoneInfo) -> Iterator[Line]:
    for explained in (value for value in row.values() if isinstance(value, dict)):
        for text in filter(None, explained.values()):
            yield Line(_("About"), str(text))
    for column in columns_of(part):
        value = row[column.name]
        if value is None or value == "" or column.foreign_keys:
            continue
        # A test asks for words for every column; until they come, it says what it is for.
        label = COLUMN_WORDS.get((part, column.name), column.info["data"].purpose)
        yield Line(str(label), _said(part, column, value, zone))


def _said(part: str, column: Column[Any], value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(column.type, UtcDateTime):
        moment = datetime.fromisoformat(value).astimezone(zone)
        return _("%(day)s at %(time)s", day=day(moment, "whole"), time=clock(moment))
    if written := WRITTEN.get((part, column.name)):
        return written(value)
    words = VALUE_WORDS.get((part, column.name), {})
    found = [words[one] for one in str(value).split() if one in words]
    return ", ".join(map(str, found)) or str(value)

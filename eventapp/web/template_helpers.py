"""What templates may call: drawings, and days and times as people say them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

from babel.dates import format_date, format_time
from flask import Flask
from flask_babel import gettext as _

from eventapp.web import drawings
from eventapp.web.language import current_language


class _Dated(Protocol):
    """A gathering, as far as its day goes."""

    @property
    def starts_here(self) -> datetime:
        """Give the beginning by the clock on the wall there."""
        ...

    venue_town: str
    venue_name: str


_PATTERNS = {
    "da": {"day": "EEEE d. MMMM", "whole": "EEEE d. MMMM y", "short": "d. MMMM"},
    "en": {"day": "EEEE d MMMM", "whole": "EEEE d MMMM y", "short": "d MMMM"},
}


def clock(at: datetime | time) -> str:
    """Write a time the way people do: 9.30 in Danish, 9:30 in English."""
    written: str = format_time(
        at, "H.mm" if current_language() == "da" else "H:mm", locale=current_language()
    )
    return written


def day(of: date, pattern: str = "day") -> str:
    """Write a day: "lørdag 8. maj". ``pattern`` is day, whole (with the year) or short."""
    language = current_language()
    written: str = format_date(of, _PATTERNS[language][pattern], locale=language)
    return written


def day_and_time(event: _Dated) -> str:
    """Write when a gathering begins."""
    return _("%(day)s at %(time)s", day=day(event.starts_here), time=clock(event.starts_here))


def day_and_place(event: _Dated) -> str:
    """Write when and where a gathering is."""
    where = event.venue_town or event.venue_name
    written = _("%(day)s in %(place)s", day=day(event.starts_here), place=where)
    return written[:1].upper() + written[1:]


def init_app(app: Flask) -> None:
    """Hand the helpers to the templates."""
    app.jinja_env.globals["drawings"] = drawings
    app.jinja_env.filters.update(
        clock=clock, day=day, day_and_place=day_and_place, day_and_time=day_and_time
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

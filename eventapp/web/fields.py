"""Fields for days, times and numbers, each with one clear sentence when it cannot be read."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.widgets import TextInput

from eventapp.web.forms import clean_line

_DAY_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\Z")


class _TypedField(Field):
    """A field that keeps what was typed until it can be read."""

    widget = TextInput()
    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return clean_line(str(self.raw_data[0]))
        return "" if self.data is None else self.written(self.data)

    def written(self, value: Any) -> str:
        """Write a value the way the browser's own input wants it."""
        return str(value)

    def read(self, text: str) -> Any:
        """Read what was typed. Raises ValueError with a sentence."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first thing that was sent; nothing at all is None."""
        text = clean_line(str(valuelist[0])) if valuelist else ""
        self.data = None
        if text:
            self.data = self.read(text)


class DayField(_TypedField):
    """A day of the calendar."""

    def written(self, value: date) -> str:
        """Write the day the way ``<input type=date>`` wants it."""
        return value.isoformat()

    def read(self, text: str) -> date:
        """Read a day as browsers send it, or as people write it."""
        return read_day(text)


class TimeField(_TypedField):
    """A time of day."""

    def written(self, value: time) -> str:
        """Write the time the way ``<input type=time>`` wants it."""
        return value.strftime("%H:%M")

    def read(self, text: str) -> time:
        """Read 9, 9.30 or 09:30."""
        return read_time(text)


class WholeNumberField(_TypedField):
    """A number of people or things, within limits."""

    def __init__(self, label: Any, *, least: int, most: int, **options: Any) -> None:
        """Take the smallest and the greatest number that make sense."""
        super().__init__(label, **options)
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        """Read a whole number between the limits, however long what was typed is."""
        digits = text.replace(" ", "").replace("\u00a0", "")
        if not re.fullmatch(r"[0-9]{1,9}", digits) or not self.least <= int(digits) <= self.most:
            raise ValueError(
                _l("Write a number from %(least)s to %(most)s.", least=self.least, most=self.most)
            )
        return int(digits)


def read_day(text: str) -> date:
    """Read a day as browsers send it, or as people write it. Raises ValueError with a sentence."""
    for form in _DAY_FORMATS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 -- A day has no zone.
        except ValueError:
            continue
        if 2000 <= day.year <= 2200:  # noqa: PLR2004 -- Outside that it is a slip of the hand.
            return day
    raise ValueError(_l("We cannot read this day. Write it like 2027-05-08."))


def read_time(text: str) -> time:
    """Read a time of day as people write it. Raises ValueError with a sentence."""
    found = _TIME.match(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004
        raise ValueError(_l("We cannot read this time. Write it like 9.30."))
    return time(int(found[1]), int(found[2] or 0))

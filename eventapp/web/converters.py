"""What may stand in our addresses."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST_ID = 2**31 - 1  # What a row's number can be in PostgreSQL.


class SlugConverter(BaseConverter):
    """The short name of a gathering in its address."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class SecretConverter(BaseConverter):
    """A secret of ours: 26 capitals and digits."""

    regex = r"[A-Z2-7]{26}"


class RowConverter(IntegerConverter):
    """The number of a row: one that no row can have is a page that is not there."""

    def __init__(self, url_map: Map, *, min: int = 0, max: int = LARGEST_ID) -> None:  # noqa: A002 -- The library's names.
        """Take the smallest and the largest number, as ``<int(max=9999):number>`` says."""
        super().__init__(url_map, min=min, max=max)


def init_app(app: Flask) -> None:
    """Teach the address map our own kinds of words."""
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["secret"] = SecretConverter
    app.url_map.converters["int"] = RowConverter

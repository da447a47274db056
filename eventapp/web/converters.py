"""What may stand in our addresses."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """The short name of a gathering in its address."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class SecretConverter(BaseConverter):
    """A secret of ours: 26 capitals and digits."""

    regex = r"[A-Z2-7]{26}"


def init_app(app: Flask) -> None:
    """Teach the address map our own kinds of words."""
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["secret"] = SecretConverter

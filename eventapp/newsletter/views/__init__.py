"""Pages of letters: asking for them, ending them, and writing them."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("newsletter", __name__)

from eventapp.newsletter.views import organise, public  # noqa: E402 -- They use bp.

__all__ = ["bp", "organise", "public"]

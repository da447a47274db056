"""Pages of the door: the pass, letting in, taking back, and who is inside."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("checkin", __name__)

from eventapp.checkin.views import door, passes  # noqa: E402 -- They use bp.

__all__ = ["bp", "door", "passes"]

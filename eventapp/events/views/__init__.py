"""Pages of gatherings: making them, and the calendars they stand in."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("events", __name__)

from eventapp.events.views import activities, calendar, copying, making, series  # noqa: E402 -- They use bp.

__all__ = ["activities", "bp", "calendar", "copying", "making", "series"]

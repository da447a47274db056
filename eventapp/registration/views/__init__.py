"""Pages of taking part: signing up, a person's own page, and the organiser's list."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("registration", __name__)

from eventapp.registration.views import organise, own_page, sign_up  # noqa: E402 -- They use bp.

__all__ = ["bp", "organise", "own_page", "sign_up"]

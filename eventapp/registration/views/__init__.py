"""Pages of taking part: signing up, and a person's own page."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("registration", __name__)

from eventapp.registration.views import (  # noqa: E402 -- They use bp.
    answers,
    calendar,
    consents,
    invitations,
    own_page,
    places,
    privacy,
    sign_up,
)

__all__ = [
    "answers",
    "bp",
    "calendar",
    "consents",
    "invitations",
    "own_page",
    "places",
    "privacy",
    "sign_up",
]

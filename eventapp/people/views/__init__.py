"""Pages about people: the organiser's list, one person, messages, and lists in and out."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)

from eventapp.people.views import (  # noqa: E402 -- They use bp.
    lists,
    messages,
    own_notes,
    people,
    person,
)

__all__ = ["bp", "lists", "messages", "own_notes", "people", "person"]

"""Pages of the programme: what happens at which table, and writing down what is said there."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("programme", __name__)

from eventapp.programme.views import edit, notes, public  # noqa: E402 -- They use bp.

__all__ = ["bp", "edit", "notes", "public"]

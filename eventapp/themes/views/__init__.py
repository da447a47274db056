"""Pages of proposals: the wall, proposing, answering, the receipt, and the organiser's list."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("themes", __name__)

from eventapp.themes.views import cards, organise, own, propose, wall  # noqa: E402 -- They use bp.

__all__ = ["bp", "cards", "organise", "own", "propose", "wall"]

"""Pages of the write-up: the one everybody reads, and the editor's desk."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("outcomes", __name__)

from eventapp.outcomes.services import forgetting as _forgetting  # noqa: E402, F401 -- By the clock.
from eventapp.outcomes.views import desk, public, sentences, thanks  # noqa: E402 -- They use bp.

__all__ = ["bp", "desk", "public", "sentences", "thanks"]

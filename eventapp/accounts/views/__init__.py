"""Pages for organisers: sign in, the association, who is with you, and the page about you."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/organise")

from eventapp.accounts.views import (  # noqa: E402 -- They use bp.
    association,
    confirming,
    me,
    sign_in,
)

__all__ = ["association", "bp", "confirming", "me", "sign_in"]

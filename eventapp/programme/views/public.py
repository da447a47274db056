"""The programme that everybody may see."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.queries import published_event
from eventapp.programme.queries import rounds_of
from eventapp.programme.views import bp
from eventapp.web.access import EVERYBODY, access


@bp.get("/e/<slug:slug>/programme")
@access(EVERYBODY)
def programme(slug: str) -> ResponseReturnValue:
    """Show which tables there are in each round, and mark the round that is on."""
    event = published_event(db.session(), slug)
    return render_template(
        "programme/programme.html",
        event=event,
        rounds=rounds_of(db.session(), event.id),
        now=utc_now(),
    )

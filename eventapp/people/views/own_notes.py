"""What organisers noted about a person, on her own page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from eventapp.db import db
from eventapp.people.queries import count_notes, notes_about
from eventapp.people.views import bp
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.models import Registration
from eventapp.web.access import access


@bp.app_template_global()
def has_notes(registration: Registration) -> bool:
    """Tell a person's own page, which knows nothing of this area, whether to lead here."""
    return count_notes(db.session(), registration.id) > 0


@bp.get("/m/notes")
@access(OWN_PAGE)
def own_notes() -> ResponseReturnValue:
    """Let a person read every note there is about her."""
    registration = own_registration()
    return render_template(
        "people/own_notes.html",
        event=registration.event,
        notes=notes_about(db.session(), registration.id),
    )

"""The privacy notice of a gathering, for everybody."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.consents import services
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.queries import text_version, versions_of
from eventapp.consents.retention import what_is_kept
from eventapp.consents.services import TextKey
from eventapp.db import db
from eventapp.events.queries import published_event
from eventapp.registration.views import bp
from eventapp.web.access import EVERYBODY, access
from eventapp.web.language import current_language


@bp.get("/e/<slug:slug>/privacy")
@access(EVERYBODY)
def privacy(slug: str) -> ResponseReturnValue:
    """Say what is known of people, why, who sees it, and for how long."""
    event = published_event(db.session(), slug)
    key = TextKey(event.organisation_id, ConsentPurpose.NOTICE, current_language())
    text = services.text_to_show(db.session(), key, now=utc_now())
    versions = versions_of(db.session(), key.organisation_id, key.purpose, key.language)
    return render_template(
        "registration/privacy.html",
        event=event,
        text=text,
        kept=what_is_kept(),
        earlier=[version for version in versions if version.version < text.version],
    )


@bp.get("/e/<slug:slug>/privacy/<int:version>")
@access(EVERYBODY)
def privacy_version(slug: str, version: int) -> ResponseReturnValue:
    """Show the notice as it was at another time."""
    event = published_event(db.session(), slug)
    text = text_version(
        db.session(), event.organisation_id, ConsentPurpose.NOTICE, current_language(), version
    )
    return render_template("registration/privacy_version.html", event=event, text=text)

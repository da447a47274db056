"""Her own pages: everything we hold, who has looked, and the way out."""

from __future__ import annotations

import json

from flask import Blueprint, Response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.owndata import services
from eventapp.owndata.collecting import collect
from eventapp.owndata.log import log_of
from eventapp.owndata.reading import in_words
from eventapp.owndata.timeline import timeline
from eventapp.registration.access import COOKIE, OWN_PAGE, own_registration, read_own_registration
from eventapp.registration.queries import companion_of
from eventapp.web import cookies
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button

bp = Blueprint("owndata", __name__)


@bp.get("/m/data")
@access(OWN_PAGE)
def read() -> ResponseReturnValue:
    """Show everything we hold about a person, and when it goes."""
    registration = own_registration()
    event = registration.event
    collected = collect(db.session(), registration.id)
    return render_template(
        "owndata/read.html",
        event=event,
        parts=in_words(collected, event.zone),
        steps=timeline(registration),
    )


@bp.get("/m/data.json")
@access(OWN_PAGE)
def take_along() -> ResponseReturnValue:
    """Give the same as a file, with a name that says nothing."""
    collected = collect(db.session(), own_registration().id)
    response = Response(
        json.dumps(collected, ensure_ascii=False, indent=2) + "\n", mimetype="application/json"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="aftale.json"'
    return response


@bp.get("/m/log")
@access(OWN_PAGE)
def log() -> ResponseReturnValue:
    """Show who has looked at her data, what they did and in which hour."""
    registration = own_registration()
    event = registration.event
    return render_template(
        "owndata/log.html", event=event, lines=log_of(db.session(), registration)
    )


@bp.route("/m/erase", methods=["GET", "POST"])
@access(EVERYBODY)
def erase() -> ResponseReturnValue:
    """Say exactly what goes, and erase it at once when the button is pressed.

    It asks itself who is there, because of two presses the second finds nobody any more
    and deserves the same answer.
    """
    form = Button()
    registration = read_own_registration()
    if form.validate_on_submit() and cookies.read(COOKIE) is not None:
        try:
            if registration is not None:
                services.erase_myself(registration_id=registration.id, now=utc_now())
        except NotFound:
            # The first press was quicker. What she asked for has happened.
            registration = None
        session.clear()
        response = redirect(url_for("registration.erased"), 303)
        cookies.take(response, COOKIE)
        return response
    if registration is None:
        return redirect(url_for("registration.ask_for_link"), 303)
    return render_template(
        "owndata/erase.html",
        event=registration.event,
        registration=registration,
        companion=companion_of(db.session(), registration),
        form=form,
    ), form.status

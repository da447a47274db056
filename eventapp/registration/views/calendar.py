"""A person's own calendar: a file to take home, and a secret address to subscribe to."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.db import db
from eventapp.extensions import limiter
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.calendar import (
    calendar_secret_of,
    close_calendar,
    open_calendar,
    own_calendar_file,
    registration_by_calendar,
)
from eventapp.registration.views import bp
from eventapp.web.access import EVERYBODY, access
from eventapp.web.addresses import public_address
from eventapp.web.forms import Button

_KIND = "text/calendar; charset=utf-8"


@bp.get("/m/aftale.ics")
@access(OWN_PAGE)
def calendar_entry() -> ResponseReturnValue:
    """Give the entry as a file with a neutral name."""
    return _file(own_calendar_file(own_registration()))


@bp.route("/m/calendar", methods=["GET", "POST"])
@access(OWN_PAGE)
def own_calendar() -> ResponseReturnValue:
    """Show the secret address of her calendar, make it, or end it."""
    registration = own_registration()
    form = Button()
    if form.validate_on_submit():
        if request.form.get("act") == "end":
            close_calendar(registration_id=registration.id)
            flash(_("The address no longer works."))
        else:
            open_calendar(registration_id=registration.id)
        return redirect(url_for(".own_calendar"), 303)
    secret = calendar_secret_of(db.session(), registration.id)
    return render_template(
        "registration/own_calendar.html",
        registration=registration,
        event=registration.event,
        address=secret and public_address("registration.subscribed_calendar", secret=secret),
        form=form,
    ), form.status


@bp.get("/c/<secret:secret>.ics")
@access(EVERYBODY)
@limiter.limit("120 per 10 minutes")
def subscribed_calendar(secret: str) -> ResponseReturnValue:
    """Give a person's entry to her calendar. A wrong address is a page that is not there."""
    registration = registration_by_calendar(db.session(), secret)
    address = public_address("registration.subscribed_calendar", secret=secret)
    answer = _file(own_calendar_file(registration, address=address))
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _file(content: bytes) -> Response:
    response = Response(content, content_type=_KIND)
    response.headers["Content-Disposition"] = 'attachment; filename="aftale.ics"'
    return response

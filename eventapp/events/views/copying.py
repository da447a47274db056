"""Making a new gathering out of one that was."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.forms import CopyForm
from eventapp.events.services.copying import copy_event
from eventapp.events.views import bp
from eventapp.web.access import access


@bp.route("/organise/<slug:slug>/copy", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def copy(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Ask for the new day, and make a draft."""
    event = current_event()
    form = CopyForm()
    if form.validate_on_submit():
        made = copy_event(event_id=event.id, day=form.day.data, now=utc_now())
        flash(_("Here is your draft. Look at it, then publish."))
        return redirect(url_for("dashboard.event", slug=made.slug), 303)
    return render_template("events/copy.html", event=event, form=form), form.status

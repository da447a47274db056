"""The organiser's page of how places are given out, with an account of them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.registration import services
from eventapp.registration.account import account_of
from eventapp.registration.place_forms import PlacesForm
from eventapp.registration.place_queries import counts_by_share, standing_of
from eventapp.registration.views import bp
from eventapp.web.access import access


@bp.route("/organise/<slug:slug>/places", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def places(slug: str) -> ResponseReturnValue:
    """Decide how places are given out, and see what is taken, held, offered and waited for."""
    event = current_event()
    now = utc_now()
    standing = standing_of(db.session(), event, now=now)
    form = PlacesForm.of(event, standing.rules)
    if form.validate_on_submit():
        services.set_place_rules(event_id=event.id, rules=form.rules(event.zone), now=now)
        flash(_("Saved. Seats that became free have gone to those who waited longest."))
        return redirect(url_for(".places", slug=slug), 303)
    return render_template(
        "registration/places.html",
        event=event,
        form=form,
        room=standing.room,
        account=account_of(standing, counts_by_share(db.session(), event.id)),
    ), form.status

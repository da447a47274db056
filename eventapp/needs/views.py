"""Pages of needs: her own, the numbers for kitchen and venue, and the names for one or two."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import signed_in_account
from eventapp.accounts.queries import access_coordinators_of
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.needs import services
from eventapp.needs.access import ACCESS_COORDINATOR, is_access_coordinator
from eventapp.needs.forms import NeedsForm
from eventapp.needs.policies import takes_needs
from eventapp.needs.queries import count_needs, needs_of, needs_of_event, people_with_needs
from eventapp.needs.words import ITEM_WORDS, KIND_WORDS
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.web.access import access

bp = Blueprint("needs", __name__)


@bp.route("/m/needs", methods=["GET", "POST"])
@access(OWN_PAGE)
def own_needs() -> ResponseReturnValue:
    """Tell what you need, as long as it can still be arranged."""
    registration = own_registration()
    event, now = registration.event, utc_now()
    form = NeedsForm.of(needs_of(db.session(), registration.id))
    if form.validate_on_submit():
        try:
            services.tell_needs(registration_id=registration.id, told=form.told(), now=now)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Saved. Thank you for telling us."))
            return redirect(url_for("registration.own_page"), 303)
    readers = access_coordinators_of(db.session(), event.organisation_id)
    return render_template(
        "needs/own_needs.html",
        form=form,
        event=event,
        is_open=takes_needs(registration, now),
        readers=[member.account.name for member in readers],
        kept_until=event.ends_here + services.KEPT,
    ), form.status


@bp.get("/organise/<slug:slug>/needs")
@access(EVENT_ORGANISER)
def counts(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show how many need what, without a name: to print for the kitchen and the venue."""
    event = current_event()
    readers = access_coordinators_of(db.session(), event.organisation_id)
    return render_template(
        "needs/counts.html",
        event=event,
        counts=count_needs(needs_of_event(db.session(), event.id)),
        kinds=KIND_WORDS,
        words=ITEM_WORDS,
        reads_names=is_access_coordinator(),
        readers=[member.account.name for member in readers],
    )


@bp.get("/organise/<slug:slug>/needs/people")
@access(ACCESS_COORDINATOR)
def people(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show who needs what. The look is written in everybody's log first."""
    event = current_event()
    event_id = event.id
    services.note_look(event_id=event_id, account_id=signed_in_account().id, now=utc_now())
    return render_template(
        "needs/people.html",
        event=event,
        people=people_with_needs(db.session(), event_id),
        kinds=KIND_WORDS,
        words={kind: dict(items) for kind, items in ITEM_WORDS.items()},
    )

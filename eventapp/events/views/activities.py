"""Activities that peers propose: the public form, her own page of it, and the answers."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import subject_of
from eventapp.accounts.queries import organisation_by_slug
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.activity_forms import ParkForm, WhatForm, WishForm
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.activity_queries import proposal_of, proposals_of
from eventapp.events.messages import change_names
from eventapp.events.services import activities as services
from eventapp.events.views import bp
from eventapp.events.views.making import ZONE
from eventapp.extensions import keyring, limiter
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

# The address as typed is shown once on the answer page, then it leaves the browser.
_TYPED = "typed_address"


@bp.route("/o/<slug:organisation>/propose", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def propose_activity(organisation: str) -> ResponseReturnValue:
    """Ask what somebody would like to do with others, and answer everybody alike."""
    asked = organisation_by_slug(db.session(), organisation)
    form = WishForm()
    if form.validate_on_submit():
        address = form.address.data
        # Over the limit the page is the same and nothing more happens.
        if within("3 per hour", "activity", keyring.address_index(address)):
            services.propose_activity(
                organisation_id=asked.id,
                wish=form.wish(ZONE),
                language=current_language(),
                now=utc_now(),
            )
        session[_TYPED] = address
        return redirect(url_for(".activity_sent", organisation=organisation), 303)
    return render_template(
        "events/propose_activity.html", organisation=asked, form=form
    ), form.status


@bp.get("/o/<slug:organisation>/propose/sent")
@access(EVERYBODY)
def activity_sent(organisation: str) -> ResponseReturnValue:
    """Say that a mail is coming."""
    asked = organisation_by_slug(db.session(), organisation)
    return render_template(
        "events/activity_sent.html", organisation=asked, address=session.pop(_TYPED, None)
    )


@bp.route("/a/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def own_activity(secret: str) -> ResponseReturnValue:
    """Show her proposal and where it is; a button says that it is hers."""
    form = Button()
    if form.validate_on_submit():
        services.confirm_activity(secret=secret, now=utc_now())
        return redirect(url_for(".own_activity", secret=secret), 303)
    proposal = _proposal(secret)
    changes = services.changes_in(proposal, proposal.event) if proposal.event else []
    names = change_names()
    return render_template(
        "events/own_activity.html",
        proposal=proposal,
        secret=secret,
        form=form,
        changes=[names[change] for change in changes],
    ), form.status


@bp.route("/a/<secret:secret>/withdraw", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def withdraw_activity(secret: str) -> ResponseReturnValue:
    """Erase her proposal, having asked."""
    form = Button()
    if form.validate_on_submit():
        services.withdraw_activity(secret=secret, now=utc_now())
        return redirect(url_for(".activity_erased"), 303)
    proposal = _proposal(secret)
    return render_template(
        "events/withdraw_activity.html", proposal=proposal, secret=secret, form=form
    ), form.status


@bp.get("/a/erased")
@access(EVERYBODY)
def activity_erased() -> ResponseReturnValue:
    """Say that it is gone."""
    return render_template("events/activity_erased.html")


@bp.get("/organise/proposals")
@access(ORGANISER)
def activities() -> ResponseReturnValue:
    """List what peers have proposed."""
    proposals = proposals_of(db.session(), current_member().organisation_id)
    return render_template("events/activities.html", proposals=proposals)


@bp.route("/organise/proposals/<int:proposal_id>", methods=["GET", "POST"])
@access(ORGANISER)
def activity(proposal_id: int) -> ResponseReturnValue:
    """Read a proposal in its own words, and let it through."""
    proposal = proposal_of(db.session(), current_member().organisation_id, proposal_id)
    form = WhatForm.of(proposal)
    if form.validate_on_submit():
        try:
            event = services.let_through(
                proposal_id=proposal.id, what=form.what(ZONE), now=utc_now()
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("It is public now, and the one who proposed it has a mail."))
            return redirect(url_for("dashboard.event", slug=event.slug), 303)
    return render_template("events/activity.html", proposal=proposal, form=form), form.status


@bp.route("/organise/proposals/<int:proposal_id>/park", methods=["GET", "POST"])
@access(ORGANISER)
def park_activity(proposal_id: int) -> ResponseReturnValue:
    """Say that it cannot be now, with a sentence."""
    proposal = proposal_of(db.session(), current_member().organisation_id, proposal_id)
    form = ParkForm()
    if form.validate_on_submit():
        try:
            services.park_activity(proposal_id=proposal.id, answer=form.answer.data, now=utc_now())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your answer is on its way."))
            return redirect(url_for(".activities"), 303)
    return render_template("events/park_activity.html", proposal=proposal, form=form), form.status


def _proposal(secret: str) -> ActivityProposal:
    """Find what a link opens. Raises LinkRanOut."""
    subject = subject_of(db.session(), LinkPurpose.ACTIVITY, secret, now=utc_now())
    return db.session.get_one(ActivityProposal, subject)

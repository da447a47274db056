"""The organiser's list of proposals: type one in, pause, open again. Nothing else."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.enums import Action
from eventapp.themes.enums import EnteredBy, LogRole, PauseReason
from eventapp.themes.forms import PauseForm, TypedInForm
from eventapp.themes.order import order_of_the_day
from eventapp.themes.queries import proposal_of_event, proposals_of
from eventapp.themes.services import pausing, proposing
from eventapp.themes.views import bp
from eventapp.themes.wording import NUDGE_WORDS, REASON_WORDS
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.refusals import sentence_of


@bp.get("/organise/<slug:slug>/themes")
@access(EVENT_ORGANISER)
def organise(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List the proposals as they stand on the wall, without any count."""
    event = current_event()
    now = utc_now()
    today = proposing.today_at(event, now)
    return render_template(
        "themes/organise.html",
        event=event,
        proposals=sorted(
            proposals_of(db.session(), event.id), key=lambda one: order_of_the_day(one.id, today)
        ),
        reasons=dict(REASON_WORDS),
        press=Button(),
        takes_proposals=event.allows(Action.PROPOSE, now),
    )


@bp.route("/organise/<slug:slug>/themes/add", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def type_in(slug: str) -> ResponseReturnValue:
    """Type in what somebody said on paper or by phone, or what the host proposes."""
    event = current_event()
    form = TypedInForm()
    nudges = []
    if form.validate_on_submit():
        nudges = form.nudges()
        if not nudges:
            try:
                proposing.type_in(
                    event_id=event.id,
                    text=form.text.data,
                    entered_by=EnteredBy(form.entered_by.data),
                    secret=form.secret.data,
                    now=utc_now(),
                )
            except Conflict as refusal:
                form.refuse(refusal)
                form.renew()
            else:
                flash(_("The topic is in, word for word."))
                return redirect(url_for(".organise", slug=slug), 303)
    return render_template(
        "themes/type_in.html", event=event, form=form, nudges=nudges, nudge_words=NUDGE_WORDS
    ), form.status


@bp.route("/organise/<slug:slug>/themes/<secret:proposal_id>/pause", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def pause(slug: str, proposal_id: str) -> ResponseReturnValue:
    """Ask for one of the five reasons and take the proposal out of sight."""
    event = current_event()
    proposal = proposal_of_event(db.session(), event.id, proposal_id)
    form = PauseForm()
    if form.validate_on_submit():
        try:
            pausing.pause(
                event_id=event.id,
                proposal_id=proposal_id,
                reason=PauseReason(form.reason.data),
                role=LogRole.ORGANISER,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Paused. It stands in the open log."))
            return redirect(url_for(".organise", slug=slug), 303)
    proposal = proposal_of_event(db.session(), event.id, proposal_id)
    return render_template(
        "themes/pause.html", event=event, proposal=proposal, form=form
    ), form.status


@bp.post("/organise/<slug:slug>/themes/<secret:proposal_id>/reopen")
@access(EVENT_ORGANISER)
def reopen(slug: str, proposal_id: str) -> ResponseReturnValue:
    """Open a paused proposal again, as it was written."""
    event = current_event()
    if Button().validate_on_submit():
        try:
            pausing.reopen(
                event_id=event.id,
                proposal_id=proposal_id,
                role=LogRole.ORGANISER,
                now=utc_now(),
            )
        except Conflict as refusal:
            flash(sentence_of(refusal))
        else:
            flash(_("Open again. It stands in the open log."))
    return redirect(url_for(".organise", slug=slug), 303)

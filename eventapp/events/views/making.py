"""The organiser's pages of one gathering: what, when, where, for whom, and whether it is held."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.clock import utc_now
from eventapp.errors import Conflict
from eventapp.events import services
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.enums import Kind
from eventapp.events.forms import (
    KIND_WORDS,
    EssentialsForm,
    PublicTextForm,
    WhoCanComeForm,
    WindowsForm,
)
from eventapp.events.services.making import HOME_ZONE
from eventapp.events.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button

ZONE = ZoneInfo(HOME_ZONE)


@bp.route("/organise/new", methods=["GET", "POST"])
@access(ORGANISER)
def new() -> ResponseReturnValue:
    """Make a gathering out of five things; its kind suggests the rest."""
    form = EssentialsForm.of_kind(_chosen_kind())
    if form.validate_on_submit():
        event = services.create_event(
            organisation_id=current_member().organisation_id,
            kind=Kind(form.kind.data),
            essentials=form.essentials(ZONE),
        )
        flash(_("Here is your draft. Look at it, then publish."))
        return redirect(url_for("dashboard.event", slug=event.slug), 303)
    return render_template(
        "events/new.html", form=form, kinds=KIND_WORDS, kind_is_chosen="kind" in request.values
    ), form.status


def _chosen_kind() -> Kind:
    asked = request.args.get("kind", "")
    return Kind(asked) if asked in set(Kind) else Kind.TRAEF


@bp.route("/organise/<slug:slug>/essentials", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def essentials(slug: str) -> ResponseReturnValue:
    """Change the five things."""
    event = current_event()
    form = EssentialsForm.of(event)
    if form.validate_on_submit():
        services.change_essentials(
            event_id=event.id, essentials=form.essentials(event.zone), now=utc_now()
        )
        flash(_("Saved."))
        return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/essentials.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/text", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def public_text(slug: str) -> ResponseReturnValue:
    """Change what else stands on the public page."""
    event = current_event()
    form = PublicTextForm.of(event)
    if form.validate_on_submit():
        services.describe(event_id=event.id, text=form.public_text(), now=utc_now())
        flash(_("Saved."))
        return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/public_text.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/windows", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def windows(slug: str) -> ResponseReturnValue:
    """Decide until when people can register, propose and choose."""
    event = current_event()
    form = WindowsForm.of(event)
    if form.validate_on_submit():
        services.set_windows(event_id=event.id, windows=form.windows(event))
        flash(_("Saved."))
        return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/windows.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/status", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def status(slug: str) -> ResponseReturnValue:
    """Publish a draft, close a gathering, or open it again."""
    event = current_event()
    form = Button()
    acts = {"publish": services.publish, "close": services.close, "reopen": services.reopen}
    if form.validate_on_submit() and (act := acts.get(request.form.get("act", ""))):
        try:
            act(event_id=event.id)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("dashboard.event", slug=slug), 303)
    is_over = event.ends_at <= utc_now()
    return render_template(
        "events/status.html", event=event, form=form, is_over=is_over
    ), form.status


@bp.route("/organise/<slug:slug>/who-can-come", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def who_can_come(slug: str) -> ResponseReturnValue:
    """Decide how people come to take part, and whether our lists name the gathering."""
    event = current_event()
    form = WhoCanComeForm.of(event)
    if form.validate_on_submit():
        services.set_who_can_come(event_id=event.id, who=form.who_can_come())
        flash(_("Saved."))
        return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/who_can_come.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/cancel", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def cancel(slug: str) -> ResponseReturnValue:
    """Say of a gathering that it will not be held, having read what that does."""
    event = current_event()
    form = Button()
    if form.validate_on_submit():
        try:
            services.cancel(event_id=event.id, now=utc_now())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("The gathering will not be held. Its page says so."))
            return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/cancel.html", event=event, form=form), form.status

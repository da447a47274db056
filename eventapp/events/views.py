"""The organiser's pages of making a gathering."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.clock import utc_now
from eventapp.errors import Conflict
from eventapp.events import services
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.enums import Kind
from eventapp.events.forms import EssentialsForm, PublicTextForm, WindowsForm
from eventapp.web.access import access
from eventapp.web.forms import Button

bp = Blueprint("events", __name__, url_prefix="/organise")

HOME_ZONE = ZoneInfo("Europe/Copenhagen")


@bp.route("/new", methods=["GET", "POST"])
@access(ORGANISER)
def new() -> ResponseReturnValue:
    """Make a gathering out of five things."""
    form = EssentialsForm()
    if form.validate_on_submit():
        event = services.create_event(
            organisation_id=current_member().organisation_id,
            kind=Kind(form.kind.data),
            essentials=form.essentials(HOME_ZONE),
        )
        flash(_("Here is your draft. Look at it, then publish."))
        return redirect(url_for("dashboard.event", slug=event.slug), 303)
    return render_template("events/new.html", form=form), form.status


@bp.route("/<slug:slug>/essentials", methods=["GET", "POST"])
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


@bp.route("/<slug:slug>/text", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def public_text(slug: str) -> ResponseReturnValue:
    """Change what else stands on the public page."""
    event = current_event()
    form = PublicTextForm.of(event)
    if form.validate_on_submit():
        services.describe(event_id=event.id, text=form.public_text())
        flash(_("Saved."))
        return redirect(url_for("dashboard.event", slug=slug), 303)
    return render_template("events/public_text.html", event=event, form=form), form.status


@bp.route("/<slug:slug>/windows", methods=["GET", "POST"])
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


@bp.route("/<slug:slug>/status", methods=["GET", "POST"])
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
    return render_template("events/status.html", event=event, form=form), form.status

"""The editor's desk: the parts of the write-up in their order, and publishing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict, NotFound
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.checks import open_points
from eventapp.outcomes.enums import SectionKind
from eventapp.outcomes.forms import HeadingForm, SectionForm
from eventapp.outcomes.models import WriteUp
from eventapp.outcomes.queries import latest_printing, section_of, write_up_of
from eventapp.outcomes.services import edit, publish
from eventapp.outcomes.views import bp
from eventapp.outcomes.views.page import write_up_page
from eventapp.outcomes.words import KIND_WORDS, NEED_WORDS
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.refusals import sentence_of


def _desk(slug: str) -> ResponseReturnValue:
    return redirect(url_for("outcomes.desk", slug=slug), 303)


def begun(event_id: int) -> WriteUp:
    """Give the write-up of a gathering. Raises NotFound while it is not begun."""
    write_up = write_up_of(db.session(), event_id)
    if write_up is None:
        raise NotFound
    return write_up


@bp.route("/organise/<slug:slug>/writeup", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def desk(slug: str) -> ResponseReturnValue:
    """Show the parts in their order, and add one; before that, begin."""
    event = current_event()
    form = SectionForm()
    if form.validate_on_submit():
        try:
            edit.add_section(
                event_id=event.id, kind=SectionKind(form.kind.data), heading=form.heading.data
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return _desk(slug)
    write_up = write_up_of(db.session(), event.id)
    edition = None if write_up is None else edition_of(db.session(), write_up, now=utc_now())
    return render_template(
        "outcomes/desk.html",
        event=event,
        form=form,
        write_up=write_up,
        points=[] if edition is None else open_points(edition),
        need_words=NEED_WORDS,
        kind_words=dict(KIND_WORDS),
        printing=None if write_up is None else latest_printing(db.session(), write_up.id),
        press=Button(),
    ), form.status


@bp.post("/organise/<slug:slug>/writeup/begin")
@access(EVENT_ORGANISER)
def begin(slug: str) -> ResponseReturnValue:
    """Begin with the usual parts in the usual order; a second press changes nothing."""
    if Button().validate_on_submit():
        try:
            edit.begin_write_up(event_id=current_event().id)
        except Conflict as refusal:
            flash(sentence_of(refusal))
    return _desk(slug)


@bp.get("/organise/<slug:slug>/writeup/preview")
@access(EVENT_ORGANISER)
def preview(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show the write-up as readers will see it."""
    event = current_event()
    edition = edition_of(db.session(), begun(event.id), now=utc_now())
    return write_up_page(event, edition, is_draft=True)


@bp.post("/organise/<slug:slug>/writeup/publish")
@access(EVENT_ORGANISER)
def publish_write_up(slug: str) -> ResponseReturnValue:
    """Publish, take back, or have the PDF made again."""
    event = current_event()
    begun(event.id)
    if Button().validate_on_submit():
        act = request.form.get("act")
        try:
            if act == "publish":
                publish.publish_write_up(event_id=event.id, now=utc_now())
                flash(_("Published. The PDF is being made."))
            elif act == "take_back":
                publish.take_back(event_id=event.id)
                flash(_("It is a draft again, and only you can see it."))
            elif act == "print":
                publish.print_again(event_id=event.id, now=utc_now())
        except Conflict as refusal:
            flash(sentence_of(refusal))
    return _desk(slug)


@bp.route("/organise/<slug:slug>/writeup/parts/<int:section_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def section(slug: str, section_id: int) -> ResponseReturnValue:
    """Show one part with its paragraphs, and change its heading."""
    event = current_event()
    part = section_of(db.session(), event.id, section_id)
    form = HeadingForm(heading=part.heading)
    if form.validate_on_submit():
        edit.rename_section(event_id=event.id, section_id=section_id, heading=form.heading.data)
        flash(_("Saved."))
        return redirect(url_for(".section", slug=slug, section_id=section_id), 303)
    return render_template(
        "outcomes/section.html",
        event=event,
        part=part,
        form=form,
        kind_words=dict(KIND_WORDS),
        press=Button(),
    ), form.status


@bp.post("/organise/<slug:slug>/writeup/parts/<int:section_id>/move")
@access(EVENT_ORGANISER)
def move_section(slug: str, section_id: int) -> ResponseReturnValue:
    """Move a part up or down, or take it out."""
    event = current_event()
    section_of(db.session(), event.id, section_id)
    if Button().validate_on_submit():
        if request.form.get("act") == "remove":
            edit.remove_section(event_id=event.id, section_id=section_id)
            flash(_("The part is gone. The contributions behind it are still here."))
        else:
            edit.move_section(
                event_id=event.id, section_id=section_id, down=request.form.get("act") == "down"
            )
    return _desk(slug)

"""The editor's desk, closer: paragraphs, sentences with their evidence, desired changes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.outcomes.enums import ParagraphRole
from eventapp.outcomes.forms import ChangeForm, ClaimForm, HostParagraphForm
from eventapp.outcomes.models import Section
from eventapp.outcomes.queries import change_of, claim_of, paragraph_of, section_of
from eventapp.outcomes.services import edit
from eventapp.outcomes.views import bp
from eventapp.programme.enums import ContributionStatus
from eventapp.programme.models import Contribution
from eventapp.programme.queries import contributions_of
from eventapp.web.access import access
from eventapp.web.forms import Button

_OUT = {ContributionStatus.PAUSED, ContributionStatus.WITHDRAWN}


def _back(slug: str, section_id: int) -> ResponseReturnValue:
    return redirect(url_for("outcomes.section", slug=slug, section_id=section_id), 303)


def _offered(event_id: int) -> list[Contribution]:
    return [one for one in contributions_of(db.session(), event_id) if one.status not in _OUT]


def _page(template: str, part: Section, form: object) -> str:
    return render_template(template, event=current_event(), part=part, form=form)


@bp.route(
    "/organise/<slug:slug>/writeup/parts/<int:section_id>/paragraphs/new", methods=["GET", "POST"]
)
@access(EVENT_ORGANISER)
def new_paragraph(slug: str, section_id: int) -> ResponseReturnValue:
    """Write a paragraph in the host's or a source's voice."""
    event = current_event()
    part = section_of(db.session(), event.id, section_id)
    form = HostParagraphForm()
    if form.validate_on_submit():
        try:
            edit.write_paragraph(
                event_id=event.id, section_id=section_id, paragraph_id=None, details=form.details()
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return _back(slug, section_id)
    return _page("outcomes/paragraph.html", part, form), form.status


@bp.route("/organise/<slug:slug>/writeup/paragraphs/<int:paragraph_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def paragraph(slug: str, paragraph_id: int) -> ResponseReturnValue:
    """Change a paragraph in the host's or a source's voice."""
    event = current_event()
    found = paragraph_of(db.session(), event.id, paragraph_id)
    part = found.section
    form = HostParagraphForm.of(found)
    if form.validate_on_submit():
        try:
            edit.write_paragraph(
                event_id=event.id,
                section_id=part.id,
                paragraph_id=paragraph_id,
                details=form.details(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return _back(slug, part.id)
    return _page("outcomes/paragraph.html", part, form), form.status


@bp.post("/organise/<slug:slug>/writeup/paragraphs/<int:paragraph_id>/move")
@access(EVENT_ORGANISER)
def move_paragraph(slug: str, paragraph_id: int) -> ResponseReturnValue:
    """Move a paragraph up or down, or take it out."""
    event = current_event()
    section_id = paragraph_of(db.session(), event.id, paragraph_id).section_id
    if Button().validate_on_submit():
        if request.form.get("act") == "remove":
            edit.remove_paragraph(event_id=event.id, paragraph_id=paragraph_id)
            flash(_("Taken out. The contributions behind it are still here."))
        else:
            edit.move_paragraph(
                event_id=event.id, paragraph_id=paragraph_id, down=request.form.get("act") == "down"
            )
    return _back(slug, section_id)


@bp.route(
    "/organise/<slug:slug>/writeup/parts/<int:section_id>/sentences/new", methods=["GET", "POST"]
)
@access(EVENT_ORGANISER)
def new_claim(slug: str, section_id: int) -> ResponseReturnValue:
    """Write a sentence in the peers' voice, with what stands behind it."""
    part = section_of(db.session(), current_event().id, section_id)
    return _claim_page(slug, part, None, ClaimForm())


@bp.route("/organise/<slug:slug>/writeup/sentences/<int:claim_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def claim(slug: str, claim_id: int) -> ResponseReturnValue:
    """Change a sentence, or what stands behind it."""
    found = claim_of(db.session(), current_event().id, claim_id)
    return _claim_page(slug, found.paragraph.section, claim_id, ClaimForm.of(found))


def _claim_page(
    slug: str, part: Section, claim_id: int | None, form: ClaimForm
) -> ResponseReturnValue:
    event = current_event()
    form.offer(_offered(event.id))
    if form.validate_on_submit():
        edit.write_claim(
            event_id=event.id,
            section_id=part.id,
            claim_id=claim_id,
            role=ParagraphRole(form.role.data),
            addressee=form.addressee.data,
            details=form.details(),
        )
        return _back(slug, part.id)
    return _page("outcomes/claim.html", part, form), form.status


@bp.route(
    "/organise/<slug:slug>/writeup/parts/<int:section_id>/changes/new", methods=["GET", "POST"]
)
@access(EVENT_ORGANISER)
def new_change(slug: str, section_id: int) -> ResponseReturnValue:
    """Write down something the peers ask for."""
    part = section_of(db.session(), current_event().id, section_id)
    return _change_page(slug, part, None, ChangeForm())


@bp.route("/organise/<slug:slug>/writeup/changes/<int:change_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change(slug: str, change_id: int) -> ResponseReturnValue:
    """Change something the peers ask for, or take it out."""
    found = change_of(db.session(), current_event().id, change_id)
    return _change_page(slug, found.section, change_id, ChangeForm.of(found))


def _change_page(
    slug: str, part: Section, change_id: int | None, form: ChangeForm
) -> ResponseReturnValue:
    event = current_event()
    form.offer(_offered(event.id))
    if "remove" in request.form and change_id is not None and Button().validate_on_submit():
        edit.remove_change(event_id=event.id, change_id=change_id)
        return _back(slug, part.id)
    if form.validate_on_submit():
        edit.write_change(
            event_id=event.id, section_id=part.id, change_id=change_id, details=form.details()
        )
        return _back(slug, part.id)
    return _page("outcomes/change.html", part, form), form.status

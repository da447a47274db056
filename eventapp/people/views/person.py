"""One person, as her organiser sees her."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import signed_in_account
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.people.forms import AddForm, PersonNoteForm
from eventapp.people.queries import mail_comes_back_to, notes_about
from eventapp.people.services import persons
from eventapp.people.views import bp
from eventapp.registration import services
from eventapp.registration.documents import pass_pdf
from eventapp.registration.enums import PeerRole
from eventapp.registration.forms import RolesForm
from eventapp.registration.passes import pass_of
from eventapp.registration.queries import registration_of_event, roles_of
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.language import current_language


@bp.route("/organise/<slug:slug>/people/add", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def add_person(slug: str) -> ResponseReturnValue:
    """Sign up somebody who told us on paper or by phone."""
    event = current_event()
    form = AddForm()
    if form.validate_on_submit():
        address = form.address.data or None
        try:
            registration_id = persons.add_person(
                event_id=event.id,
                details=form.details(),
                address=address,
                once=form.sent_from,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(
                _("Added. Print the pass and hand it over.")
                if address is None
                else _("Added. A mail with their link is on its way.")
            )
            return redirect(url_for(".person", slug=slug, registration_id=registration_id), 303)
    return render_template("people/add_person.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/people/<int:registration_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def person(slug: str, registration_id: int) -> ResponseReturnValue:
    """Show one person, what she has agreed to do, her pass on paper, and what is noted of her."""
    event = current_event()
    registration = registration_of_event(db.session(), event.id, registration_id)
    form = RolesForm(roles=[role.value for role in roles_of(db.session(), registration_id)])
    if form.validate_on_submit():
        services.set_roles(
            registration_id=registration.id,
            roles=frozenset(PeerRole(role) for role in form.roles.data),
        )
        flash(_("Saved."))
        return redirect(url_for(".people", slug=slug), 303)
    if request.method == "GET":
        # Written down for her to read; it is the one thing that opening a page stores.
        persons.note_look(
            event_id=event.id,
            registration_id=registration_id,
            account_id=signed_in_account().id,
            now=utc_now(),
        )
    return _person_page(registration_id, form, PersonNoteForm())


@bp.post("/organise/<slug:slug>/people/<int:registration_id>/notes")
@access(EVENT_ORGANISER)
def note_person(slug: str, registration_id: int) -> ResponseReturnValue:
    """Note something about a person, who can read it."""
    event = current_event()
    registration_of_event(db.session(), event.id, registration_id)
    form = PersonNoteForm()
    if form.validate_on_submit():
        persons.add_note(
            event_id=event.id,
            registration_id=registration_id,
            account_id=signed_in_account().id,
            text=form.text.data,
            once=form.sent_from,
            now=utc_now(),
        )
        flash(_("Noted. It can be read on their page as well."))
        return redirect(url_for(".person", slug=slug, registration_id=registration_id), 303)
    roles = RolesForm(
        formdata=None, roles=[role.value for role in roles_of(db.session(), registration_id)]
    )
    return _person_page(registration_id, roles, form)


def _person_page(
    registration_id: int, form: RolesForm, note: PersonNoteForm
) -> ResponseReturnValue:
    event = current_event()
    return render_template(
        "people/person.html",
        event=event,
        registration=registration_of_event(db.session(), event.id, registration_id),
        comes_back=mail_comes_back_to(db.session(), registration_id),
        notes=notes_about(db.session(), registration_id),
        form=form,
        note=note,
        cancel=Button(),
    ), max(form.status, note.status)


@bp.post("/organise/<slug:slug>/people/<int:registration_id>/cancel")
@access(EVENT_ORGANISER)
def cancel_person(slug: str, registration_id: int) -> ResponseReturnValue:
    """Cancel for somebody who called; the seat goes on."""
    registration = registration_of_event(db.session(), current_event().id, registration_id)
    if Button().validate_on_submit():
        services.withdraw(registration_id=registration.id, now=utc_now())
        flash(_("Cancelled. The seat goes to whoever has waited longest."))
    return redirect(url_for(".people", slug=slug), 303)


@bp.get("/organise/<slug:slug>/people/<int:registration_id>/pass.pdf")
@access(EVENT_ORGANISER)
def person_pass(slug: str, registration_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Give the pass on paper of somebody without e-mail."""
    registration = registration_of_event(db.session(), current_event().id, registration_id)
    document = pass_pdf(pass_of(registration), language=current_language())
    response = Response(document, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="aftale.pdf"'
    return response

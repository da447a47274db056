"""The organiser's list of who comes."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.registration import services
from eventapp.registration.documents import pass_pdf
from eventapp.registration.enums import PeerRole
from eventapp.registration.forms import DetailsForm, RolesForm
from eventapp.registration.passes import pass_of
from eventapp.registration.queries import (
    count_by_status,
    registration_of_event,
    registrations_of,
    roles_of,
)
from eventapp.registration.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button, clean_line
from eventapp.web.language import current_language


@bp.get("/organise/<slug:slug>/people")
@access(EVENT_ORGANISER)
def people(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List who comes, by chosen name; addresses are not shown."""
    event = current_event()
    search = clean_line(request.args.get("search", "")[:60])
    return render_template(
        "registration/people.html",
        event=event,
        search=search,
        people=registrations_of(db.session(), event.id, search=search),
        counts=count_by_status(db.session(), event.id),
    )


@bp.route("/organise/<slug:slug>/people/add", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def add_person(slug: str) -> ResponseReturnValue:
    """Sign up somebody who told us on paper or by phone."""
    event = current_event()
    form = DetailsForm()
    if form.validate_on_submit():
        registration = services.register_on_behalf(
            event_id=event.id, details=form.details(), language=event.language, now=utc_now()
        )
        flash(_("Added. Print the pass and hand it over."))
        return redirect(url_for(".person", slug=slug, registration_id=registration.id), 303)
    return render_template("registration/add_person.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/people/<int:registration_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def person(slug: str, registration_id: int) -> ResponseReturnValue:
    """Show one person, what she has agreed to do, and her pass on paper."""
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
    return render_template(
        "registration/person.html",
        event=event,
        registration=registration,
        form=form,
        cancel=Button(),
    ), form.status


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

"""Pages for owners: the association, and who is with you."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts import services
from eventapp.accounts.access import OWNER, OWNER_FRESHLY, current_member
from eventapp.accounts.enums import Role
from eventapp.accounts.forms import ROLE_WORDS, InviteForm, OrganisationForm, RoleForm
from eventapp.accounts.queries import member_of, members_of
from eventapp.accounts.views import bp
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.language import current_language


@bp.route("/association", methods=["GET", "POST"])
@access(OWNER)
def organisation() -> ResponseReturnValue:
    """Describe the association: its contact person and the helpline."""
    home = current_member().organisation
    form = OrganisationForm(obj=home)
    if form.validate_on_submit():
        services.describe_organisation(organisation_id=home.id, details=form.details())
        flash(_("Saved. It shows on every page of your gatherings."))
        return redirect(url_for("dashboard.home"), 303)
    return render_template("accounts/organisation.html", form=form), form.status


@bp.route("/people", methods=["GET", "POST"])
@access(OWNER_FRESHLY)
def people() -> ResponseReturnValue:
    """See who is with you, and invite somebody."""
    home = current_member().organisation
    form = InviteForm()
    if form.validate_on_submit():
        try:
            services.invite_member(
                organisation_id=home.id,
                address=form.address.data,
                name=form.name.data,
                role=Role(form.role.data),
                language=current_language(),
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("A mail with a link is on its way."))
            return redirect(url_for(".people"), 303)
    members = members_of(db.session(), home.id)
    return render_template(
        "accounts/people.html", form=form, members=members, role_words=dict(ROLE_WORDS)
    ), form.status


@bp.route("/people/<int:member_id>", methods=["GET", "POST"])
@access(OWNER_FRESHLY)
def person(member_id: int) -> ResponseReturnValue:
    """Change what one person does, or take her out."""
    home = current_member().organisation
    member = member_of(db.session(), home.id, member_id)
    form = RoleForm(role=member.role.value)
    if form.validate_on_submit():
        try:
            if "remove" in request.form:
                services.remove_member(organisation_id=home.id, member_id=member_id)
            else:
                services.change_role(
                    organisation_id=home.id, member_id=member_id, role=Role(form.role.data)
                )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Saved."))
            return redirect(url_for(".people"), 303)
    member = member_of(db.session(), home.id, member_id)
    return render_template(
        "accounts/person.html", form=form, member=member, coordinating=Button()
    ), form.status


@bp.post("/people/<int:member_id>/access-coordinator")
@access(OWNER_FRESHLY)
def access_coordinator(member_id: int) -> ResponseReturnValue:
    """Let somebody read what people need, or end it."""
    home = current_member().organisation
    if Button().validate_on_submit():
        services.set_access_coordinator(
            organisation_id=home.id,
            member_id=member_id,
            is_access_coordinator=request.form.get("coordinator") == "yes",
        )
        flash(_("Saved."))
    return redirect(url_for(".person", member_id=member_id), 303)

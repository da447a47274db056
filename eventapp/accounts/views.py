"""Pages for organisers: sign in, the association, and who is with you."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts import services
from eventapp.accounts.access import COOKIE, HELPER, OWNER, current_account, current_member
from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.forms import ROLE_WORDS, InviteForm, OrganisationForm, RoleForm, SignInForm
from eventapp.accounts.links import subject_of
from eventapp.accounts.queries import member_of, members_of
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.extensions import keyring, limiter
from eventapp.web import cookies
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

bp = Blueprint("accounts", __name__, url_prefix="/organise")


def _onwards() -> str:
    """Give where to go after signing in: a page of ours, never another site."""
    path = request.args.get("next", "")
    # Browsers drop tabs and line breaks and turn "\\" into "/", and "//" begins a host name.
    is_ours = re.fullmatch(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", path) is not None
    return path if is_ours else url_for("dashboard.home")


@bp.route("/sign-in", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def ask_for_link() -> ResponseReturnValue:
    """Ask for a sign-in link. The answer is the same whoever asks."""
    if current_account() is not None:
        return redirect(_onwards(), 303)
    form = SignInForm()
    if form.validate_on_submit():
        address = form.address.data
        if within("5 per 15 minutes", "sign-in", keyring.address_index(address)):
            services.request_sign_in(address=address, language=current_language(), now=utc_now())
        return render_template("accounts/link_sent.html", address=address)
    return render_template("accounts/ask_for_link.html", form=form), form.status


@bp.route("/sign-in/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def sign_in_by_link(secret: str) -> ResponseReturnValue:
    """Show one button; only pressing it uses the link up."""
    form = Button()
    if form.validate_on_submit():
        cookie = services.sign_in(secret=secret, now=utc_now())
        response = redirect(_onwards(), 303)
        cookies.give(response, COOKIE, cookie)
        return response
    subject_of(db.session(), LinkPurpose.SIGN_IN, secret, now=utc_now())
    return render_template("accounts/sign_in_by_link.html", form=form), form.status


@bp.post("/sign-out")
@access(HELPER)
def sign_out() -> ResponseReturnValue:
    """End the signed-in browser."""
    form = Button()
    if not form.validate_on_submit():
        return redirect(url_for("dashboard.home"), 303)
    services.sign_out(cookie=cookies.read(COOKIE) or "")
    response = redirect(url_for("accounts.ask_for_link"), 303)
    cookies.take(response, COOKIE)
    return response


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
@access(OWNER)
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
@access(OWNER)
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
@access(OWNER)
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

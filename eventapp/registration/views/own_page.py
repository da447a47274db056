"""A person's own page: opened from her mail, with no account and a quick way out."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.urls import iri_to_uri

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import subject_of
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.enums import Action
from eventapp.extensions import keyring, limiter
from eventapp.registration import services
from eventapp.registration.access import COOKIE, OWN_PAGE, own_registration, read_own_registration
from eventapp.registration.documents import pass_pdf
from eventapp.registration.enums import WRITES_AT_TABLES
from eventapp.registration.forms import LinkForm, OwnDetailsForm
from eventapp.registration.models import Registration
from eventapp.registration.passes import Pass, pass_of
from eventapp.registration.place_queries import rules_of
from eventapp.registration.policies import is_live
from eventapp.registration.qr import as_png, as_svg
from eventapp.registration.queries import companion_of, roles_of
from eventapp.registration.views import bp
from eventapp.registration.views.answers import own_questions
from eventapp.registration.views.sign_up import TYPED
from eventapp.web import cookies
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within


@bp.route("/m/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def open_own_page(secret: str) -> ResponseReturnValue:
    """Show one button; pressing it lets this browser in and clears the secret from the address."""
    form = Button()
    if form.validate_on_submit():
        services.open_own_page(secret=secret, now=utc_now())
        response = redirect(url_for(".own_page"), 303)
        cookies.give(response, COOKIE, secret)
        return response
    subject_of(db.session(), LinkPurpose.OWN_PAGE, secret, now=utc_now())
    return render_template("registration/open_own_page.html", form=form, secret=secret), form.status


@bp.route("/m/<secret:secret>/not-me", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def it_was_not_me(secret: str) -> ResponseReturnValue:
    """Erase what somebody signed up for with this address."""
    form = Button()
    if form.validate_on_submit():
        services.it_was_not_me(secret=secret, now=utc_now())
        response = redirect(url_for(".erased"), 303)
        cookies.take(response, COOKIE)
        return response
    subject_of(db.session(), LinkPurpose.OWN_PAGE, secret, now=utc_now())
    return render_template("registration/it_was_not_me.html", form=form, secret=secret), form.status


@bp.get("/m/erased")
@access(EVERYBODY)
def erased() -> ResponseReturnValue:
    """Say that it is gone."""
    return render_template("registration/erased.html")


@bp.route("/m/link", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def ask_for_link() -> ResponseReturnValue:
    """Ask for a new link. The answer is the same whoever asks."""
    form = LinkForm()
    if form.validate_on_submit():
        address = form.address.data
        if within("5 per 15 minutes", "own page", keyring.address_index(address)):
            services.request_link(address=address, language=current_language(), now=utc_now())
        session[TYPED] = address
        return redirect(url_for(".link_sent"), 303)
    return render_template("registration/ask_for_link.html", form=form), form.status


@bp.get("/m/link/sent")
@access(EVERYBODY)
def link_sent() -> ResponseReturnValue:
    """Say that a mail is coming."""
    return render_template("registration/link_sent.html", address=session.pop(TYPED, None))


@bp.get("/m")
@access(OWN_PAGE)
def own_page() -> ResponseReturnValue:
    """Show where a person stands, her pass, and what she can do."""
    registration = own_registration()
    event = registration.event
    now = utc_now()
    companion = companion_of(db.session(), registration)
    until = registration.offered_until
    return render_template(
        "registration/own_page.html",
        registration=registration,
        event=event,
        companion=companion,
        passes=[_shown_pass(one) for one in (registration, companion) if one and one.is_expected],
        offered_until=until.astimezone(event.zone) if until else None,
        may_wait_again=registration.let_an_offer_run_out and is_live(event, now),
        may_note=registration.is_expected
        and bool(roles_of(db.session(), registration.id) & WRITES_AT_TABLES),
        may_propose=event.allows(Action.PROPOSE, now),
        may_choose=event.allows(Action.SUPPORT, now),
        **own_questions(registration, now),
        button=Button(),
    )


@bp.get("/m/pass.png")
@access(OWN_PAGE)
def pass_picture() -> ResponseReturnValue:
    """Give the pass as a picture that a phone can keep for when there is no signal."""
    return _kept(as_png(pass_of(own_registration()).code), "image/png", "aftale.png")


@bp.get("/m/pass.pdf")
@access(OWN_PAGE)
@limiter.limit("20 per 10 minutes")
def pass_document() -> ResponseReturnValue:
    """Give the pass as a page to print."""
    document = pass_pdf(pass_of(own_registration()), language=current_language())
    return _kept(document, "application/pdf", "aftale.pdf")


@bp.route("/m/change", methods=["GET", "POST"])
@access(OWN_PAGE)
def change() -> ResponseReturnValue:
    """Change what we know of a person."""
    registration = own_registration()
    form = OwnDetailsForm.of(registration)
    if rules_of(db.session(), registration.event_id).caps:
        form.need_kind()
    if form.validate_on_submit():
        try:
            services.change(
                registration_id=registration.id,
                details=form.details(),
                language=form.language.data,
                is_discreet=not form.is_plain.data,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Changed."))
            return redirect(url_for(".own_page"), 303)
    return render_template("registration/change.html", form=form), form.status


@bp.route("/m/withdraw", methods=["GET", "POST"])
@access(OWN_PAGE)
def withdraw() -> ResponseReturnValue:
    """Give the seat back."""
    registration = own_registration()
    form = Button()
    if form.validate_on_submit():
        services.withdraw(registration_id=registration.id, now=utc_now())
        flash(_("You have cancelled. Thank you for telling us."))
        return redirect(url_for(".own_page"), 303)
    return render_template(
        "registration/withdraw.html", form=form, event=registration.event
    ), form.status


@bp.post("/m/accept")
@access(OWN_PAGE)
def accept() -> ResponseReturnValue:
    """Say yes to the seat that is kept."""
    if Button().validate_on_submit() and services.accept(
        registration_id=own_registration().id, now=utc_now()
    ):
        flash(_("The seat is yours."))
    return redirect(url_for(".own_page"), 303)


@bp.post("/m/again")
@access(OWN_PAGE)
def wait_again() -> ResponseReturnValue:
    """Stand in line again after an offer ran out."""
    if Button().validate_on_submit() and services.wait_again(
        registration_id=own_registration().id, now=utc_now()
    ):
        flash(_("You are in the line again."))
    return redirect(url_for(".own_page"), 303)


@bp.post("/m/leave")
@access(EVERYBODY)
def leave() -> ResponseReturnValue:
    """Close the page on this phone: the link in the mail opens it again."""
    form = Button()
    if not form.validate_on_submit():
        return redirect(url_for(".own_page"), 303)
    registration = read_own_registration()
    if registration is None:
        return redirect(url_for(".ask_for_link"), 303)
    event = registration.event
    onwards = event.organisation.exit_url
    response = make_response(
        render_template("registration/left.html", event=event, onwards=onwards)
    )
    # Not a redirect: our policy lets forms lead to our own pages only, so a browser would
    # stay where it is, with the page still in view.
    response.headers["Refresh"] = f"0; url={iri_to_uri(onwards)}"
    cookies.take(response, COOKIE)
    return response


def _shown_pass(registration: Registration) -> tuple[Registration, Pass, Markup]:
    """Give whose pass it is, the pass, and its code as a drawing."""
    entry = pass_of(registration)
    title = _("QR code for the door. The code as text is below.")
    return registration, entry, as_svg(entry.code, title=title)


def _kept(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    # A neutral name: it will lie among a phone's pictures.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

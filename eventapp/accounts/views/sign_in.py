"""Pages for signing in, with a link from a mail or with a passkey, and out again."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts import ceremonies, passkeys, services
from eventapp.accounts.access import COOKIE, HELPER, current_account
from eventapp.accounts.enums import Ceremony, LinkPurpose
from eventapp.accounts.errors import PasskeyNotTaken
from eventapp.accounts.forms import PasskeyForm, SignInForm
from eventapp.accounts.links import page_behind, subject_of
from eventapp.accounts.onwards import own_path
from eventapp.accounts.views import bp
from eventapp.accounts.views.asking import ask_passkey, current_house, question_asked
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.extensions import keyring, limiter
from eventapp.web import cookies
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

# A workplace or a venue may be one network, so it is far more than one person needs.
BY_NETWORK = "60 per 10 minutes"


def _onwards(path: str | None) -> str:
    return own_path(path) or url_for("dashboard.home")


@bp.route("/sign-in", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit(BY_NETWORK, methods=["POST"])
def ask_for_link() -> ResponseReturnValue:
    """Ask for a sign-in link. The answer is the same whoever asks."""
    wanted = own_path(request.args.get("next"))
    if current_account() is not None:
        return redirect(_onwards(wanted), 303)
    form = SignInForm()
    if form.validate_on_submit():
        address = form.address.data
        if within("5 per 15 minutes", "sign-in", keyring.address_index(address)):
            services.request_sign_in(
                address=address, language=current_language(), onwards=wanted, now=utc_now()
            )
        return render_template("accounts/link_sent.html", address=address, wanted=wanted)
    return _sign_in_page(form, wanted), form.status


@bp.route("/sign-in/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit(BY_NETWORK)
def sign_in_by_link(secret: str) -> ResponseReturnValue:
    """Show one button; only pressing it uses the link up."""
    form = Button()
    if form.validate_on_submit():
        wanted = page_behind(db.session(), LinkPurpose.SIGN_IN, secret)
        return _let_in(services.sign_in(secret=secret, now=utc_now()), wanted)
    subject_of(db.session(), LinkPurpose.SIGN_IN, secret, now=utc_now())
    return render_template("accounts/sign_in_by_link.html", form=form), form.status


@bp.post("/sign-in/passkey/question")
@access(EVERYBODY)
@limiter.limit(BY_NETWORK)
def sign_in_question() -> ResponseReturnValue:
    """Give the browser a question for a passkey: the same for everybody but for chance."""
    house = current_house()
    challenge = ask_passkey(Ceremony.SIGN_IN, None)
    return ceremonies.options_for_use(house, challenge=challenge)


@bp.post("/sign-in/passkey")
@access(EVERYBODY)
@limiter.limit(BY_NETWORK)
def sign_in_by_passkey() -> ResponseReturnValue:
    """Sign in with what a passkey has signed."""
    house = current_house()
    wanted = own_path(request.args.get("next"))
    form = PasskeyForm()
    again = SignInForm(formdata=None)
    if form.validate_on_submit():
        try:
            cookie = passkeys.sign_in_by_passkey(
                house=house, challenge=question_asked(), sent=form.credential.data, now=utc_now()
            )
        except PasskeyNotTaken as refusal:
            again.refuse(refusal)
        else:
            return _let_in(cookie, wanted)
    return _sign_in_page(again, wanted), 422


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


def _sign_in_page(form: SignInForm, wanted: str | None) -> str:
    return render_template(
        "accounts/ask_for_link.html",
        form=form,
        wanted=wanted,
        takes_passkeys=ceremonies.house_now() is not None,
    )


def _let_in(cookie: str, wanted: str | None) -> ResponseReturnValue:
    response = redirect(_onwards(wanted), 303)
    cookies.give(response, COOKIE, cookie)
    return response

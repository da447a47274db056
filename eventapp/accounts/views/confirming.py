"""Pages on which a signed-in person proves that it is still she."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts import ceremonies, confirming, passkeys
from eventapp.accounts.access import HELPER, current_session, signed_in_session
from eventapp.accounts.enums import Ceremony, LinkPurpose
from eventapp.accounts.errors import PasskeyNotTaken
from eventapp.accounts.forms import PasskeyForm
from eventapp.accounts.links import page_behind, subject_of
from eventapp.accounts.onwards import own_path
from eventapp.accounts.views import bp
from eventapp.accounts.views.asking import ask_passkey, current_house, question_asked
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.extensions import keyring, limiter
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

OFTEN = "60 per 10 minutes"


def _onwards(path: str | None) -> str:
    return own_path(path) or url_for("accounts.confirmed")


@bp.route("/confirm", methods=["GET", "POST"])
@access(HELPER)
@limiter.limit(OFTEN, methods=["POST"])
def confirm() -> ResponseReturnValue:
    """Say why this is asked, and offer a passkey or a link in a mail."""
    wanted = own_path(request.args.get("next"))
    opened = signed_in_session()
    if opened.is_fresh_at(utc_now()):
        return redirect(_onwards(wanted), 303)
    form = Button()
    if form.validate_on_submit():
        address = opened.account.address
        if within("5 per 15 minutes", "confirm", keyring.address_index(address)):
            confirming.request_confirmation(
                session_id=opened.id, onwards=wanted, language=current_language(), now=utc_now()
            )
        return render_template(
            "accounts/confirmation_sent.html", address=address, onwards=_onwards(wanted)
        )
    return _page(form, wanted), form.status


@bp.post("/confirm/question")
@access(HELPER)
@limiter.limit(OFTEN)
def confirm_question() -> ResponseReturnValue:
    """Give the browser a question for a passkey."""
    house = current_house()
    challenge = ask_passkey(Ceremony.CONFIRM, signed_in_session().account_id)
    return ceremonies.options_for_use(house, challenge=challenge)


@bp.post("/confirm/passkey")
@access(HELPER)
@limiter.limit(OFTEN)
def confirm_by_passkey() -> ResponseReturnValue:
    """Take what a passkey has signed as proof."""
    house, opened = current_house(), signed_in_session()
    wanted = own_path(request.args.get("next"))
    form = PasskeyForm()
    again = Button(formdata=None)
    if form.validate_on_submit():
        try:
            passkeys.confirm_by_passkey(
                house=house,
                account_id=opened.account_id,
                session_id=opened.id,
                challenge=question_asked(),
                sent=form.credential.data,
                now=utc_now(),
            )
        except PasskeyNotTaken as refusal:
            again.refuse(refusal)
        else:
            return redirect(_onwards(wanted), 303)
    return _page(again, wanted), 422


@bp.route("/confirm/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit(OFTEN)
def confirm_by_link(secret: str) -> ResponseReturnValue:
    """Show one button; pressing it confirms the browser that asked, wherever it is pressed."""
    form = Button()
    if form.validate_on_submit():
        wanted = page_behind(db.session(), LinkPurpose.CONFIRM, secret)
        confirmed_id = confirming.confirm_by_link(secret=secret, now=utc_now())
        opened = current_session()
        is_here = opened is not None and opened.id == confirmed_id
        return redirect(_onwards(wanted) if is_here else url_for(".confirmed"), 303)
    subject_of(db.session(), LinkPurpose.CONFIRM, secret, now=utc_now())
    return render_template("accounts/confirm_by_link.html", form=form), form.status


@bp.get("/confirmed")
@access(EVERYBODY)
def confirmed() -> ResponseReturnValue:
    """Send her back to the window she came from."""
    return render_template("accounts/confirmed.html")


def _page(form: Button, wanted: str | None) -> str:
    return render_template(
        "accounts/confirm.html",
        form=form,
        wanted=wanted,
        takes_passkeys=ceremonies.house_now() is not None,
    )

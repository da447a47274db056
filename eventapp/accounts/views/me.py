"""The page about the person who is signed in: her name, her passkeys and her browsers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import to_user_timezone

from eventapp.accounts import ceremonies, passkeys, services
from eventapp.accounts.access import HELPER, HELPER_FRESHLY, signed_in_account, signed_in_session
from eventapp.accounts.enums import Ceremony
from eventapp.accounts.forms import NewPasskeyForm, OwnNameForm, PasskeyNameForm
from eventapp.accounts.queries import passkey_of, passkeys_of, sessions_of
from eventapp.accounts.views import bp
from eventapp.accounts.views.asking import ask_passkey, current_house, question_asked
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.extensions import keyring, limiter
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.language import current_language


@bp.route("/me", methods=["GET", "POST"])
@access(HELPER)
def me() -> ResponseReturnValue:
    """See and change what we know of you as an organiser."""
    account = signed_in_account()
    form = OwnNameForm(obj=account)
    if form.validate_on_submit():
        services.rename_account(account_id=account.id, name=form.name.data)
        flash(_("Saved."))
        return redirect(url_for(".me"), 303)
    now = utc_now()
    browsers = [
        (one, to_user_timezone(one.signed_in_at))
        for one in sessions_of(db.session(), account.id)
        if one.is_open_at(now)
    ]
    return render_template(
        "accounts/me.html",
        account=account,
        form=form,
        passkeys=passkeys_of(db.session(), account.id),
        takes_passkeys=ceremonies.house_now() is not None,
        browsers=browsers,
        here=signed_in_session(),
        button=Button(formdata=None),
    ), form.status


@bp.post("/me/sign-out-elsewhere")
@access(HELPER)
def sign_out_elsewhere() -> ResponseReturnValue:
    """End every other browser she is signed in to."""
    if Button().validate_on_submit():
        here = signed_in_session()
        services.sign_out_elsewhere(account_id=here.account_id, session_id=here.id)
        flash(_("You are signed in here and nowhere else."))
    return redirect(url_for(".me"), 303)


@bp.route("/me/passkeys/new", methods=["GET", "POST"])
@access(HELPER_FRESHLY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def new_passkey() -> ResponseReturnValue:
    """Make a passkey in this browser and give it a name."""
    house, account = current_house(), signed_in_account()
    form = NewPasskeyForm()
    if form.validate_on_submit():
        try:
            passkeys.add_passkey(
                house=house,
                account_id=account.id,
                challenge=question_asked(),
                sent=form.credential.data,
                name=form.name.data,
                language=current_language(),
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your passkey is ready. Next time you can sign in with it."))
            return redirect(url_for(".me"), 303)
    return render_template("accounts/new_passkey.html", form=form), form.status


@bp.post("/me/passkeys/question")
@access(HELPER_FRESHLY)
@limiter.limit("60 per 10 minutes")
def new_passkey_question() -> ResponseReturnValue:
    """Say to the browser what passkey to make."""
    house, account_id = current_house(), signed_in_account().id
    challenge = ask_passkey(Ceremony.ADD, account_id)
    account = signed_in_account()
    return ceremonies.options_for_new(
        house,
        challenge=challenge,
        handle=keyring.passkey_handle(account_id),
        person=account.name,
        known=[one.credential_id for one in passkeys_of(db.session(), account_id)],
    )


@bp.route("/me/passkeys/<int:passkey_id>", methods=["GET", "POST"])
@access(HELPER_FRESHLY)
def passkey(passkey_id: int) -> ResponseReturnValue:
    """Call a passkey something else, or take it out."""
    account_id = signed_in_account().id
    key = passkey_of(db.session(), account_id, passkey_id)
    form = PasskeyNameForm(name=key.name)
    if "remove" in request.form and Button().validate_on_submit():
        passkeys.remove_passkey(account_id=account_id, passkey_id=passkey_id)
        flash(_("The passkey is taken out. It opens nothing any more."))
        return redirect(url_for(".me"), 303)
    if form.validate_on_submit():
        passkeys.rename_passkey(account_id=account_id, passkey_id=passkey_id, name=form.name.data)
        flash(_("Saved."))
        return redirect(url_for(".me"), 303)
    return render_template("accounts/passkey.html", form=form, passkey=key), form.status

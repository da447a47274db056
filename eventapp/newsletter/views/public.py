"""Asking for letters, and ending them."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import subject_of
from eventapp.accounts.queries import organisation_by_slug
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.services import TextKey, text_to_show
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.extensions import keyring, limiter
from eventapp.newsletter import services
from eventapp.newsletter.forms import AskForm
from eventapp.newsletter.services import Ask
from eventapp.newsletter.views import bp
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

# Shown once on the answer page, so that a slip is seen; then it leaves the browser.
TYPED = "typed_newsletter_address"


@bp.route("/o/<slug:organisation>/news", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def ask(organisation: str) -> ResponseReturnValue:
    """Ask for letters. The answer is the same whoever asks."""
    home = organisation_by_slug(db.session(), organisation)
    now = utc_now()
    form = AskForm()
    if form.validate_on_submit():
        address = form.address.data
        asked = Ask(address=address, language=current_language(), shown=form.shown.data)
        try:
            # Over the limit the page is the same, and the address is left in peace.
            if within("3 per day", f"newsletter {home.id}", keyring.address_index(address)):
                services.ask_for_letters(organisation_id=home.id, ask=asked, now=now)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            session[TYPED] = address
            return redirect(url_for(".asked", organisation=organisation), 303)
    key = TextKey(home.id, ConsentPurpose.NEWSLETTER, current_language())
    text = text_to_show(db.session(), key, now=now)
    return render_template(
        "newsletter/ask.html", organisation=home, form=form, text=text
    ), form.status


@bp.get("/o/<slug:organisation>/news/sent")
@access(EVERYBODY)
def asked(organisation: str) -> ResponseReturnValue:
    """Say that a mail is coming, to everybody alike."""
    home = organisation_by_slug(db.session(), organisation)
    return render_template(
        "newsletter/asked.html", organisation=home, address=session.pop(TYPED, None)
    )


@bp.route("/news/confirm/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def confirm(secret: str) -> ResponseReturnValue:
    """Show one button; only pressing it lets letters come."""
    form = Button()
    if form.validate_on_submit():
        services.confirm(secret=secret, now=utc_now())
        return redirect(url_for(".confirmed"), 303)
    subject_of(db.session(), LinkPurpose.NEWSLETTER, secret, now=utc_now())
    return render_template("newsletter/confirm.html", form=form), form.status


@bp.get("/news/confirmed")
@access(EVERYBODY)
def confirmed() -> ResponseReturnValue:
    """Say that letters will come."""
    return render_template("newsletter/confirmed.html")


@bp.get("/news/off/<secret:secret>")
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def leave(secret: str) -> ResponseReturnValue:
    """Show one button, whether or not the link is one of ours. Nothing is asked."""
    return render_template("newsletter/leave.html", form=Button(), secret=secret)


@bp.post("/news/off/<secret:secret>")
@access(EVERYBODY)
@limiter.limit("600 per 10 minutes")
def leave_now(secret: str) -> ResponseReturnValue:
    """Erase whoever holds the link, and answer everybody alike.

    It takes a POST without a token of ours and without a cookie, because mail programs press
    the button for their readers (RFC 8058, 3.2). Another site gains nothing by sending one:
    it would have to know the secret, and who knows it may press. The answer is a page and no
    redirect, which such programs need not follow (RFC 8058, 3.1). Many readers share the
    network of one mail program, so the limit is wide.
    """
    services.leave(secret=secret, now=utc_now())
    return render_template("newsletter/left.html")

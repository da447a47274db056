"""Signing up for a gathering."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.enums import Action
from eventapp.events.queries import published_event
from eventapp.extensions import keyring, limiter
from eventapp.registration import services
from eventapp.registration.forms import RegistrationForm
from eventapp.registration.queries import places_word
from eventapp.registration.views import bp
from eventapp.web.access import EVERYBODY, access
from eventapp.web.language import current_language
from eventapp.web.limits import within

# The address as typed is shown once on the answer page, so that a slip is seen; then it
# leaves the browser, which may be one that several people use.
TYPED = "typed_address"


@bp.route("/e/<slug:slug>/register", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes", methods=["POST"])
def register(slug: str) -> ResponseReturnValue:
    """Ask for what we need, and answer everybody alike."""
    event = published_event(db.session(), slug)
    now = utc_now()
    if not event.allows(Action.REGISTER, now):
        return render_template("registration/closed.html", event=event)
    form = RegistrationForm()
    if form.validate_on_submit():
        address = form.address.data
        try:
            # Over the limit the page is the same and nothing more happens: three mails have
            # gone to the address already, and nobody is locked out by somebody else's tries.
            if within("3 per hour", f"register {event.id}", keyring.address_index(address)):
                services.register(
                    event_id=event.id,
                    address=address,
                    details=form.details(),
                    language=current_language(),
                    now=now,
                )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            session[TYPED] = address
            return redirect(url_for(".registered", slug=slug), 303)
    return render_template(
        "registration/register.html",
        event=event,
        form=form,
        places=places_word(db.session(), event, now=now),
    ), form.status


@bp.get("/e/<slug:slug>/register/sent")
@access(EVERYBODY)
def registered(slug: str) -> ResponseReturnValue:
    """Say that a mail is coming: the same to the first, the last and the one who asks again."""
    event = published_event(db.session(), slug)
    address = session.pop(TYPED, None)
    return render_template("registration/registered.html", event=event, address=address)

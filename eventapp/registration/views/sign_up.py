"""Signing up for a gathering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.models import Event
from eventapp.events.queries import published_event
from eventapp.extensions import keyring, limiter
from eventapp.questions.enums import Purpose
from eventapp.questions.fields import form_with_questions
from eventapp.questions.models import Question
from eventapp.questions.queries import questions_of
from eventapp.registration import services
from eventapp.registration.forms import RegistrationForm
from eventapp.registration.place_queries import Rules, open_invitation, rules_of
from eventapp.registration.policies import opens_later, takes_sign_ups
from eventapp.registration.queries import event_of, places_word
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
    if not takes_sign_ups(event, now):
        return render_template(
            "registration/closed.html", event=event, opens_at=opens_later(event, now)
        )
    rules = rules_of(db.session(), event.id)
    form = form_with_questions(RegistrationForm, _questions(event)).under(rules)
    act = partial(services.register, event_id=event.id)
    if form.validate_on_submit() and _is_sent(form, act, event, now=now):
        return redirect(url_for(".registered", slug=slug), 303)
    return render_template(
        "registration/register.html",
        event=event,
        form=form,
        places=places_word(db.session(), event, now=now),
        **_shares(rules, event, now),
    ), form.status


@bp.get("/e/<slug:slug>/register/sent")
@access(EVERYBODY)
def registered(slug: str) -> ResponseReturnValue:
    """Say that a mail is coming: the same to the first, the last and the one who asks again."""
    event = published_event(db.session(), slug)
    return _mail_is_coming(event, url_for(".register", slug=slug))


@bp.route("/i/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def invited(secret: str) -> ResponseReturnValue:
    """Show an invited person what it is, and let her sign up for a seat that is held.

    The page is the same whether or not the seats are in use already.
    """
    now = utc_now()
    event = event_of(db.session(), open_invitation(db.session(), secret, now).event_id)
    rules = rules_of(db.session(), event.id)
    form = form_with_questions(RegistrationForm, _questions(event)).of_invitation(rules)
    act = partial(services.register_invited, secret=secret)
    if form.validate_on_submit() and _is_sent(form, act, event, now=now):
        return redirect(url_for(".invited_sent", secret=secret), 303)
    return render_template(
        "registration/register.html",
        event=event,
        form=form,
        places=None,
        **_shares(rules, event, now),
    ), form.status


@bp.get("/i/<secret:secret>/sent")
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def invited_sent(secret: str) -> ResponseReturnValue:
    """Say to an invited person that a mail is coming."""
    invitation = open_invitation(db.session(), secret, utc_now())
    event = event_of(db.session(), invitation.event_id)
    return _mail_is_coming(event, url_for(".invited", secret=secret))


def _questions(event: Event) -> Sequence[Question]:
    return questions_of(db.session(), event.id, Purpose.REGISTRATION)


def _is_sent(form: Any, act: Callable[..., None], event: Event, *, now: datetime) -> bool:
    """Sign somebody up, and tell whether that was possible; the form says why not."""
    address = form.address.data
    try:
        # Over the limit the page is the same and nothing more happens: three mails have
        # gone to the address already, and nobody is locked out by somebody else's tries.
        if within("3 per hour", f"register {event.id}", keyring.address_index(address)):
            act(
                address=address,
                details=form.details(),
                answers=form.given(),
                language=current_language(),
                now=now,
            )
    except Conflict as refusal:
        form.refuse(refusal)
        return False
    session[TYPED] = address
    return True


def _mail_is_coming(event: Event, again: str) -> ResponseReturnValue:
    return render_template(
        "registration/registered.html",
        event=event,
        address=session.pop(TYPED, None),
        again=again,
    )


def _shares(rules: Rules, event: Event, now: datetime) -> dict[str, object]:
    """Give what a page says of how the seats are shared out."""
    ends = [until for _seats, until in rules.reserved.values() if now < until]
    return {
        "asks_kind": bool(rules.caps),
        "reserved_until": max(ends).astimezone(event.zone) if ends else None,
    }

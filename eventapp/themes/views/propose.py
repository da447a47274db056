"""Proposing something to talk about, and the receipt."""

from __future__ import annotations

from datetime import date, datetime

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.registration.access import own_registration
from eventapp.themes.access import OWN_PAGE_OF_THE_EVENT
from eventapp.themes.errors import ProposedOften
from eventapp.themes.forms import ProposalForm
from eventapp.themes.policies import has_a_voice
from eventapp.themes.queries import sent_with
from eventapp.themes.receipts import Receipt
from eventapp.themes.services import proposing
from eventapp.themes.views import bp
from eventapp.themes.wording import NUDGE_WORDS
from eventapp.web.access import access
from eventapp.web.addresses import public_address
from eventapp.web.forms import Button
from eventapp.web.language import current_language
from eventapp.web.limits import within

# The receipt waits in the browser, and nowhere else, until its writer says that she has it: a
# phone that puts the page away to open the notebook must not lose the words.
RECEIPT = "receipt"


@bp.route("/e/<slug:slug>/themes/propose", methods=["GET", "POST"])
@access(OWN_PAGE_OF_THE_EVENT)
def propose(slug: str) -> ResponseReturnValue:
    """Ask one question, point at names and numbers once, and hand out the receipt."""
    registration = own_registration()
    event, now = registration.event, utc_now()
    if not (event.allows(Action.PROPOSE, now) and has_a_voice(registration.status)):
        return render_template("themes/closed.html", event=event)
    form = ProposalForm()
    nudges = []
    if form.validate_on_submit():
        nudges = form.nudges()
        if not nudges:
            try:
                session[RECEIPT] = _send(form, event, registration.id, now).secret
            except Conflict as refusal:
                form.refuse(refusal)
                form.renew()
            else:
                return redirect(url_for(".receipt", slug=slug), 303)
    return render_template(
        "themes/propose.html", event=event, form=form, nudges=nudges, nudge_words=NUDGE_WORDS
    ), form.status


@bp.route("/e/<slug:slug>/themes/receipt", methods=["GET", "POST"])
@access(OWN_PAGE_OF_THE_EVENT)
def receipt(slug: str) -> ResponseReturnValue:
    """Show the three words and the link until the writer says that she has them."""
    event = own_registration().event
    form = Button()
    if form.validate_on_submit():
        session.pop(RECEIPT, None)
        return redirect(url_for(".wall", slug=slug), 303)
    secret = session.get(RECEIPT)
    if secret is None or sent_with(db.session(), event.id, secret) is None:
        flash(_("The three words are not shown again. We do not know which topic is yours."))
        return redirect(url_for(".wall", slug=slug), 303)
    return render_template(
        "themes/receipt.html",
        event=event,
        form=form,
        words=Receipt(secret).words,
        link=public_address("themes.mine", slug=slug, secret=secret),
        steps=_what_happens_next(event),
    ), form.status


def _send(form: ProposalForm, event: Event, registration_id: int, now: datetime) -> Receipt:
    # A second press of the same button is no second proposal. The counter stands under a
    # keyed hash and is forgotten within the hour: it must not tell who has proposed.
    is_first = sent_with(db.session(), event.id, form.secret.data) is None
    counted_under = keyring.order_seed(f"proposing/{registration_id}").hex()
    if is_first and not within("5 per hour", "propose", counted_under):
        raise ProposedOften
    return proposing.propose(
        event_id=event.id,
        text=form.text.data,
        language=current_language(),
        secret=form.secret.data,
        now=now,
    )


def _what_happens_next(event: Event) -> list[tuple[date, str]]:
    steps = []
    for action, sentence in (
        (Action.PROPOSE, _("We close for new topics.")),
        (Action.SUPPORT, _("We close for answers and count them.")),
    ):
        phase = event.phase(action)
        if phase is not None and phase.closes_at is not None:
            steps.append((phase.closes_at.astimezone(event.zone).date(), sentence))
    steps.append((event.starts_here.date(), _("We meet and talk.")))
    return sorted(steps)

"""Saying what one would like to talk about: one card at a time."""

from __future__ import annotations

from flask import abort, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.registration.access import own_registration
from eventapp.themes.access import OWN_PAGE_OF_THE_EVENT
from eventapp.themes.ballots import find_ballot
from eventapp.themes.enums import SupportValue
from eventapp.themes.forms import AnswerForm
from eventapp.themes.models import ThemeProposal
from eventapp.themes.order import next_card
from eventapp.themes.policies import has_a_voice, print_of
from eventapp.themes.queries import proposal_of_event, unanswered_cards
from eventapp.themes.services import answering
from eventapp.themes.views import bp
from eventapp.themes.wording import ANSWER_WORDS
from eventapp.web.access import access
from eventapp.web.forms import Button

# Which card was answered last, and which was taken back and comes first again. The browser
# remembers it: in the database the answers have no order.
LAST_CARD = "last_card"
FIRST_CARD = "first_card"


@bp.route("/e/<slug:slug>/themes/cards", methods=["GET", "POST"])
@access(OWN_PAGE_OF_THE_EVENT)
def cards(slug: str) -> ResponseReturnValue:
    """Deal a card with three answers of the same weight, and keep the answer."""
    registration = own_registration()
    event, now = registration.event, utc_now()
    if not (event.allows(Action.SUPPORT, now) and has_a_voice(registration.status)):
        return render_template("themes/answers_closed.html", event=event)
    form = AnswerForm()
    if form.validate_on_submit():
        if form.value.data not in set(SupportValue):
            abort(400)
        try:
            answering.answer(
                event_id=event.id,
                registration_id=registration.id,
                proposal_id=form.card.data or "",
                read=form.read.data or "",
                value=SupportValue(form.value.data),
                now=now,
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            session[LAST_CARD] = form.card.data
            session.pop(FIRST_CARD, None)
            return redirect(url_for(".cards", slug=slug), 303)
    card = _deal(event, registration.id)
    return render_template(
        "themes/cards.html",
        event=event,
        form=form,
        card=card,
        read=None if card is None else print_of(card),
        answers=ANSWER_WORDS,
        closes=event.phase(Action.SUPPORT),
        may_undo=LAST_CARD in session,
        takes_proposals=event.allows(Action.PROPOSE, now),
    ), form.status


@bp.post("/e/<slug:slug>/themes/cards/undo")
@access(OWN_PAGE_OF_THE_EVENT)
def undo(slug: str) -> ResponseReturnValue:
    """Take the last answer back and deal its card again."""
    registration = own_registration()
    if Button().validate_on_submit() and (last := session.pop(LAST_CARD, None)) is not None:
        answering.take_back(
            event_id=registration.event_id,
            registration_id=registration.id,
            proposal_id=last,
            now=utc_now(),
        )
        session[FIRST_CARD] = last
    return redirect(url_for(".cards", slug=slug), 303)


def _deal(event: Event, registration_id: int) -> ThemeProposal | None:
    ballot = find_ballot(db.session(), event_id=event.id, registration_id=registration_id)
    unanswered = unanswered_cards(db.session(), event.id, ballot)
    first = session.get(FIRST_CARD)
    if first not in {proposal_id for proposal_id, _answers in unanswered}:
        first = next_card(unanswered, seed=keyring.order_seed(f"registration/{registration_id}"))
    return None if first is None else proposal_of_event(db.session(), event.id, first)

"""What the writer of a proposal can do: she shows her receipt, and nobody asks who she is."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.queries import published_event
from eventapp.extensions import limiter
from eventapp.themes.errors import TriedOften
from eventapp.themes.forms import ThreeWordsForm, WordsForm
from eventapp.themes.policies import words_may_change
from eventapp.themes.queries import is_answered, proposal_by_link
from eventapp.themes.receipts import Receipt
from eventapp.themes.services import proposing
from eventapp.themes.views import bp
from eventapp.themes.wording import NUDGE_WORDS, REASON_WORDS
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.limits import within


@bp.route("/e/<slug:slug>/themes/mine", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("20 per 10 minutes", methods=["POST"])
def mine_by_words(slug: str) -> ResponseReturnValue:
    """Ask for the three words and lead to the page they open."""
    event = published_event(db.session(), slug)
    form = ThreeWordsForm()
    if form.validate_on_submit():
        try:
            link = _by_words(event.id, form.words.data)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".mine", slug=slug, secret=link.secret), 303)
    return render_template("themes/mine_by_words.html", event=event, form=form), form.status


@bp.route("/e/<slug:slug>/themes/mine/<secret:secret>", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def mine(slug: str, secret: str) -> ResponseReturnValue:
    """Show the writer her proposal; let her change the words until somebody has answered."""
    event = published_event(db.session(), slug)
    proposal = proposal_by_link(db.session(), event.id, secret)
    form = WordsForm(text=proposal.text)
    nudges = []
    if form.validate_on_submit():
        nudges = form.nudges()
        if not nudges:
            try:
                proposing.reword(event_id=event.id, secret=secret, text=form.text.data)
            except Conflict as refusal:
                form.refuse(refusal)
            else:
                flash(_("Changed, word for word."))
                return redirect(url_for(".mine", slug=slug, secret=secret), 303)
    proposal = proposal_by_link(db.session(), event.id, secret)
    return render_template(
        "themes/mine.html",
        event=event,
        proposal=proposal,
        secret=secret,
        form=form,
        nudges=nudges,
        nudge_words=NUDGE_WORDS,
        reasons=dict(REASON_WORDS),
        may_change=words_may_change(proposal, is_answered=is_answered(db.session(), proposal.id)),
    ), form.status


@bp.route("/e/<slug:slug>/themes/mine/<secret:secret>/withdraw", methods=["GET", "POST"])
@access(EVERYBODY)
@limiter.limit("60 per 10 minutes")
def withdraw(slug: str, secret: str) -> ResponseReturnValue:
    """Ask once, then take the proposal back."""
    event = published_event(db.session(), slug)
    proposal = proposal_by_link(db.session(), event.id, secret)
    form = Button()
    if form.validate_on_submit():
        proposing.withdraw(event_id=event.id, secret=secret, now=utc_now())
        return redirect(url_for(".mine", slug=slug, secret=secret), 303)
    return render_template(
        "themes/withdraw.html", event=event, proposal=proposal, secret=secret, form=form
    ), form.status


def _by_words(event_id: int, typed: str) -> Receipt:
    # Counted for the gathering, whoever tries: a guesser may come from many networks.
    if not within("20 per hour", "receipt words", str(event_id)):
        raise TriedOften
    return proposing.link_for_words(event_id=event_id, typed=typed)

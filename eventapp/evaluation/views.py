"""Saying how the day was, and reading what people said."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.evaluation.errors import SaidAlready
from eventapp.evaluation.queries import (
    FEWEST,
    KEPT_FOR,
    has_spoken,
    heard_total,
    is_counted,
    results_of,
)
from eventapp.evaluation.services import say_how_it_was
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.fields import form_with_questions
from eventapp.questions.policies import evaluation_closes_at, evaluation_is_open
from eventapp.questions.queries import purposes_asked, questions_of
from eventapp.questions.wording import label_of
from eventapp.registration.access import own_registration
from eventapp.themes.access import OWN_PAGE_OF_THE_EVENT
from eventapp.web.access import access
from eventapp.web.forms import Form

bp = Blueprint("evaluation", __name__)


@bp.route("/e/<slug:slug>/evaluation", methods=["GET", "POST"])
@access(OWN_PAGE_OF_THE_EVENT)
def evaluate(slug: str) -> ResponseReturnValue:
    """Ask how the day was. What is sent cannot be found again by anybody."""
    registration = own_registration()
    event, now = registration.event, utc_now()
    questions = questions_of(db.session(), event.id, Purpose.EVALUATION)
    closes_on = evaluation_closes_at(event).astimezone(event.zone)
    if has_spoken(db.session(), event_id=event.id, registration_id=registration.id):
        return render_template("evaluation/thanks.html", event=event, closes_on=closes_on)
    if not (questions and registration.is_expected and evaluation_is_open(event, now)):
        return render_template("evaluation/closed.html", event=event)
    form = form_with_questions(Form, questions)()
    if form.validate_on_submit():
        try:
            say_how_it_was(
                event_id=event.id, registration_id=registration.id, given=form.given(), now=now
            )
        except SaidAlready:
            # A second press of the button: the page that follows says that she was heard.
            return redirect(url_for(".evaluate", slug=slug), 303)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".evaluate", slug=slug), 303)
    return render_template(
        "evaluation/evaluate.html", event=event, form=form, closes_on=closes_on
    ), form.status


@bp.get("/organise/<slug:slug>/evaluation")
@access(EVENT_ORGANISER)
def results(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show what people said, once the form has closed: never one answer arriving."""
    event, now = current_event(), utc_now()
    heard = heard_total(db.session(), event.id)
    return render_template(
        "evaluation/results.html",
        event=event,
        is_asked=Purpose.EVALUATION in purposes_asked(db.session(), event.id),
        is_counted=is_counted(db.session(), event.id),
        is_over=now >= evaluation_closes_at(event),
        has_begun=now >= event.ends_at,
        results=results_of(db.session(), event.id),
        heard=heard if heard >= FEWEST else None,
        closes_on=evaluation_closes_at(event).astimezone(event.zone),
        erased_on=(event.ends_here + KEPT_FOR),
        label_of=label_of,
        number=QuestionKind.NUMBER,
    )

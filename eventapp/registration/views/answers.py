"""Answers to the organiser's own questions: for the person herself, and for who may see them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict, NotFound
from eventapp.events.access import EVENT_ORGANISER, current_event, current_place
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.fields import filled, form_with_questions
from eventapp.questions.policies import erased_on, evaluation_is_open, may_see_answers
from eventapp.questions.queries import (
    answers_of,
    purposes_asked,
    question_of_event,
    questions_of,
)
from eventapp.questions.values import chosen_in, values_of
from eventapp.questions.wording import answer_in_words, label_of
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.answering import (
    answers_may_change,
    answers_to_question,
    change_answers,
)
from eventapp.registration.models import Registration
from eventapp.registration.queries import registration_of_event
from eventapp.registration.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Form


def own_questions(registration: Registration, now: datetime) -> dict[str, bool]:
    """Tell a person's own page which of the organiser's questions she may answer now."""
    asked = purposes_asked(db.session(), registration.event_id)
    return {
        "may_answer": Purpose.REGISTRATION in asked and answers_may_change(registration, now),
        "may_evaluate": Purpose.EVALUATION in asked
        and registration.is_expected
        and evaluation_is_open(registration.event, now),
    }


@bp.route("/m/answers", methods=["GET", "POST"])
@access(OWN_PAGE)
def own_answers() -> ResponseReturnValue:
    """Show a person what she has answered, and let her change it until the gathering is over."""
    registration = own_registration()
    event, now = registration.event, utc_now()
    questions = questions_of(db.session(), event.id, Purpose.REGISTRATION)
    given = answers_of(db.session(), registration.id)
    form = filled(form_with_questions(Form, questions), given)
    is_open = answers_may_change(registration, now)
    if is_open and form.validate_on_submit():
        try:
            change_answers(registration_id=registration.id, given=form.given(), now=now)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Changed."))
            return redirect(url_for(".own_page"), 303)
    return render_template(
        "registration/own_answers.html",
        event=event,
        form=form,
        is_open=is_open,
        answered=[
            (question, answer_in_words(question, given[question.id]), erased_on(question, event))
            for question in questions
            if question.id in given
        ],
    ), form.status


@bp.get("/organise/<slug:slug>/people/<int:registration_id>/answers")
@access(EVENT_ORGANISER)
def person_answers(slug: str, registration_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show what one person has answered, as far as the organiser may see it."""
    event = current_event()
    registration = registration_of_event(db.session(), event.id, registration_id)
    given = answers_of(db.session(), registration.id)
    questions = questions_of(db.session(), event.id, Purpose.REGISTRATION)
    seen = [one for one in questions if may_see_answers(one, current_place().role)]
    return render_template(
        "registration/person_answers.html",
        event=event,
        registration=registration,
        answered=[
            (
                question,
                answer_in_words(question, given[question.id]) if question.id in given else "",
            )
            for question in seen
        ],
        some_are_hidden=len(seen) < len(questions),
    )


@bp.get("/organise/<slug:slug>/questions/<int:question_id>/answers")
@access(EVENT_ORGANISER)
def answers_to(slug: str, question_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show what everybody who comes has answered to one question."""
    event = current_event()
    question = question_of_event(db.session(), event.id, question_id)
    if question.purpose is not Purpose.REGISTRATION:
        raise NotFound
    may_see = may_see_answers(question, current_place().role)
    rows = answers_to_question(db.session(), question_id) if may_see else []
    counts = Counter(value for _name, _id, text in rows for value in chosen_in(question, text))
    return render_template(
        "registration/answers_to.html",
        event=event,
        question=question,
        may_see=may_see,
        counts=[(label_of(question, value), counts[value]) for value in values_of(question)],
        total=sum(int(text) for _name, _id, text in rows)
        if question.kind is QuestionKind.NUMBER
        else None,
        rows=[(name, one, answer_in_words(question, text)) for name, one, text in rows],
    )

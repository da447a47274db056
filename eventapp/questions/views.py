"""The organiser's pages of her own questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.fields import form_with_questions
from eventapp.questions.forms import new_question_form, question_form
from eventapp.questions.policies import may_stand_at
from eventapp.questions.queries import (
    count_answers,
    count_choices,
    question_of_event,
    questions_of,
)
from eventapp.questions.services import asking
from eventapp.questions.wording import (
    KIND_WORDS,
    PURPOSE_WORDS,
    SEEN_BY_WORDS,
    WHY_LITTLE,
    condition_in_words,
)
from eventapp.web.access import access
from eventapp.web.forms import Button, Form
from eventapp.web.refusals import sentence_of

bp = Blueprint("questions", __name__, url_prefix="/organise/<slug:slug>/questions")

_PURPOSE = "<any(registration, evaluation):purpose>"


@bp.get("")
@access(EVENT_ORGANISER)
def organise(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List the questions in the order they are asked."""
    event = current_event()
    asked = {purpose: questions_of(db.session(), event.id, purpose) for purpose in Purpose}
    everyone = [question for questions in asked.values() for question in questions]
    return render_template(
        "questions/organise.html",
        event=event,
        asked=asked,
        by_id={question.id: question for question in everyone},
        may_stand_at=may_stand_at,
        in_words=condition_in_words,
        kinds=dict(KIND_WORDS),
        seen_by=dict(SEEN_BY_WORDS),
        purposes=PURPOSE_WORDS,
        press=Button(),
    )


@bp.route(f"/add/{_PURPOSE}", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def add(slug: str, purpose: str) -> ResponseReturnValue:  # noqa: ARG001
    """Ask one thing more."""
    event, when = current_event(), Purpose(purpose)
    form = new_question_form(when, questions_of(db.session(), event.id, when))
    topics = _save(
        form,
        lambda: asking.add_question(
            event_id=event.id,
            purpose=when,
            kind=QuestionKind(form.kind.data),
            wording=form.wording(),
            options=form.new_options(),
        ),
    )
    if topics is None:
        return _back(_("The question is there."))
    return render_template(
        "questions/add.html",
        event=event,
        form=form,
        purpose=when,
        purposes=PURPOSE_WORDS,
        topics=topics,
        why=WHY_LITTLE,
    ), form.status


@bp.route("/<int:question_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change(slug: str, question_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Change how a question is put; how it is answered stays."""
    event = current_event()
    question = question_of_event(db.session(), event.id, question_id)
    order = questions_of(db.session(), event.id, question.purpose)
    form = question_form(question, [one for one in order if one.position < question.position])
    counts = count_choices(db.session(), question)
    going = [
        (option.label, counts[str(option.id)])
        for option in question.options
        if form.is_submitted() and not form.labels()[option.id] and counts[str(option.id)]
    ]
    topics = _save(
        form,
        lambda: asking.change_question(
            event_id=event.id,
            question_id=question_id,
            wording=form.wording(),
            labels=form.labels(),
            more=form.new_options(),
            now=utc_now(),
        ),
        hold=bool(going),
    )
    if topics is None:
        return _back(_("Saved."))
    return render_template(
        "questions/change.html",
        event=event,
        question=question,
        form=form,
        going=going,
        kinds=dict(KIND_WORDS),
        topics=topics,
        why=WHY_LITTLE,
    ), form.status


@bp.post("/<int:question_id>/move")
@access(EVENT_ORGANISER)
def move(slug: str, question_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Put a question at another place; the button says which, so two presses are one."""
    place = request.form.get("place", "")
    if Button().validate_on_submit() and place.isascii() and place.isdigit():
        _try(
            lambda: asking.move_question(
                event_id=current_event().id, question_id=question_id, position=int(place[:4])
            )
        )
    return _back()


@bp.route("/<int:question_id>/remove", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def remove(slug: str, question_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Say what goes with a question, and take it away."""
    event = current_event()
    form = Button()
    if form.validate_on_submit():
        if _try(lambda: asking.remove_question(event_id=event.id, question_id=question_id)):
            flash(_("Removed."))
        return _back()
    question = question_of_event(db.session(), event.id, question_id)
    return render_template(
        "questions/remove.html",
        event=event,
        question=question,
        answers=count_answers(db.session(), [question_id]).get(question_id, 0),
        form=form,
    ), form.status


@bp.get(f"/preview/{_PURPOSE}")
@access(EVENT_ORGANISER)
def preview(slug: str, purpose: str) -> ResponseReturnValue:  # noqa: ARG001
    """Show the questions as a peer meets them. Nothing can be sent from here."""
    event, when = current_event(), Purpose(purpose)
    questions = questions_of(db.session(), event.id, when)
    return render_template(
        "questions/preview.html",
        event=event,
        form=form_with_questions(Form, questions)(),
        purpose=when,
        purposes=PURPOSE_WORDS,
    )


def _save(form: Any, act: Callable[[], object], *, hold: bool = False) -> list[Any] | None:
    """Do it if the form is in order and the organiser has decided; None says that it is done.

    Else the list names what the question asks that we would rather not know.
    """
    if not form.validate_on_submit():
        return []
    topics = [] if form.as_it_is.data else form.topics()
    if topics or (hold and not form.as_it_is.data):
        return topics
    try:
        act()
    except Conflict as refusal:
        form.refuse(refusal)
        return []
    return None


def _try(act: Callable[[], object]) -> bool:
    """Do it, or say above the list why it could not be done."""
    try:
        act()
    except Conflict as refusal:
        flash(sentence_of(refusal))
        return False
    return True


def _back(said: str = "") -> ResponseReturnValue:
    if said:
        flash(said)
    return redirect(url_for("questions.organise", slug=current_event().slug), 303)

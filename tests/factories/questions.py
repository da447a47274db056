"""Questions of an organiser's own, and answers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.models import Answer, Question, QuestionOption
from eventapp.questions.queries import question_of_event, questions_of
from eventapp.registration.models import Registration

_numbers = count(1)


def make_question(
    event: Event,
    text: str | None = None,
    *,
    kind: QuestionKind = QuestionKind.LINE,
    purpose: Purpose = Purpose.REGISTRATION,
    options: Sequence[str] = (),
    shown_if: tuple[Question, str] | None = None,
    **overrides: object,
) -> Question:
    """Ask one thing more, last; nobody has to answer it."""
    event_id = event.id
    values: dict[str, object] = {
        "event_id": event_id,
        "purpose": purpose,
        "kind": kind,
        "text": f"Hvad tager du med? ({next(_numbers)})" if text is None else text,
        "position": len(questions_of(db.session(), event_id, purpose)) + 1,
        "options": [
            QuestionOption(position=place, label=label)
            for place, label in enumerate(options, start=1)
        ],
    }
    if shown_if is not None:
        values["shown_if_question_id"] = shown_if[0].id
        values["shown_if_value"] = shown_if[1]
    with transaction() as session:
        question = Question(**{**values, **overrides})
        session.add(question)
        session.flush()
        question_id = question.id
    return question_of_event(db.session(), event_id, question_id)


def value(question: Question, label: str) -> str:
    """Give what is sent and stored for an option."""
    return next(str(option.id) for option in question.options if option.label == label)


def give_answer(registration: Registration, answers: Mapping[Question, str]) -> None:
    """Let a person have answered."""
    registration_id = registration.id
    rows = {question.id: text for question, text in answers.items()}
    with transaction() as session:
        session.add_all(
            Answer(question_id=question_id, registration_id=registration_id, text=text)
            for question_id, text in rows.items()
        )

"""Reads of what people said of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.evaluation.models import EvaluationAnswer, EvaluationBallot
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.models import Question
from eventapp.questions.policies import EVALUATION_LASTS
from eventapp.questions.queries import questions_of
from eventapp.questions.values import chosen_in, values_of
from eventapp.themes.ballots import find_ballot
from eventapp.themes.enums import WindowPurpose
from eventapp.themes.models import WindowSecret

FEWEST = 5  # Answers to a question before any of them is shown (privacy: k ≥ 5).
KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question; nothing but the question while it is too little."""

    question: Question
    is_shown: bool
    total: int = 0
    #: For a question with options or numbers: what was answered, and how often.
    counts: Sequence[tuple[str, int]] = ()
    #: For a question answered in words, in an order that means nothing.
    texts: Sequence[str] = ()


def has_spoken(session: Session, *, event_id: int, registration_id: int) -> bool:
    """Tell a person herself whether her voice has been heard."""
    ballot = find_ballot(
        session,
        event_id=event_id,
        registration_id=registration_id,
        purpose=WindowPurpose.EVALUATION,
    )
    return ballot is not None and session.get(EvaluationBallot, (event_id, ballot)) is not None


def is_counted(session: Session, event_id: int) -> bool:
    """Tell whether the form is closed for good: nothing is shown before (domain rule 4)."""
    window = session.get(WindowSecret, (event_id, WindowPurpose.EVALUATION))
    return window is not None and window.secret is None


def heard_total(session: Session, event_id: int) -> int:
    """Give how many people had answered when the form closed."""
    window = session.get(WindowSecret, (event_id, WindowPurpose.EVALUATION))
    return 0 if window is None or window.answered_total is None else window.answered_total


def count_ballots(session: Session, event_id: int) -> int:
    """Count the voices heard so far. Nobody is shown this before the form has closed."""
    return session.scalars(
        select(func.count())
        .select_from(EvaluationBallot)
        .where(EvaluationBallot.event_id == event_id)
    ).one()


def answers_of_event(session: Session, event_id: int) -> Sequence[EvaluationAnswer]:
    """List every answer to a gathering's questions, in the order of their random keys."""
    return session.scalars(
        select(EvaluationAnswer)
        .join(Question)
        .where(Question.event_id == event_id)
        .order_by(EvaluationAnswer.id)
    ).all()


def results_of(session: Session, event_id: int) -> list[Result]:
    """Give what people answered, question by question. Nothing before the form has closed."""
    if not is_counted(session, event_id):
        return []
    texts: dict[int, list[str]] = {}
    for answer in answers_of_event(session, event_id):
        texts.setdefault(answer.question_id, []).append(answer.text)
    questions = questions_of(session, event_id, Purpose.EVALUATION)
    return [_result(question, texts.get(question.id, [])) for question in questions]


def windows_that_are_over(session: Session, now: datetime) -> Sequence[int]:
    """List the gatherings whose form has closed and is not counted yet."""
    return session.scalars(
        select(WindowSecret.event_id)
        .join(Event, Event.id == WindowSecret.event_id)
        .where(
            WindowSecret.purpose == WindowPurpose.EVALUATION,
            WindowSecret.secret.is_not(None),
            Event.ends_at <= now - EVALUATION_LASTS,
        )
        .order_by(WindowSecret.event_id)
    ).all()


def _result(question: Question, texts: Sequence[str]) -> Result:
    if len(texts) < FEWEST:
        return Result(question, is_shown=False)
    total = len(texts)
    if question.kind in {QuestionKind.LINE, QuestionKind.TEXT}:
        return Result(question, is_shown=True, total=total, texts=texts)
    found = Counter(value for text in texts for value in chosen_in(question, text))
    values = sorted(found, key=int) if question.kind is QuestionKind.NUMBER else values_of(question)
    counts = [(value, found[value]) for value in values]
    return Result(question, is_shown=True, total=total, counts=counts)

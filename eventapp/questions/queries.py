"""Reads of questions and of the answers that belong to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.errors import NotFound
from eventapp.questions.enums import Purpose
from eventapp.questions.models import Answer, Question
from eventapp.questions.values import Given, chosen_in


def questions_of(session: Session, event_id: int, purpose: Purpose) -> Sequence[Question]:
    """List a gathering's questions for one purpose, in the order they are asked."""
    return session.scalars(
        select(Question)
        .where(Question.event_id == event_id, Question.purpose == purpose)
        .order_by(Question.position, Question.id)
    ).all()


def purposes_asked(session: Session, event_id: int) -> frozenset[Purpose]:
    """Give the purposes a gathering has questions for."""
    return frozenset(
        session.scalars(
            select(Question.purpose).where(Question.event_id == event_id).distinct()
        ).all()
    )


def question_of_event(session: Session, event_id: int, question_id: int) -> Question:
    """Find one of a gathering's questions. Raises NotFound for another gathering's."""
    found = session.scalars(
        select(Question).where(Question.id == question_id, Question.event_id == event_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def depends_on(session: Session, question_id: int) -> Sequence[Question]:
    """List the questions that are shown only with an answer to this one."""
    return session.scalars(
        select(Question).where(Question.shown_if_question_id == question_id).order_by(Question.id)
    ).all()


def answers_of(session: Session, registration_id: int) -> Given:
    """Give what one person has answered."""
    rows = session.execute(
        select(Answer.question_id, Answer.text).where(Answer.registration_id == registration_id)
    )
    return {row[0]: row[1] for row in rows}


def count_answers(session: Session, question_ids: Sequence[int]) -> dict[int, int]:
    """Count how many people have answered each of some questions."""
    rows = session.execute(
        select(Answer.question_id, func.count())
        .where(Answer.question_id.in_(question_ids))
        .group_by(Answer.question_id)
    )
    return {row[0]: row[1] for row in rows}


def count_choices(session: Session, question: Question) -> Counter[str]:
    """Count how many people have chosen each option of a question.

    Answers are compared here and not in the database, because they will be encrypted there.
    """
    texts = session.scalars(select(Answer.text).where(Answer.question_id == question.id))
    return Counter(value for text in texts for value in chosen_in(question, text))

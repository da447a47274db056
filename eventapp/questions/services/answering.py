"""Keeping what people answer, and erasing it when its time is over.

These run inside the use cases of taking part: an answer is stored with the registration it
belongs to, or not at all.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Boolean, Integer, delete, insert, literal, select
from sqlalchemy.orm import Session

from eventapp.columns import PersonalText
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose
from eventapp.questions.models import Answer, Question
from eventapp.questions.policies import asked
from eventapp.questions.queries import questions_of
from eventapp.questions.values import Given, still_possible


def keep_answers(
    session: Session, *, event_id: int, registration_id: int, given: Given, is_new: bool
) -> None:
    """Store the answers of somebody who signs up, and drop what is no longer asked.

    For a registration that stood already (``is_new`` is false) the same statements run and
    change nothing, so that nobody can try out whether somebody comes.
    """
    if not given:
        return
    session.execute(
        delete(Answer).where(Answer.registration_id == registration_id, literal(is_new, Boolean()))
    )
    for question_id, text in still_asked(session, event_id, Purpose.REGISTRATION, given).items():
        session.execute(
            insert(Answer).from_select(
                ["question_id", "registration_id", "text"],
                select(
                    literal(question_id, Integer()),
                    literal(registration_id, Integer()),
                    literal(text, PersonalText()),
                ).where(literal(is_new, Boolean())),
            )
        )


def replace_answers(session: Session, *, event_id: int, registration_id: int, given: Given) -> None:
    """Store what a person answers now in the place of what she answered before."""
    forget_answers(session, registration_id)
    session.add_all(
        Answer(question_id=question_id, registration_id=registration_id, text=text)
        for question_id, text in still_asked(session, event_id, Purpose.REGISTRATION, given).items()
    )


def forget_answers(session: Session, registration_id: int) -> None:
    """Erase what a person has answered."""
    session.execute(delete(Answer).where(Answer.registration_id == registration_id))


def forget_old_answers(session: Session, *, now: datetime) -> None:
    """Erase the answers whose days after the gathering are over."""
    held = session.execute(
        select(Question.id, Question.erase_after_days, Event.ends_at)
        .join(Event)
        .where(Event.ends_at <= now, Question.id.in_(select(Answer.question_id)))
    ).all()
    over = [row[0] for row in held if row[2] + timedelta(days=row[1]) <= now]
    session.execute(delete(Answer).where(Answer.question_id.in_(over)))


def still_asked(session: Session, event_id: int, purpose: Purpose, given: Given) -> Given:
    """Leave out answers to what was removed since the form was read."""
    questions = questions_of(session, event_id, purpose)
    possible = {
        question.id: text
        for question in questions
        if question.id in given
        and (text := still_possible(question, given[question.id])) is not None
    }
    return {one.id: possible[one.id] for one in asked(questions, possible) if one.id in possible}

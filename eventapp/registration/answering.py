"""Changing what one has answered to the organiser's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events.queries import lock_event
from eventapp.questions.errors import AnswersClosed
from eventapp.questions.models import Answer
from eventapp.questions.services.answering import replace_answers
from eventapp.questions.values import Given
from eventapp.registration.enums import IS_EXPECTED, RegistrationStatus
from eventapp.registration.models import Registration


def answers_may_change(registration: Registration, now: datetime) -> bool:
    """Tell whether a person's answers are still of use: she comes or waits, and it is not over."""
    return (
        registration.status is not RegistrationStatus.CANCELLED and now < registration.event.ends_at
    )


def change_answers(*, registration_id: int, given: Given, now: datetime) -> None:
    """Store a person's answers in the place of what she answered before.

    Answers to questions that are no longer asked are left out. Raises NotFound when the
    registration is gone, and AnswersClosed once the gathering is over.
    """
    with transaction() as session:
        found = session.get(Registration, registration_id)
        if found is None:
            raise NotFound
        event_id = found.event_id
        lock_event(session, event_id)
        # What was read before the lock may be old, or gone.
        registration = session.get(Registration, registration_id, populate_existing=True)
        if registration is None:
            raise NotFound
        if not answers_may_change(registration, now):
            raise AnswersClosed
        replace_answers(session, event_id=event_id, registration_id=registration_id, given=given)


def answers_to_question(session: Session, question_id: int) -> Sequence[tuple[str, int, str]]:
    """List name, registration and answer of everybody who comes, by name.

    Names are ordered here and not in the database, because they will be encrypted there.
    """
    rows = session.execute(
        select(Registration.chosen_name, Registration.id, Answer.text)
        .join(Answer, Answer.registration_id == Registration.id)
        .where(Answer.question_id == question_id, Registration.status.in_(IS_EXPECTED))
    )
    found = [(row[0], row[1], row[2]) for row in rows]
    return sorted(found, key=lambda row: (row[0].casefold(), row[1]))

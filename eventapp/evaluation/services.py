"""Saying how the day was, counting it once, and forgetting it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, false, insert, select
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.db import insert_or_update, transaction
from eventapp.errors import NotFound
from eventapp.evaluation.errors import EvaluationClosed, NothingSaid, SaidAlready
from eventapp.evaluation.models import EvaluationAnswer, EvaluationBallot
from eventapp.evaluation.queries import KEPT_FOR, answers_of_event, count_ballots
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.questions.enums import Purpose
from eventapp.questions.models import Question
from eventapp.questions.policies import evaluation_closes_at, evaluation_is_open
from eventapp.questions.services.answering import still_asked
from eventapp.questions.values import Given
from eventapp.registration.models import Registration
from eventapp.themes.ballots import hold_ballot
from eventapp.themes.enums import WindowPurpose
from eventapp.themes.models import WindowSecret


def say_how_it_was(*, event_id: int, registration_id: int, given: Given, now: datetime) -> None:
    """Keep what somebody answered, apart from her, and use up her one voice.

    Raises EvaluationClosed, NothingSaid or SaidAlready; then nothing was kept.
    """
    with transaction() as session:
        # The lock holds the questions in place until the answers are stored.
        event = lock_event(session, event_id)
        registration = session.get(Registration, registration_id)
        if registration is None:
            raise NotFound
        if not (registration.is_expected and evaluation_is_open(event, now)):
            raise EvaluationClosed
        answers = still_asked(session, event_id, Purpose.EVALUATION, given)
        if not answers:
            raise NothingSaid
        ballot = hold_ballot(
            session,
            event_id=event_id,
            registration_id=registration_id,
            purpose=WindowPurpose.EVALUATION,
        )
        if ballot is None:
            raise EvaluationClosed
        if not _spend(session, event_id, ballot):
            raise SaidAlready
        session.add_all(
            EvaluationAnswer(question_id=question_id, text=text)
            for question_id, text in answers.items()
        )


def close_for_good(*, event_id: int, now: datetime) -> None:
    """Count the voices, and destroy what could lead from an answer to a person.

    From then on nobody can answer, whatever day the gathering is moved to: else somebody
    could look at the results, open the form again, and see who came next. Doing it twice
    changes nothing, and so does doing it too early.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        window = session.scalars(
            select(WindowSecret)
            .where(
                WindowSecret.event_id == event_id,
                WindowSecret.purpose == WindowPurpose.EVALUATION,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        if window is None or window.secret is None or now < evaluation_closes_at(event):
            return
        window.answered_total = count_ballots(session, event_id)
        window.secret = None
        session.execute(delete(EvaluationBallot).where(EvaluationBallot.event_id == event_id))
        _shake(session, event_id)


def forget_old_evaluations(*, now: datetime) -> None:
    """Erase what people said of days that are two months past."""
    with transaction() as session:
        old = select(Question.id).join(Event).where(Event.ends_at <= now - KEPT_FOR)
        session.execute(delete(EvaluationAnswer).where(EvaluationAnswer.question_id.in_(old)))


def _spend(session: Session, event_id: int, ballot: str) -> bool:
    """Use up a voice. False when it was used up before, also by a press of the same moment."""
    return insert_or_update(
        session,
        EvaluationBallot,
        {"event_id": event_id, "ballot": ballot},
        unique=("event_id", "ballot"),
        update={"ballot": ballot},
        where=false(),
    )


def _shake(session: Session, event_id: int) -> None:
    """Write every answer anew under a new key, all at once and in the order of the keys.

    Until then a database knows which rows were written together, and so which answers came
    from one form.
    """
    answers = answers_of_event(session, event_id)
    rows = sorted(
        (
            {"id": tokens.new_secret(), "question_id": one.question_id, "text": one.text}
            for one in answers
        ),
        key=lambda row: str(row["id"]),
    )
    session.execute(
        delete(EvaluationAnswer).where(EvaluationAnswer.id.in_([one.id for one in answers]))
    )
    if rows:
        session.execute(insert(EvaluationAnswer), rows)

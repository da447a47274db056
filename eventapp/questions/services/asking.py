"""Adding, changing, ordering and removing questions.

Each waits for the lock of the gathering, which signing up takes as well: nobody's answer is
stored to a question that is just being taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.events.queries import lock_event
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy
from eventapp.questions.errors import (
    AnsweredAsItStands,
    ConditionGone,
    OthersDependOnIt,
    PromiseStands,
    StandsInOrder,
    TooManyQuestions,
)
from eventapp.questions.models import Answer, Question, QuestionOption
from eventapp.questions.policies import can_decide, may_stand_at, words_may_change
from eventapp.questions.queries import (
    count_answers,
    depends_on,
    question_of_event,
    questions_of,
)
from eventapp.questions.values import values_of, without

MOST_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class Condition:
    """The answer to an earlier question with which alone a question is asked."""

    question_id: int
    value: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as an organiser has put it."""

    text: str
    help: str
    is_required: bool
    seen_by: SeenBy
    erase_after_days: int
    condition: Condition | None


def add_question(
    *,
    event_id: int,
    purpose: Purpose,
    kind: QuestionKind,
    wording: Wording,
    options: Sequence[str] = (),
) -> int:
    """Ask one thing more, last. Gives its number.

    The same question asked twice is one: somebody pressed twice. Raises TooManyQuestions or
    ConditionGone.
    """
    with transaction() as session:
        lock_event(session, event_id)
        others = questions_of(session, event_id, purpose)
        same = next((one for one in others if (one.text, one.kind) == (wording.text, kind)), None)
        if same is not None:
            return same.id
        if len(others) >= MOST_QUESTIONS:
            raise TooManyQuestions(MOST_QUESTIONS)
        question = Question(
            event_id=event_id,
            purpose=purpose,
            kind=kind,
            position=len(others) + 1,
            options=[
                QuestionOption(position=place, label=label)
                for place, label in enumerate(options, start=1)
            ],
        )
        _put(question, wording, others)
        session.add(question)
        session.flush()
        return question.id


def change_question(
    *,
    event_id: int,
    question_id: int,
    wording: Wording,
    labels: Mapping[int, str],
    more: Sequence[str],
    now: datetime,
) -> None:
    """Change how a question is put. An option with new words keeps the answers it has.

    ``labels`` gives each option its words; one without words goes, and the answers that chose
    it go with it. ``more`` are new options. Raises NotFound,
    AnsweredAsItStands, PromiseStands, ConditionGone or OthersDependOnIt; then everything stays as it is.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        question = question_of_event(session, event_id, question_id)
        if not words_may_change(question, event, now):
            raise AnsweredAsItStands
        if _breaks_a_promise(question, wording) and count_answers(session, [question_id]):
            raise PromiseStands
        order = questions_of(session, event_id, question.purpose)
        _put(question, wording, [one for one in order if one.position < question.position])
        _relabel(session, question, labels)
        # An option that was sent twice is one: somebody pressed twice.
        known = {option.label for option in question.options}
        for label in more:
            if label not in known:
                last = max((option.position for option in question.options), default=0)
                question.options.append(QuestionOption(position=last + 1, label=label))
                known.add(label)


def move_question(*, event_id: int, question_id: int, position: int) -> None:
    """Put a question at a position, counted from one. Raises NotFound or StandsInOrder."""
    with transaction() as session:
        lock_event(session, event_id)
        question = question_of_event(session, event_id, question_id)
        order = list(questions_of(session, event_id, question.purpose))
        position = min(max(position, 1), len(order))
        if not may_stand_at(order, question, position):
            raise StandsInOrder
        order.remove(question)
        order.insert(position - 1, question)
        _number(order)


def remove_question(*, event_id: int, question_id: int) -> None:
    """Ask one thing less; the answers to it are erased.

    One that is gone already stays gone. Raises OthersDependOnIt.
    """
    with transaction() as session:
        lock_event(session, event_id)
        question = session.scalars(
            select(Question).where(Question.id == question_id, Question.event_id == event_id)
        ).one_or_none()
        if question is None:
            return
        if depends_on(session, question_id):
            raise OthersDependOnIt
        purpose = question.purpose
        session.delete(question)
        session.flush()
        _number(questions_of(session, event_id, purpose))


def _put(question: Question, wording: Wording, earlier: Sequence[Question]) -> None:
    question.text = wording.text
    question.help = wording.help
    question.is_required = wording.is_required
    question.seen_by = wording.seen_by
    question.erase_after_days = wording.erase_after_days
    condition = wording.condition
    if condition is not None and not any(
        one.id == condition.question_id and can_decide(one) and condition.value in values_of(one)
        for one in earlier
    ):
        raise ConditionGone
    question.shown_if_question_id = None if condition is None else condition.question_id
    question.shown_if_value = None if condition is None else condition.value


def _breaks_a_promise(question: Question, wording: Wording) -> bool:
    is_wider = question.seen_by is SeenBy.OWNERS and wording.seen_by is not SeenBy.OWNERS
    return is_wider or wording.erase_after_days > question.erase_after_days


def _relabel(session: Session, question: Question, labels: Mapping[int, str]) -> None:
    needed = {one.shown_if_value for one in depends_on(session, question.id)}
    for option in list(question.options):
        label = labels.get(option.id, option.label)
        if label:
            option.label = label
            continue
        if str(option.id) in needed:
            raise OthersDependOnIt
        _forget_choice(session, question, str(option.id))
        question.options.remove(option)


def _forget_choice(session: Session, question: Question, value: str) -> None:
    for answer in session.scalars(select(Answer).where(Answer.question_id == question.id)):
        left = without(question, answer.text, value)
        if left is None:
            session.delete(answer)
        else:
            answer.text = left


def _number(order: Sequence[Question]) -> None:
    for place, question in enumerate(order, start=1):
        question.position = place

"""Which questions a person is asked, who sees the answers, and what may still be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from eventapp.accounts.enums import Role
from eventapp.accounts.policies import may_act_as
from eventapp.events.models import Event
from eventapp.questions.enums import DECIDES, Purpose, SeenBy
from eventapp.questions.models import Question
from eventapp.questions.values import Given, chosen_in

EVALUATION_LASTS = timedelta(days=14)


def asked(questions: Sequence[Question], given: Given) -> list[Question]:
    """List the questions a person is asked, in order, by what she has answered.

    The answer to a question she is not asked counts for nothing, so a whole chain goes with
    its first link.
    """
    found: list[Question] = []
    heard: dict[int, list[str]] = {}
    for question in questions:
        condition = question.shown_if_question_id
        if condition is None or question.shown_if_value in heard.get(condition, ()):
            found.append(question)
            if question.id in given:
                heard[question.id] = chosen_in(question, given[question.id])
    return found


def may_see_answers(question: Question, role: Role) -> bool:
    """Tell whether somebody of the association sees the answers to a question."""
    needed = {SeenBy.ORGANISERS: Role.ORGANISER, SeenBy.OWNERS: Role.OWNER}[question.seen_by]
    return may_act_as(role, needed)


def can_decide(question: Question) -> bool:
    """Tell whether another question may depend on the answer to this one."""
    return question.kind in DECIDES


def may_stand_at(questions: Sequence[Question], question: Question, position: int) -> bool:
    """Tell whether a question can move to a position: below what it depends on, above the rest."""
    order = [one for one in questions if one.id != question.id]
    order.insert(position - 1, question)
    places = {one.id: place for place, one in enumerate(order)}
    return all(
        one.shown_if_question_id is None or places[one.shown_if_question_id] < places[one.id]
        for one in order
    )


def words_may_change(question: Question, event: Event, now: datetime) -> bool:
    """Tell whether a question may be asked in other words.

    Answers after the day have no writer who could look at them again, so from then on its
    questions stay as they were read.
    """
    return question.purpose is not Purpose.EVALUATION or now < event.ends_at


def evaluation_closes_at(event: Event) -> datetime:
    """Give the moment after which nobody can say any more how the day was."""
    return event.ends_at + EVALUATION_LASTS


def evaluation_is_open(event: Event, now: datetime) -> bool:
    """Tell whether people can say now how the day was."""
    return event.is_public and event.ends_at <= now < evaluation_closes_at(event)


def erased_on(question: Question, event: Event) -> date:
    """Give the day on which the answers to a question are erased."""
    return (event.ends_here + timedelta(days=question.erase_after_days)).date()

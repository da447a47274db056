"""An organiser asks, changes, orders and removes questions of her own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventapp.db import db, transaction
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy
from eventapp.questions.errors import (
    AnsweredAsItStands,
    ConditionGone,
    OthersDependOnIt,
    PromiseStands,
    StandsInOrder,
    TooManyQuestions,
)
from eventapp.questions.models import Answer, Question
from eventapp.questions.queries import question_of_event, questions_of
from eventapp.questions.services.asking import (
    MOST_QUESTIONS,
    Condition,
    Wording,
    add_question,
    change_question,
    move_question,
    remove_question,
)
from tests.factories.events import make_event
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import make_registration

pytestmark = pytest.mark.usefixtures("app")

WORDING = Wording(
    text="Kommer du med tog?",
    help="",
    is_required=False,
    seen_by=SeenBy.ORGANISERS,
    erase_after_days=7,
    condition=None,
)
CHOICE, SEVERAL, YES_NO = QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.YES_NO


def _order(event_id: int) -> list[tuple[int, str]]:
    questions = questions_of(db.session(), event_id, Purpose.REGISTRATION)
    return [(question.position, question.text) for question in questions]


def _answers() -> list[str]:
    return list(db.session.scalars(select(Answer.text).order_by(Answer.id)))


def _change(question: Question, wording: Wording, now: datetime, **options: object) -> None:
    labels = options.get("labels", {})
    more = options.get("more", [])
    change_question(
        event_id=question.event_id,
        question_id=question.id,
        wording=wording,
        labels=labels,  # type: ignore[arg-type]
        more=more,  # type: ignore[arg-type]
        now=now,
    )


def test_the_same_question_asked_twice_is_one() -> None:
    event = make_event()

    numbers = {
        add_question(event_id=event.id, purpose=Purpose.REGISTRATION, kind=YES_NO, wording=WORDING)
        for _press in range(2)
    }

    assert len(numbers) == 1
    assert _order(event.id) == [(1, "Kommer du med tog?")]


def test_there_is_room_for_twenty_questions_for_each_purpose() -> None:
    event = make_event()
    for _number in range(MOST_QUESTIONS):
        make_question(event)

    with pytest.raises(TooManyQuestions):
        add_question(event_id=event.id, purpose=Purpose.REGISTRATION, kind=YES_NO, wording=WORDING)
    add_question(event_id=event.id, purpose=Purpose.EVALUATION, kind=YES_NO, wording=WORDING)


def test_a_renamed_option_keeps_its_answers_and_an_emptied_one_takes_them_along(
    now: datetime,
) -> None:
    event = make_event()
    one = make_question(event, kind=CHOICE, options=["Tog", "Bil", "Cykel"])
    many = make_question(event, kind=SEVERAL, options=["Sang", "Dans"])
    train, car = value(one, "Tog"), value(one, "Bil")
    song, dance = value(many, "Sang"), value(many, "Dans")
    for chosen, liked in ((train, song), (car, f"{song} {dance}"), (train, dance)):
        give_answer(make_registration(event), {one: chosen, many: liked})

    _change(one, WORDING, now, labels={int(train): "Med toget", int(car): ""}, more=["Til fods"])
    _change(many, WORDING, now, labels={int(song): ""})

    labels = [option.label for option in question_of_event(db.session(), event.id, one.id).options]
    assert labels == ["Med toget", "Cykel", "Til fods"]
    assert _answers() == [train, dance, train, dance]


def test_new_options_sent_twice_are_there_once(now: datetime) -> None:
    question = make_question(make_event(), kind=CHOICE, options=["Tog"])

    for _press in range(2):
        _change(question, WORDING, now, more=["Bil", "Cykel"])

    fresh = question_of_event(db.session(), question.event_id, question.id)
    assert [option.label for option in fresh.options] == ["Tog", "Bil", "Cykel"]


@pytest.mark.parametrize(
    ("seen_by", "days", "is_kept"),
    [
        (SeenBy.OWNERS, 7, True),
        (SeenBy.OWNERS, 0, True),
        (SeenBy.OWNERS, 8, False),
        (SeenBy.ORGANISERS, 7, False),
    ],
)
def test_what_people_were_told_of_their_answers_stands(
    now: datetime, seen_by: SeenBy, days: int, *, is_kept: bool
) -> None:
    event = make_event()
    question = make_question(event, seen_by=SeenBy.OWNERS)
    wording = replace(WORDING, seen_by=seen_by, erase_after_days=days)
    give_answer(make_registration(event), {question: "En sang"})

    if is_kept:
        _change(question, wording, now)
    else:
        with pytest.raises(PromiseStands):
            _change(question, wording, now)


def test_before_anybody_answered_everything_may_change(now: datetime) -> None:
    question = make_question(make_event(), seen_by=SeenBy.OWNERS, erase_after_days=0)

    _change(question, replace(WORDING, erase_after_days=30), now)

    fresh = question_of_event(db.session(), question.event_id, question.id)
    assert (fresh.seen_by, fresh.erase_after_days) == (SeenBy.ORGANISERS, 30)


def test_no_answer_can_be_kept_longer_than_thirty_days() -> None:
    question = make_question(make_event())
    question_id = question.id

    with pytest.raises(IntegrityError), transaction() as session:
        session.get_one(Question, question_id).erase_after_days = 31


def test_a_question_stays_below_the_one_it_depends_on() -> None:
    event = make_event()
    train = make_question(event, "Tog?", kind=YES_NO)
    make_question(event, "Kaffe?")
    when = make_question(event, "Hvornår?", shown_if=(train, "yes"))
    train_id, when_id = train.id, when.id

    move_question(event_id=event.id, question_id=when_id, position=2)
    assert _order(event.id) == [(1, "Tog?"), (2, "Hvornår?"), (3, "Kaffe?")]
    for question_id, position in ((when_id, 1), (train_id, 2), (train_id, 3)):
        with pytest.raises(StandsInOrder):
            move_question(event_id=event.id, question_id=question_id, position=position)
    # Two presses of one button are one move; a place that is not there is the last.
    for _press in range(2):
        move_question(event_id=event.id, question_id=when_id, position=9999)
    assert _order(event.id) == [(1, "Tog?"), (2, "Kaffe?"), (3, "Hvornår?")]


def test_what_others_depend_on_is_not_taken_away(now: datetime) -> None:
    event = make_event()
    way = make_question(event, kind=CHOICE, options=["Tog", "Bil"])
    when = make_question(event, shown_if=(way, value(way, "Tog")))
    train, car = int(value(way, "Tog")), int(value(way, "Bil"))

    with pytest.raises(OthersDependOnIt):
        remove_question(event_id=event.id, question_id=way.id)
    with pytest.raises(OthersDependOnIt):
        _change(way, WORDING, now, labels={train: ""})
    _change(way, WORDING, now, labels={car: ""})
    remove_question(event_id=event.id, question_id=when.id)
    remove_question(event_id=event.id, question_id=way.id)

    assert _order(event.id) == []


def test_removing_erases_the_answers_and_doing_it_twice_is_once() -> None:
    event = make_event()
    gone, stays = make_question(event), make_question(event, "Bliver")
    give_answer(make_registration(event), {gone: "En", stays: "To"})
    gone_id = gone.id

    for _press in range(2):
        remove_question(event_id=event.id, question_id=gone_id)

    assert _answers() == ["To"]
    assert _order(event.id) == [(1, "Bliver")]


def test_a_condition_points_at_an_answer_of_an_earlier_question(now: datetime) -> None:
    event, other = make_event(), make_event()
    first = make_question(event, kind=YES_NO)
    last = make_question(event, kind=YES_NO)
    words, foreign = make_question(event), make_question(other, kind=YES_NO)
    wrong = [
        Condition(last.id, "yes"),
        Condition(foreign.id, "yes"),
        Condition(words.id, "yes"),
        Condition(first.id, "perhaps"),
        Condition(2**31 - 1, "yes"),
    ]

    for condition in wrong:
        with pytest.raises(ConditionGone):
            _change(first, replace(WORDING, condition=condition), now)
    _change(last, replace(WORDING, condition=Condition(first.id, "no")), now)

    fresh = question_of_event(db.session(), event.id, last.id)
    assert (fresh.shown_if_question_id, fresh.shown_if_value) == (first.id, "no")


def test_after_the_day_its_questions_are_added_and_removed_but_not_changed(now: datetime) -> None:
    event = make_event(starts_at=now - timedelta(hours=6), ends_at=now)
    question = make_question(event, purpose=Purpose.EVALUATION)

    with pytest.raises(AnsweredAsItStands):
        _change(question, WORDING, now)
    _change(question, WORDING, now - timedelta(seconds=1))
    add_question(
        event_id=event.id,
        purpose=Purpose.EVALUATION,
        kind=YES_NO,
        wording=replace(WORDING, text="Ny?"),
    )
    remove_question(event_id=event.id, question_id=question.id)


def test_another_gatherings_question_is_not_there(now: datetime) -> None:
    mine: Event = make_event()
    theirs = make_question(make_event(), "Deres")
    theirs_id, their_event = theirs.id, theirs.event_id

    with pytest.raises(NotFound):
        change_question(
            event_id=mine.id, question_id=theirs_id, wording=WORDING, labels={}, more=[], now=now
        )
    with pytest.raises(NotFound):
        move_question(event_id=mine.id, question_id=theirs_id, position=1)
    remove_question(event_id=mine.id, question_id=theirs_id)

    assert _order(their_event) == [(1, "Deres")]

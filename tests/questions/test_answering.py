"""Answering an organiser's questions when signing up, and afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.errors import AnswersClosed
from eventapp.questions.models import Answer
from eventapp.questions.policies import asked
from eventapp.questions.queries import answers_of, questions_of
from eventapp.questions.services.answering import forget_old_answers
from eventapp.questions.services.asking import remove_question
from eventapp.registration.answering import change_answers
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import it_was_not_me, register, withdraw
from tests.browser_client import Browser, Page
from tests.factories.events import make_event
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import details, make_registration, own_page_secret

YES_NO, CHOICE, SEVERAL = QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.SEVERAL
ADDRESS = "maja@mail.example"


def _send(browser: Browser, event: Event, answers: dict[str, Any], status: int = 303) -> Page:
    form = {"chosen_name": "Maja", "address": ADDRESS, **answers}
    return browser.post("registration.register", form, slug=event.slug, status=status)


def _kept() -> dict[int, str]:
    rows = db.session.execute(select(Answer.question_id, Answer.text))
    return {row[0]: row[1] for row in rows}


def test_an_answer_of_every_kind_is_kept(browser: Browser) -> None:
    event = make_event()
    line = make_question(event)
    text = make_question(event, kind=QuestionKind.TEXT)
    choice = make_question(event, kind=CHOICE, options=["Tog", "Bil"])
    several = make_question(event, kind=SEVERAL, options=["Sang", "Dans", "Spil"])
    yes_no = make_question(event, kind=YES_NO)
    number = make_question(event, kind=QuestionKind.NUMBER)
    left_out = make_question(event)
    song, game = value(several, "Sang"), value(several, "Spil")

    _send(
        browser,
        event,
        {
            line.field_name: " En  sang ",
            text.field_name: "To\r\nlinjer",
            choice.field_name: value(choice, "Bil"),
            several.field_name: [game, song, song],
            yes_no.field_name: "no",
            number.field_name: "0",
            left_out.field_name: "  ",
        },
    )

    assert _kept() == {
        line.id: "En sang",
        text.id: "To\nlinjer",
        choice.id: value(choice, "Bil"),
        several.id: f"{song} {game}",
        yes_no.id: "no",
        number.id: "0",
    }


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_what_must_be_answered_is_asked_for_and_nothing_is_lost(
    browser: Browser, kind: QuestionKind
) -> None:
    event = make_event()
    question = make_question(event, kind=kind, options=["En", "To"], is_required=True)

    page = _send(browser, event, {question.field_name: ""}, status=422)

    sentences = {
        QuestionKind.LINE: "Write something here.",
        QuestionKind.TEXT: "Write something here.",
        QuestionKind.NUMBER: "Write a number.",
    }
    assert page.errors == [sentences.get(kind, "Choose one of these.")]
    assert page.value_of("address") == ADDRESS
    assert _kept() == {}


@pytest.mark.parametrize("kind", [CHOICE, SEVERAL, YES_NO])
def test_what_is_not_on_offer_is_not_taken(browser: Browser, kind: QuestionKind) -> None:
    event = make_event()
    question = make_question(event, kind=kind, options=["En", "To"])
    foreign = make_question(event, kind=CHOICE, options=["Andet"])

    page = _send(browser, event, {question.field_name: value(foreign, "Andet")}, status=422)

    assert page.errors == ["Choose one of these."]


def test_a_question_removed_while_she_filled_in_is_no_trouble(browser: Browser) -> None:
    event = make_event()
    gone = make_question(event, is_required=True)
    stays = make_question(event)
    name = gone.field_name
    browser.get("registration.register", slug=event.slug)
    remove_question(event_id=event.id, question_id=gone.id)
    newer = make_question(event)

    _send(browser, event, {name: "For sent", stays.field_name: "I tide"})

    # The number of the one that is gone is not given to another.
    assert newer.field_name != name
    assert _kept() == {stays.id: "I tide"}


@pytest.mark.usefixtures("app")
def test_a_question_removed_between_the_page_and_the_lock_is_left_out(now: datetime) -> None:
    event = make_event()
    way = make_question(event, kind=CHOICE, options=["Tog", "Bil"])
    train = value(way, "Tog")
    when = make_question(event, shown_if=(way, train))
    given = {way.id: "999999", when.id: "Klokken 9", 999_999: "Væk"}

    register(
        event_id=event.id,
        address=ADDRESS,
        details=details(),
        language="da",
        now=now,
        answers=given,
    )

    assert _kept() == {}


def _chain(event: Event) -> tuple[Any, Any, Any]:
    train = make_question(event, "Kommer du med tog?", kind=YES_NO, is_required=True)
    meet = make_question(
        event,
        "Skal vi møde dig?",
        kind=CHOICE,
        options=["Ja", "Nej"],
        is_required=True,
        shown_if=(train, "yes"),
    )
    when = make_question(event, "Hvornår?", is_required=True, shown_if=(meet, value(meet, "Ja")))
    return train, meet, when


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (("no", "Ja", "Kl. 9"), ("no", None, None)),
        (("yes", "Nej", "Kl. 9"), ("yes", "Nej", None)),
        (("yes", "Ja", "Kl. 9"), ("yes", "Ja", "Kl. 9")),
    ],
)
def test_a_question_counts_only_when_the_one_before_it_was_answered_so(
    browser: Browser, answers: tuple[str, str, str], kept: tuple[str | None, ...]
) -> None:
    event = make_event()
    train, meet, when = _chain(event)
    sent = {
        train.field_name: answers[0],
        meet.field_name: value(meet, answers[1]),
        when.field_name: answers[2],
    }

    _send(browser, event, sent)

    expected = {train.id: kept[0], meet.id: kept[1] and value(meet, kept[1]), when.id: kept[2]}
    assert _kept() == {number: text for number, text in expected.items() if text is not None}


def test_only_what_is_asked_must_be_answered(browser: Browser) -> None:
    event = make_event()
    train, _meet, when = _chain(event)
    far_too_long = "x" * 1000

    missing = _send(browser, event, {train.field_name: "yes"}, status=422)
    assert missing.errors == ["Choose one of these."]
    # What is wrong in the answer to a question that is not asked does not matter.
    _send(browser, event, {train.field_name: "no", when.field_name: far_too_long})

    assert _kept() == {train.id: "no"}


def test_a_question_that_depends_on_another_says_so_without_a_script(browser: Browser) -> None:
    event = make_event()
    _chain(event)

    page = browser.get("registration.register", slug=event.slug)

    hints = [" ".join(hint.text.split()) for hint in page.soup.select("[data-asked-if] .hint")]
    assert hints == [
        "Only if you answered “Yes” to “Kommer du med tog?”.",
        "Only if you answered “Ja” to “Skal vi møde dig?”.",
    ]
    assert page.soup.select("[hidden]") == []


@pytest.mark.usefixtures("app")
def test_who_is_asked_what_is_what_a_plain_reading_finds() -> None:
    event = make_event()
    train, meet, when = _chain(event)
    yes = value(meet, "Ja")
    questions = questions_of(db.session(), event.id, Purpose.REGISTRATION)

    def numbers(given: dict[int, str]) -> list[int]:
        return [question.id for question in asked(questions, given)]

    assert numbers({}) == [train.id]
    assert numbers({meet.id: yes}) == [train.id]
    assert numbers({train.id: "yes"}) == [train.id, meet.id]
    assert numbers({train.id: "yes", meet.id: yes}) == [train.id, meet.id, when.id]
    assert numbers({train.id: "no", meet.id: yes}) == [train.id]


@pytest.mark.usefixtures("app")
def test_who_had_cancelled_answers_anew(now: datetime) -> None:
    event = make_event()
    first, second = make_question(event), make_question(event)
    registration = make_registration(event, address=ADDRESS)
    give_answer(registration, {first: "Før", second: "Før"})
    registration_id = registration.id

    withdraw(registration_id=registration_id, now=now)
    assert _kept() == {}
    register(
        event_id=event.id,
        address=ADDRESS,
        details=details(),
        language="da",
        now=now + timedelta(hours=1),
        answers={second.id: "Nu"},
    )

    assert _kept() == {second.id: "Nu"}


def _let_in(browser: Browser, registration: Registration) -> None:
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)


def test_she_sees_and_changes_her_answers_on_her_own_page(browser: Browser) -> None:
    event = make_event(starts_at=utc_now() + timedelta(days=1), ends_at=utc_now() + timedelta(2))
    train, meet, _when = _chain(event)
    song = make_question(event, "Hvilken sang?")
    registration = make_registration(event)
    give_answer(registration, {train: "yes", meet: value(meet, "Nej"), song: "Solen"})
    _let_in(browser, registration)
    assert "/m/answers" in browser.get("registration.own_page").links()

    page = browser.get("registration.own_answers")
    assert page.value_of(song.field_name) == "Solen"
    chosen = [str(one["value"]) for one in page.soup.select("input[checked]")]
    assert chosen == ["yes", value(meet, "Nej")]
    answer = browser.post("registration.own_answers", {train.field_name: "no", song.field_name: ""})

    assert "Changed." in browser.follow(answer).text
    assert answers_of(db.session(), registration.id) == {train.id: "no"}


def test_after_the_gathering_she_reads_them_and_no_more(browser: Browser) -> None:
    event = make_event(
        starts_at=utc_now() - timedelta(days=2), ends_at=utc_now() - timedelta(hours=1)
    )
    song = make_question(event, "Hvilken sang?")
    registration = make_registration(event)
    give_answer(registration, {song: "Solen"})
    _let_in(browser, registration)

    assert "/m/answers" not in browser.get("registration.own_page").links()
    page = browser.post("registration.own_answers", {song.field_name: "Månen"}, status=200)
    assert "Solen" in page.text
    with pytest.raises(AnswersClosed):
        change_answers(registration_id=registration.id, given={song.id: "Månen"}, now=utc_now())

    assert _kept() == {song.id: "Solen"}


@pytest.mark.usefixtures("app")
def test_answers_of_somebody_who_is_gone_are_gone(now: datetime) -> None:
    event = make_event()
    song = make_question(event)
    registration = make_registration(event)
    give_answer(registration, {song: "Solen"})
    registration_id = registration.id

    it_was_not_me(secret=own_page_secret(registration), now=now)

    assert _kept() == {}
    with pytest.raises(NotFound):
        change_answers(registration_id=registration_id, given={song.id: "Månen"}, now=now)


@pytest.mark.usefixtures("app")
def test_who_has_cancelled_changes_nothing(now: datetime) -> None:
    event = make_event()
    song = make_question(event)
    registration = make_registration(event, status=RegistrationStatus.CANCELLED)

    with pytest.raises(AnswersClosed):
        change_answers(registration_id=registration.id, given={song.id: "Månen"}, now=now)


@pytest.mark.usefixtures("app")
def test_each_answer_is_erased_on_the_day_its_question_named() -> None:
    event, other = make_event(), make_event()
    days = (0, 3, 30)
    questions = [make_question(event, erase_after_days=number) for number in days]
    registration = make_registration(event)
    give_answer(registration, dict.fromkeys(questions, "Svar"))
    elsewhere = make_question(other, erase_after_days=0)
    give_answer(make_registration(other), {elsewhere: "Svar"})
    numbers = [question.id for question in questions]
    ends_at = event.ends_at
    with transaction() as session:
        session.get_one(Event, other.id).ends_at = ends_at + timedelta(days=400)

    left = {}
    for number in (-1, 0, 2, 3, 29, 30):
        with transaction() as session:
            forget_old_answers(session, now=ends_at + timedelta(days=number))
        left[number] = [one for one in numbers if one in _kept()]

    assert left == {
        -1: numbers,
        0: numbers[1:],
        2: numbers[1:],
        3: numbers[2:],
        29: numbers[2:],
        30: [],
    }
    assert list(_kept()) == [elsewhere.id]

"""Saying how the day was: one voice each, by nobody, shown once and from five answers up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.errors import NotFound
from eventapp.evaluation import services
from eventapp.evaluation.errors import EvaluationClosed, NothingSaid, SaidAlready
from eventapp.evaluation.models import EvaluationAnswer, EvaluationBallot
from eventapp.evaluation.queries import has_spoken, results_of
from eventapp.evaluation.services import close_for_good, forget_old_evaluations, say_how_it_was
from eventapp.evaluation.sweeping import count_what_is_over
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.models import Question
from eventapp.questions.policies import EVALUATION_LASTS
from eventapp.questions.services.asking import remove_question
from eventapp.registration.enums import RegistrationStatus
from eventapp.themes.enums import WindowPurpose
from eventapp.themes.models import WindowSecret
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.questions import make_question, value
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import LONG, TEXTS

CHOICE, NUMBER, TEXT = QuestionKind.CHOICE, QuestionKind.NUMBER, QuestionKind.TEXT


def _held(*, ago: timedelta = timedelta(hours=1)) -> Event:
    """Make a gathering that ended a while ago."""
    ended = utc_now() - ago
    return make_event(starts_at=ended - timedelta(hours=6), ends_at=ended, places=100)


def _ask(event: Event, text: str = "Hvordan var det?", **options: object) -> Question:
    return make_question(event, text, purpose=Purpose.EVALUATION, **options)  # type: ignore[arg-type]


def _say(event_id: int, registration_id: int, given: dict[int, str]) -> None:
    say_how_it_was(event_id=event_id, registration_id=registration_id, given=given, now=utc_now())


def _say_many(event: Event, given: list[dict[int, str]]) -> None:
    event_id = event.id
    for answers in given:
        _say(event_id, make_registration(event).id, answers)


def _close(event: Event) -> None:
    close_for_good(event_id=event.id, now=event.ends_at + EVALUATION_LASTS)


def _kept() -> list[tuple[int, str]]:
    rows = db.session.execute(select(EvaluationAnswer.question_id, EvaluationAnswer.text))
    return sorted((row[0], row[1]) for row in rows)


@pytest.mark.usefixtures("app")
def test_the_answers_have_no_author_no_time_and_no_number() -> None:
    columns = {
        name: {column.name for column in db.metadata.tables[name].columns}
        for name in ("evaluation_answer", "evaluation_ballot")
    }

    assert columns == {
        "evaluation_answer": {"id", "question_id", "text"},
        "evaluation_ballot": {"event_id", "ballot"},
    }


@pytest.mark.usefixtures("app")
def test_each_answer_of_a_form_stands_alone_under_a_random_key() -> None:
    event = _held()
    first, second = _ask(event, "En?"), _ask(event, "To?")

    _say(event.id, make_registration(event).id, {first.id: "Godt", second.id: "Kort"})

    rows = db.session.scalars(select(EvaluationAnswer)).all()
    assert sorted((row.question_id, row.text) for row in rows) == [
        (first.id, "Godt"),
        (second.id, "Kort"),
    ]
    assert len({row.id for row in rows}) == 2
    assert {len(row.id) for row in rows} == {26}


@pytest.mark.usefixtures("app")
def test_each_has_one_voice_and_the_first_counts() -> None:
    event = _held()
    question = _ask(event)
    person = make_registration(event).id

    _say(event.id, person, {question.id: "Først"})
    with pytest.raises(SaidAlready):
        _say(event.id, person, {question.id: "Siden"})

    assert _kept() == [(question.id, "Først")]
    assert has_spoken(db.session(), event_id=event.id, registration_id=person)


@pytest.mark.usefixtures("app")
def test_it_opens_when_the_gathering_ends_and_closes_after_two_weeks() -> None:
    event = _held()
    question = _ask(event)
    given = {question.id: "Godt"}
    ends_at = event.ends_at
    moments = {
        "before": (ends_at - timedelta(seconds=1), False),
        "at the end": (ends_at, True),
        "late": (ends_at + EVALUATION_LASTS - timedelta(seconds=1), True),
        "too late": (ends_at + EVALUATION_LASTS, False),
    }

    for moment, is_open in moments.values():
        person = make_registration(event).id
        if is_open:
            say_how_it_was(event_id=event.id, registration_id=person, given=given, now=moment)
        else:
            with pytest.raises(EvaluationClosed):
                say_how_it_was(event_id=event.id, registration_id=person, given=given, now=moment)

    assert len(_kept()) == 2


@pytest.mark.usefixtures("app")
def test_only_who_had_a_seat_can_say_how_it_was() -> None:
    event = _held()
    question = _ask(event)
    held = {RegistrationStatus.CONFIRMED, RegistrationStatus.ATTENDED}

    for status in RegistrationStatus:
        person = make_registration(event, status=status).id
        if status in held:
            _say(event.id, person, {question.id: "Godt"})
        else:
            with pytest.raises(EvaluationClosed):
                _say(event.id, person, {question.id: "Godt"})
    with pytest.raises(NotFound):
        _say(event.id, 2**31 - 1, {question.id: "Godt"})

    assert len(_kept()) == 2


@pytest.mark.usefixtures("app")
def test_an_empty_form_does_not_use_up_her_voice() -> None:
    event = _held()
    question, gone = _ask(event, "En?"), _ask(event, "To?")
    gone_id, person = gone.id, make_registration(event).id
    remove_question(event_id=event.id, question_id=gone_id)

    for nothing in ({}, {gone_id: "Til det, der er fjernet"}):
        with pytest.raises(NothingSaid):
            _say(event.id, person, nothing)
    _say(event.id, person, {question.id: "Godt", gone_id: "Væk"})

    assert _kept() == [(question.id, "Godt")]


def _press_at_once(app: Flask, event: Event, question: Question) -> list[str]:
    person, event_id, question_id = make_registration(event).id, event.id, question.id
    db.session.rollback()
    together, heard = Barrier(4), []

    def press() -> None:
        with app.app_context():
            together.wait()
            try:
                _say(event_id, person, {question_id: "Godt"})
            except Exception as error:  # noqa: BLE001 -- Named in the comparison.
                heard.append(type(error).__name__)
            else:
                heard.append("heard")
            finally:
                db.session.remove()

    threads = [Thread(target=press) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return sorted(heard)


def test_of_four_presses_at_once_one_is_heard(app: Flask) -> None:
    event = _held()
    question = _ask(event)

    assert _press_at_once(app, event, question) == ["SaidAlready"] * 3 + ["heard"]
    assert _kept() == [(question.id, "Godt")]


def test_the_twin_that_only_looks_hears_her_four_times(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(session: Session, event_id: int, ballot: str) -> bool:
        return session.get(EvaluationBallot, (event_id, ballot)) is None

    monkeypatch.setattr(services, "_spend", look)
    event = _held()
    question = _ask(event)

    assert _press_at_once(app, event, question) == ["heard"] * 4
    assert len(_kept()) == 4


@pytest.mark.usefixtures("app")
def test_nothing_is_shown_before_it_has_closed_for_good() -> None:
    event = _held()
    question = _ask(event)
    _say_many(event, [{question.id: "Godt"}] * 6)

    assert results_of(db.session(), event.id) == []
    close_for_good(event_id=event.id, now=event.ends_at + EVALUATION_LASTS - timedelta(seconds=1))
    assert results_of(db.session(), event.id) == []
    _close(event)

    [result] = results_of(db.session(), event.id)
    assert (result.is_shown, result.total, result.texts) == (True, 6, ["Godt"] * 6)


@pytest.mark.usefixtures("app")
def test_four_answers_to_a_question_are_not_yet_five() -> None:
    event = _held()
    way = _ask(event, "Hvordan kom du?", kind=CHOICE, options=["Tog", "Bil"])
    mark = _ask(event, "Fra 0 til 10?", kind=NUMBER)
    words = _ask(event, "Med dine ord?", kind=TEXT)
    train, car = value(way, "Tog"), value(way, "Bil")
    forms = [
        {way.id: train, mark.id: "10", words.id: "En"},
        {way.id: train, mark.id: "9", words.id: "To"},
        {way.id: car, mark.id: "10", words.id: "Tre"},
        {way.id: train, mark.id: "2", words.id: "Fire"},
        {way.id: train, mark.id: "10"},
    ]
    _say_many(event, forms)
    _close(event)

    results = results_of(db.session(), event.id)

    assert [(one.is_shown, one.total) for one in results] == [(True, 5), (True, 5), (False, 0)]
    assert results[0].counts == [(train, 4), (car, 1)]
    assert results[1].counts == [("2", 1), ("9", 1), ("10", 3)]
    assert (results[2].counts, results[2].texts) == ((), ())


@pytest.mark.usefixtures("app")
def test_closing_destroys_what_leads_to_a_person_and_writes_every_answer_anew() -> None:
    event = _held()
    question = _ask(event)
    _say_many(event, [{question.id: f"Svar {number}"} for number in range(5)])
    before = set(db.session.scalars(select(EvaluationAnswer.id)))
    texts = _kept()

    for _time in range(2):
        _close(event)

    after = list(db.session.scalars(select(EvaluationAnswer.id)))
    assert _kept() == texts
    assert before & set(after) == set()
    assert db.session.scalars(select(EvaluationBallot)).all() == []
    window = db.session.get_one(WindowSecret, (event.id, WindowPurpose.EVALUATION))
    assert (window.secret, window.answered_total) == (None, 5)


@pytest.mark.usefixtures("app")
def test_moving_the_day_does_not_open_a_form_that_has_been_counted() -> None:
    event = _held()
    question = _ask(event)
    _say_many(event, [{question.id: "Godt"}] * 5)
    _close(event)
    event_id, person = event.id, make_registration(event).id
    with transaction() as session:
        session.get_one(Event, event_id).ends_at = utc_now() - timedelta(minutes=1)

    with pytest.raises(EvaluationClosed):
        _say(event_id, person, {question.id: "Kig"})

    assert len(_kept()) == 5


@pytest.mark.usefixtures("app")
def test_the_sweep_closes_what_is_over_and_nothing_else() -> None:
    over, still_open = _held(ago=EVALUATION_LASTS - timedelta(minutes=1)), _held()
    for event in (over, still_open):
        _say_many(event, [{_ask(event).id: "Godt"}])
    over_id = over.id
    with transaction() as session:
        moved = session.get_one(Event, over_id)
        moved.ends_at -= timedelta(minutes=2)

    count_what_is_over()

    windows = db.session.scalars(select(WindowSecret)).all()
    assert {one.event_id: one.secret is None for one in windows} == {
        over.id: True,
        still_open.id: False,
    }


@pytest.mark.usefixtures("app")
def test_after_sixty_days_what_was_said_is_gone() -> None:
    old, new = _held(ago=timedelta(hours=2)), _held()
    for event in (old, new):
        _say_many(event, [{_ask(event).id: "Godt"}])
    just_before = old.ends_at + timedelta(days=60, seconds=-1)

    forget_old_evaluations(now=just_before)
    assert len(_kept()) == 2
    forget_old_evaluations(now=just_before + timedelta(seconds=1))

    assert len(_kept()) == 1


# --- The pages. --------------------------------------------------------------------------------


@pytest.fixture
def let_in(app: Flask) -> Callable[[Event], Browser]:
    """Give a call that opens the own page of somebody who was there."""

    def open_page(event: Event) -> Browser:
        browser = Browser(app)
        secret = own_page_secret(make_registration(event), at=utc_now())
        browser.post("registration.open_own_page", secret=secret)
        return browser

    return open_page


def test_she_says_it_from_her_own_page_and_is_thanked(let_in: Callable[[Event], Browser]) -> None:
    event = _held()
    question = _ask(event)
    browser = let_in(event)
    path = f"/e/{event.slug}/evaluation"
    assert path in browser.get("registration.own_page").links()

    empty = browser.post("evaluation.evaluate", slug=event.slug, status=422)
    assert empty.errors == ["Answer at least one of the questions."]
    form = {question.field_name: "Godt"}
    answers = [browser.post("evaluation.evaluate", form, slug=event.slug) for _press in range(1)]

    assert [one.response.headers["Location"] for one in answers] == [path]
    assert browser.follow(answers[0]).heading == "Thank you for your answers"
    assert browser.post("evaluation.evaluate", form, slug=event.slug, status=200).heading == (
        "Thank you for your answers"
    )
    assert _kept() == [(question.id, "Godt")]


def test_before_the_end_and_without_questions_there_is_nothing_to_answer(
    let_in: Callable[[Event], Browser],
) -> None:
    coming, silent = make_event(), _held()
    _ask(coming)

    for event in (coming, silent):
        browser = let_in(event)
        assert f"/e/{event.slug}/evaluation" not in browser.get("registration.own_page").links()
        page = browser.get("evaluation.evaluate", slug=event.slug)
        assert page.heading == "There is nothing to answer right now"


def test_who_never_answered_an_offer_is_asked_nothing(browser: Browser) -> None:
    event = _held()
    _ask(event)
    person = make_registration(event, status=RegistrationStatus.OFFERED, offered_until=utc_now())
    browser.post("registration.open_own_page", secret=own_page_secret(person, at=utc_now()))

    page = browser.get("evaluation.evaluate", slug=event.slug)

    assert page.heading == "There is nothing to answer right now"
    assert f"/e/{event.slug}/evaluation" not in browser.get("registration.own_page").links()


def test_who_was_elsewhere_is_asked_for_her_link(
    browser: Browser, let_in: Callable[[Event], Browser]
) -> None:
    event = _held()
    _ask(event)

    for stranger in (browser, let_in(_held())):
        page = stranger.get("evaluation.evaluate", slug=event.slug, status=303)
        assert page.response.headers["Location"] == "/m/link"


def test_the_organiser_sees_the_same_whether_or_not_somebody_has_answered(
    browser: Browser,
) -> None:
    event = _held()
    question = _ask(event, "Godt?", kind=QuestionKind.YES_NO)
    browser.sign_in(make_account(organisation=event.organisation))
    pages = ("evaluation.results", "questions.organise")
    before = [browser.get(page, slug=event.slug).text for page in pages]
    where: dict[str, Any] = {"slug": event.slug, "question_id": question.id}
    before.append(browser.get("questions.remove", **where).text)

    _say_many(event, [{question.id: "yes"}] * 5)
    after = [browser.get(page, slug=event.slug).text for page in pages]
    after.append(browser.get("questions.remove", **where).text)
    assert after == before
    _close(event)

    closed = browser.get("evaluation.results", slug=event.slug)
    assert "5 people have answered." in closed.text
    cells = [" ".join(row.get_text(" ").split()) for row in closed.soup.select("tbody tr")]
    assert cells == ["Yes 5", "No 0"]


@pytest.mark.parametrize("typed", [*TEXTS.values(), LONG], ids=[*TEXTS, "long"])
def test_whatever_is_said_is_shown_and_never_run(
    browser: Browser, let_in: Callable[[Event], Browser], typed: str
) -> None:
    event = _held()
    questions = [_ask(event, f"{kind.value}?", kind=kind) for kind in (QuestionKind.LINE, TEXT)]
    fields = [question.field_name for question in questions]
    answered = [
        type_into(let_in(event), "evaluation.evaluate", {}, fields, typed, slug=event.slug)
        for _person in range(5)
    ]
    close_for_good(event_id=event.id, now=event.ends_at + EVALUATION_LASTS)
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.get("evaluation.results", slug=event.slug)

    assert_harmless(page)
    assert {one.status for one in answered} <= {303, 422}

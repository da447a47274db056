"""The organiser's pages of her own questions."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy
from eventapp.questions.models import Answer, Question
from eventapp.questions.queries import question_of_event, questions_of
from eventapp.registration.enums import RegistrationStatus
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import make_registration
from tests.hostile import LONG, NUMBERS, TEXTS
from tests.statements import statements

NEW = {
    "text": "Kommer du med tog?",
    "help": "",
    "kind": "yes_no",
    "options": "",
    "condition": "",
    "seen_by": "organisers",
    "erase_after_days": "7",
}
SEVERAL = QuestionKind.SEVERAL


@pytest.fixture
def event(browser: Browser) -> Event:
    gathering = make_event()
    browser.sign_in(make_account(organisation=gathering.organisation))
    return gathering


def _questions(event: Event) -> list[Question]:
    return list(questions_of(db.session(), event.id, Purpose.REGISTRATION))


def _add(browser: Browser, event: Event, form: dict[str, Any], status: int = 303) -> Page:
    return browser.post(
        "questions.add",
        {**NEW, **form},
        slug=event.slug,
        purpose="registration",
        status=status,
    )


def _as_is(question: Question, **changed: Any) -> dict[str, Any]:
    labels = {f"o{option.id}": option.label for option in question.options}
    return {**NEW, "text": question.text, **labels, **changed}


def test_a_question_is_added_and_stands_in_the_list(browser: Browser, event: Event) -> None:
    page = browser.follow(
        _add(browser, event, {"kind": "choice", "options": "Tog\n\n Bil \nTog", "is_required": "y"})
    )

    [question] = _questions(event)
    assert [option.label for option in question.options] == ["Tog", "Bil"]
    assert (question.kind, question.is_required) == (QuestionKind.CHOICE, True)
    assert "The question is there." in page.text
    assert "One of several options · must be answered" in page.text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " "}, "Write the question."),
        ({"kind": "several", "options": "Kun en"}, "Write at least two options."),
        (
            {"kind": "choice", "options": "\n".join(map(str, range(21)))},
            "There is room for 20 options.",
        ),
        (
            {"kind": "choice", "options": "kort\n" + "x" * 121},
            "An option has room for 120 characters.",
        ),
        ({"kind": "nonsense"}, "Choose one of these."),
        ({"seen_by": "everybody"}, "Choose one of these."),
        ({"erase_after_days": "31"}, "Write a number from 0 to 30."),
        ({"erase_after_days": ""}, "Write a number."),
        ({"condition": "1:yes"}, "Choose one of these."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_added(
    browser: Browser, event: Event, form: dict[str, str], sentence: str
) -> None:
    page = _add(browser, event, form, status=422)

    assert page.errors == [sentence]
    assert _questions(event) == []


def test_asking_for_much_is_noticed_once_and_then_the_organiser_decides(
    browser: Browser, event: Event
) -> None:
    form = {"text": "Har du en diagnose?", "kind": "text"}

    page = _add(browser, event, form, status=200)
    assert "Nobody should have to tell that to take part." in page.text
    assert page.value_of("text") == "Har du en diagnose?"
    assert _questions(event) == []
    _add(browser, event, {**form, "as_it_is": "1"})

    assert [question.text for question in _questions(event)] == ["Har du en diagnose?"]


def test_taking_an_option_away_says_whose_answers_go_with_it(
    browser: Browser, event: Event
) -> None:
    question = make_question(event, kind=SEVERAL, options=["Sang", "Dans", "Spil"])
    song, dance = value(question, "Sang"), value(question, "Dans")
    give_answer(make_registration(event), {question: song})
    give_answer(make_registration(event), {question: f"{song} {dance}"})
    where: dict[str, Any] = {"slug": event.slug, "question_id": question.id}
    form = _as_is(question, **{f"o{song}": ""})

    page = browser.post("questions.change", form, status=200, **where)
    assert "2 people have chosen “Sang”. Those answers go with it." in page.text
    assert page.value_of(f"o{song}") == ""
    browser.post("questions.change", {**form, "as_it_is": "1"}, **where)

    assert db.session.scalars(select(Answer.text)).all() == [dance]
    # One that nobody chose goes without a word.
    browser.post(
        "questions.change",
        _as_is(question, **{f"o{value(question, 'Spil')}": ""}, **{f"o{song}": ""}, options="Ny"),
        **where,
    )


def test_a_question_is_changed_and_its_kind_stays(browser: Browser, event: Event) -> None:
    first = make_question(event, "Tog?", kind=QuestionKind.YES_NO)
    second = make_question(event, "Hvornår?")
    where: dict[str, Any] = {"slug": event.slug, "question_id": second.id}

    page = browser.get("questions.change", **where)
    assert page.value_of("text") == "Hvornår?"
    form = _as_is(
        second,
        text="Hvornår kommer toget?",
        kind="number",
        condition=f"{first.id}:yes",
        seen_by="owners",
        erase_after_days="0",
        is_required="y",
    )
    browser.post("questions.change", form, **where)

    fresh = question_of_event(db.session(), event.id, second.id)
    assert (fresh.text, fresh.kind) == ("Hvornår kommer toget?", QuestionKind.LINE)
    assert (fresh.shown_if_question_id, fresh.shown_if_value) == (first.id, "yes")
    assert (fresh.seen_by, fresh.erase_after_days) == (SeenBy.OWNERS, 0)
    shown = browser.get("questions.organise", slug=event.slug)
    assert "Only if you answered “Yes” to “Tog?”." in shown.text


def test_a_refusal_stands_above_the_form_with_everything_kept(
    browser: Browser, event: Event
) -> None:
    question = make_question(event, seen_by=SeenBy.OWNERS)
    give_answer(make_registration(event), {question: "Solen"})

    page = browser.post(
        "questions.change",
        _as_is(question, text="Andre ord?"),
        slug=event.slug,
        question_id=question.id,
        status=422,
    )

    assert [sentence.split(".")[0] for sentence in page.errors] == ["People have answered already"]
    assert page.value_of("text") == "Andre ord?"


def test_questions_are_moved_with_buttons_that_say_where_to(browser: Browser, event: Event) -> None:
    first, second = make_question(event, "En?"), make_question(event, "To?")
    make_question(event, "Tre?", shown_if=None)
    page = browser.get("questions.organise", slug=event.slug)
    places = [str(button["value"]) for button in page.soup.select("button[name=place]")]
    assert places == ["2", "1", "3", "2"]

    for _press in range(2):
        browser.post("questions.move", {"place": "1"}, slug=event.slug, question_id=second.id)

    assert [question.text for question in _questions(event)] == ["To?", "En?", "Tre?"]
    for nonsense in ("", "x", "-1", "٣", "99999999999"):
        browser.post("questions.move", {"place": nonsense}, slug=event.slug, question_id=first.id)


def test_removing_says_how_many_answers_go_with_it(browser: Browser, event: Event) -> None:
    question = make_question(event)
    for _person in range(3):
        give_answer(make_registration(event), {question: "Solen"})
    where: dict[str, Any] = {"slug": event.slug, "question_id": question.id}

    page = browser.get("questions.remove", **where)
    assert "3 answers go with it. It cannot be undone." in page.text
    browser.post("questions.remove", **where)
    browser.post("questions.remove", **where)

    assert _questions(event) == []
    browser.get("questions.remove", status=404, **where)


def test_the_preview_shows_what_people_see(browser: Browser, event: Event) -> None:
    make_question(event, "Hvilken sang?", help="Bare en.", is_required=True)
    make_question(event, "Dans?", kind=QuestionKind.YES_NO, purpose=Purpose.EVALUATION)

    first = browser.get("questions.preview", slug=event.slug, purpose="registration")
    second = browser.get("questions.preview", slug=event.slug, purpose="evaluation")

    assert [one.text for one in first.soup.select("main label")] == ["Hvilken sang?"]
    assert [one.text for one in second.soup.select("main legend")] == ["Dans? (optional)"]


def test_answers_are_seen_by_those_who_may(browser: Browser, event: Event) -> None:
    open_one = make_question(event, "Tog?", kind=QuestionKind.YES_NO)
    closed_one = make_question(event, "Hemmelig?", seen_by=SeenBy.OWNERS)
    people = [make_registration(event, name=name) for name in ("Maja", "Ali")]
    others = [
        make_registration(event, name=status.value, status=status)
        for status in (RegistrationStatus.OFFERED, RegistrationStatus.WAITING)
    ]
    for person in (*people, *others):
        give_answer(person, {open_one: "yes", closed_one: "Noget stort"})
    organiser = Browser(browser.app)
    organiser.sign_in(make_account(organisation=event.organisation, role=Role.ORGANISER))
    where: dict[str, Any] = {"slug": event.slug, "registration_id": people[0].id}

    seen = [
        (
            "Noget stort" in one.get("registration.person_answers", **where).text,
            "Noget stort"
            in one.get("registration.answers_to", slug=event.slug, question_id=closed_one.id).text,
        )
        for one in (browser, organiser)
    ]
    page = organiser.get("registration.answers_to", slug=event.slug, question_id=open_one.id)

    assert seen == [(True, True), (False, False)]
    cells = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert cells == ["Yes 2", "No 0"]
    assert [one.text for one in page.soup.select(".question-list a")] == ["Ali", "Maja"]


def test_a_person_who_answered_nothing_has_a_page_too(browser: Browser, event: Event) -> None:
    for kind in QuestionKind:
        make_question(event, kind=kind, options=["En", "To"])
    person = make_registration(event)

    page = browser.get("registration.person_answers", slug=event.slug, registration_id=person.id)

    assert [answer.text for answer in page.soup.select("dd")] == ["No answer"] * len(QuestionKind)


def test_another_gatherings_questions_are_not_there(browser: Browser, event: Event) -> None:
    other = make_event(organisation=event.organisation)
    theirs, person = make_question(other), make_registration(other)

    for endpoint in ("questions.change", "questions.remove", "registration.answers_to"):
        browser.get(endpoint, slug=event.slug, question_id=theirs.id, status=404)
    for endpoint in ("questions.change", "questions.move"):
        form = _as_is(theirs, place="1")
        browser.post(endpoint, form, slug=event.slug, question_id=theirs.id, status=404)
    browser.post("questions.remove", slug=event.slug, question_id=theirs.id)
    browser.get(
        "registration.person_answers", slug=event.slug, registration_id=person.id, status=404
    )

    assert len(questions_of(db.session(), other.id, Purpose.REGISTRATION)) == 1


def test_a_list_of_three_costs_no_more_than_a_list_of_one(browser: Browser, event: Event) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            make_question(event, kind=QuestionKind.CHOICE, options=["En", "To"])
            make_question(event, purpose=Purpose.EVALUATION)
            person = make_registration(event)
            give_answer(person, {_questions(event)[0]: value(_questions(event)[0], "En")})
        pages: list[tuple[str, dict[str, Any]]] = [
            ("questions.organise", {}),
            ("registration.register", {}),
            ("registration.answers_to", {"question_id": _questions(event)[0].id}),
        ]
        sizes = []
        for endpoint, values in pages:
            with statements() as sent:
                browser.get(endpoint, slug=event.slug, **values)
            sizes.append(len(sent))
        counts.append(sizes)

    assert counts[0] == counts[1]


@pytest.mark.parametrize("typed", [*TEXTS.values(), LONG], ids=[*TEXTS, "long"])
def test_whatever_an_organiser_types_is_shown_and_never_run(
    browser: Browser, event: Event, typed: str
) -> None:
    options = {"options": "En\nTo", "kind": "choice", "as_it_is": "1"}
    type_into(
        browser,
        "questions.add",
        {**NEW, **options},
        ("text", "help"),
        typed,
        slug=event.slug,
        purpose="registration",
    )
    type_into(
        browser,
        "questions.add",
        {**NEW, **options, "text": "Valg?"},
        ("options",),
        f"En\nTo\n{typed}",
        slug=event.slug,
        purpose="registration",
    )

    for question in _questions(event):
        where: dict[str, Any] = {"slug": event.slug, "question_id": question.id}
        for endpoint in ("questions.change", "questions.remove", "registration.answers_to"):
            assert_harmless(browser.get(endpoint, **where))
    assert_harmless(browser.get("questions.organise", slug=event.slug))
    assert_harmless(browser.get("registration.register", slug=event.slug))


@pytest.mark.parametrize("typed", [*TEXTS.values(), *NUMBERS, LONG])
def test_whatever_a_peer_types_is_shown_and_never_run(
    browser: Browser, event: Event, typed: str
) -> None:
    questions = [make_question(event, kind=kind, options=["En", "To"]) for kind in QuestionKind]
    person = {"chosen_name": "Maja", "address": "maja@mail.example"}
    for question in questions:
        type_into(
            browser,
            "registration.register",
            person,
            (question.field_name,),
            typed,
            slug=event.slug,
        )
        person["address"] = f"x{person['address']}"
    for question in questions:
        assert_harmless(
            browser.get("registration.answers_to", slug=event.slug, question_id=question.id)
        )

"""Nobody can learn from our pages whether somebody comes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.questions.enums import WITH_OPTIONS, Purpose, QuestionKind
from eventapp.questions.queries import answers_of, questions_of
from eventapp.registration import services
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Invitation, Registration
from tests.browser_client import Browser, Page
from tests.factories.events import make_event
from tests.factories.mails import all_mails
from tests.factories.places import make_invitation
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import make_registration
from tests.statements import statements

ADDRESS = "maja@mail.example"
STATES = list(RegistrationStatus)


def _headers(page: Page) -> list[tuple[str, str]]:
    """Give what an answer carries; a signed cookie differs by the second it was made in."""
    return [
        (name, re.sub(r"session=[^;]+", "session=…", value))
        for name, value in page.response.headers
        if name != "Date"
    ]


def _try(app: Flask, endpoint: str, form: dict[str, str], **values: Any) -> tuple[object, ...]:
    """Try an address in a browser of its own; give all that somebody outside could see."""
    browser = Browser(app)
    token = browser.token()
    app.extensions["jobs"].flush()
    with statements() as sent:
        answer = browser.post(endpoint, {**form, "csrf_token": token}, **values)
        page = browser.follow(answer)
    return (
        answer.status,
        answer.response.data,
        _headers(answer),
        page.response.text,
        _headers(page),
        sent,
    )


def _register(app: Flask, event: Event) -> tuple[object, ...]:
    form = {"chosen_name": "Maja", "address": ADDRESS}
    return _try(app, "registration.register", form, slug=event.slug)


@pytest.mark.parametrize("status", STATES)
def test_registering_looks_the_same_whether_or_not_the_address_is_known(
    app: Flask, status: RegistrationStatus
) -> None:
    # People wait where the room is full, so then both rooms are.
    places = 1 if status is RegistrationStatus.WAITING else 10
    strange, known = (make_event(slug=slug, places=places) for slug in ("strange", "knowing"))
    known_slug, strange_slug = known.slug, strange.slug
    if places == 1:
        make_registration(strange, at=utc_now())
        make_registration(known, at=utc_now())
    make_registration(known, address=ADDRESS, status=status, at=utc_now())

    for_unknown = _register(app, strange)
    for_known = _register(app, known)

    seen = [str(part).replace(known_slug, strange_slug) for part in for_known]
    assert seen == [str(part) for part in for_unknown]
    assert [row.recipient for row in all_mails()] == [ADDRESS, ADDRESS]


def _ask(event: Event) -> dict[str, str]:
    """Ask something of every kind, and give what a peer sends; the last is not asked of her."""
    kinds = [*QuestionKind]
    questions = [
        make_question(event, f"Spørgsmål {place}?", kind=kind, options=["En", "To"])
        for place, kind in enumerate(kinds)
    ]
    yes_no = questions[kinds.index(QuestionKind.YES_NO)]
    questions.append(make_question(event, "Sidst?", shown_if=(yes_no, "no")))
    chosen = {QuestionKind.YES_NO: "yes", QuestionKind.NUMBER: "7"}
    return {
        one.field_name: chosen.get(
            one.kind, value(one, "En") if one.kind in WITH_OPTIONS else "Ord"
        )
        for one in questions
    }


def _without_numbers(part: object) -> str:
    """Leave out what two gatherings differ in anyway: the numbers of their questions."""
    return re.sub(r"(?<![a-z])[qo]?\d+", "…", str(part))


@pytest.mark.parametrize("status", STATES)
def test_with_questions_too_registering_looks_the_same(
    app: Flask, status: RegistrationStatus
) -> None:
    # People wait where the room is full, so then both rooms are.
    places = 1 if status is RegistrationStatus.WAITING else 10
    strange, known = (make_event(slug=slug, places=places) for slug in ("strange", "knowing"))
    if places == 1:
        make_registration(strange, at=utc_now())
        make_registration(known, at=utc_now())
    forms = {event.slug: _ask(event) for event in (strange, known)}
    known_slug, strange_slug = known.slug, strange.slug
    person = make_registration(known, address=ADDRESS, status=status, at=utc_now())
    told = questions_of(db.session(), known.id, Purpose.REGISTRATION)[0]
    person_id = person.id
    give_answer(person, {told: "Hendes egne ord"})

    seen = {}
    for event in (strange, known):
        form = {"chosen_name": "Maja", "address": ADDRESS, **forms[event.slug]}
        seen[event.slug] = _try(app, "registration.register", form, slug=event.slug)

    for_unknown, for_known = seen[strange_slug], seen[known_slug]
    assert len(for_known[-1]) == len(for_unknown[-1])  # type: ignore[arg-type]
    assert for_known[-1] == for_unknown[-1]
    assert [_without_numbers(part).replace(known_slug, strange_slug) for part in for_known] == [
        _without_numbers(part) for part in for_unknown
    ]
    kept = answers_of(db.session(), person_id)
    if status is RegistrationStatus.CANCELLED:
        assert len(kept) == 6
    else:
        assert kept == {told.id: "Hendes egne ord"}


def test_a_full_gathering_answers_like_one_with_room(app: Flask) -> None:
    full, roomy = make_event(slug="full1", places=1), make_event(slug="roomy")
    make_registration(full, at=utc_now() - timedelta(days=1))
    full_slug, roomy_slug = full.slug, roomy.slug

    with_room = _register(app, roomy)
    without = _register(app, full)

    seen = [str(part).replace(full_slug, roomy_slug) for part in without]
    assert seen == [str(part) for part in with_room]


@pytest.mark.parametrize("status", STATES)
def test_asking_for_a_link_looks_the_same_whether_or_not_the_address_is_known(
    app: Flask, status: RegistrationStatus
) -> None:
    event = make_event()

    for_unknown = _try(app, "registration.ask_for_link", {"address": ADDRESS})
    make_registration(event, address=ADDRESS, status=status)
    for_known = _try(app, "registration.ask_for_link", {"address": ADDRESS})

    assert for_known == for_unknown
    assert [(row.recipient, row.purpose) for row in all_mails()] == [(ADDRESS, "status_letter")] * 2
    assert ["/m/" in (row.text or "") for row in all_mails()] == [False, True]


def test_registering_again_changes_nothing_that_was_told(app: Flask) -> None:
    event = make_event()
    first = {"chosen_name": "Maja", "address": ADDRESS, "region": "sjaelland"}
    Browser(app).post("registration.register", first, slug=event.slug)
    before = _row()

    again = {"chosen_name": "Other", "address": ADDRESS.upper(), "region": "nordjylland"}
    Browser(app).post("registration.register", again, slug=event.slug)

    assert _row() == before
    assert len(all_mails()) == 2


def _row() -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.session.execute(text("SELECT * FROM registration"))]


def test_the_address_is_shown_once_as_it_was_typed_and_then_leaves_the_browser(
    browser: Browser,
) -> None:
    event = make_event()
    typed = "Maja.Holm@Mail.example"
    answer = browser.post(
        "registration.register", {"chosen_name": "Maja", "address": typed}, slug=event.slug
    )

    first, second = browser.follow(answer), browser.follow(answer)

    assert "You wrote Maja.Holm@mail.example." in first.text
    assert "@" not in second.text
    assert db.session.scalars(select(Registration.chosen_name)).all() == ["Maja"]


def test_over_three_tries_an_hour_the_page_is_the_same_and_nothing_more_happens(
    app: Flask,
) -> None:
    event = make_event()

    tries = [_register(app, event) for _ in range(5)]

    assert [seen[:5] for seen in tries] == [tries[0][:5]] * 5
    assert len(all_mails()) == 3


def test_somebody_elses_tries_lock_nobody_out_of_another_gathering(app: Flask) -> None:
    first, second = make_event(), make_event()
    for _ in range(5):
        _register(app, first)

    _register(app, second)

    assert len(all_mails()) == 4


def test_a_network_that_sends_sixty_forms_is_asked_to_wait(browser: Browser) -> None:
    event = make_event(places=100)
    token = browser.token()
    for number in range(60):
        form = {
            "chosen_name": "Maja",
            "address": f"peer{number}@mail.example",
            "csrf_token": token,
        }
        browser.post("registration.register", form, slug=event.slug)

    page = browser.post(
        "registration.register",
        {"chosen_name": "Maja", "address": "last@mail.example", "csrf_token": token},
        slug=event.slug,
        status=429,
    )

    assert page.heading == "That was many times in a short while"
    assert page.text == f"{page.heading} Wait a few minutes and try again."
    assert len(all_mails()) == 60
    elsewhere = Browser(browser.app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    elsewhere.post(
        "registration.register",
        {"chosen_name": "Maja", "address": "last@mail.example"},
        slug=event.slug,
    )


def _as_of_the_first(answer: tuple[object, ...], secrets: list[str]) -> list[str]:
    """Read an answer about the second gathering as if it were about the first."""
    return [
        str(part).replace(secrets[1], secrets[0]).replace("knowing", "strange") for part in answer
    ]


def _try_invitation(app: Flask, secret: str, address: str = ADDRESS) -> tuple[object, ...]:
    form = {"chosen_name": "Maja", "address": address}
    return _try(app, "registration.invited", form, secret=secret)


@pytest.mark.parametrize("status", STATES)
def test_an_invitation_answers_alike_whether_or_not_the_address_is_known(
    app: Flask, status: RegistrationStatus
) -> None:
    strange, known = (make_event(slug=slug, places=2) for slug in ("strange", "knowing"))
    for event in (strange, known):
        make_registration(event, at=utc_now())
    secrets = [make_invitation(event, now=utc_now()) for event in (strange, known)]
    make_registration(known, address=ADDRESS, status=status, at=utc_now())

    for_unknown, for_known = (_try_invitation(app, secret) for secret in secrets)

    assert _as_of_the_first(for_known, secrets) == [str(part) for part in for_unknown]
    assert [row.recipient for row in all_mails()] == [ADDRESS, ADDRESS]


def test_an_invitation_tells_nobody_whether_its_seats_are_used(app: Flask) -> None:
    fresh, used = make_event(slug="strange"), make_event(slug="knowing")
    secrets = [make_invitation(event, now=utc_now()) for event in (fresh, used)]
    _try_invitation(app, secrets[1], "first@mail.example")
    pages = [Browser(app).get("registration.invited", secret=secret) for secret in secrets]

    answers = [_try_invitation(app, secret)[:5] for secret in secrets]

    assert pages[0].text == pages[1].text
    assert _as_of_the_first(answers[1], secrets) == [str(part) for part in answers[0]]


def test_a_wrong_a_revoked_and_an_old_invitation_answer_alike(app: Flask) -> None:
    event, now = make_event(), utc_now()
    revoked = make_invitation(event, now=now)
    invitation_id = db.session.scalars(select(Invitation.id)).one()
    services.revoke_invitation(event_id=event.id, invitation_id=invitation_id, now=now)
    old = make_invitation(event, now=now - timedelta(days=3), until=now - timedelta(days=1))
    draft = make_invitation(make_event(status="draft"), now=now)
    asked = []

    for secret in ("A" * 26, revoked, old, draft):
        with statements() as sent:
            page = Browser(app).get("registration.invited", secret=secret, status=410)
        with statements() as tried:
            form = {"chosen_name": "Maja", "address": ADDRESS}
            answer = Browser(app).post("registration.invited", form, secret=secret, status=410)
        asked.append(
            [
                str(part).replace(secret, "")
                for part in (
                    page.response.data,
                    _headers(page),
                    sent,
                    answer.response.data,
                    len(tried),
                )
            ]
        )

    assert asked == [asked[0]] * 4
    assert all_mails() == []

"""Making a gathering, and what its forms do with what nobody meant."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.enums import Action, Kind, Status
from eventapp.events.models import Event
from eventapp.events.services import Essentials, create_event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.web.forms import clean_line
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.registration import make_registration
from tests.hostile import DAYS, LONG, NUMBERS, TEXTS, TIMES

FORM = {
    "title": "Stolen ved siden af",
    "headline_theme": "Det, vi gør",
    "day": "2027-05-08",
    "starts": "9.30",
    "ends": "16",
    "venue_name": "Multisalen",
    "places": "40",
    "kind": "traef",
}
TEXT = {
    "introduction": "Kom.",
    "purpose": "",
    "venue_address": "Havnegade 1",
    "venue_town": "Fjordby",
    "venue_directions": "",
    "day_plan": "9.30 Kaffe\n10 Runde",
    "practical": "Mad (food)\nDer er suppe.",
    "credits": "Host: Langbordet",
}


def _only_event() -> Event:
    return db.session.scalars(select(Event)).one()


def test_five_things_make_a_draft_that_nobody_else_sees(browser: Browser) -> None:
    browser.sign_in(make_account())

    answer = browser.post("events.new", FORM)

    event = _only_event()
    assert answer.response.headers["Location"] == f"/organise/{event.slug}"
    assert (event.slug, event.status) == ("stolen-ved-siden-af-2027", Status.DRAFT)
    assert event.starts_at == datetime(2027, 5, 8, 7, 30, tzinfo=UTC)
    assert event.ends_at == datetime(2027, 5, 8, 14, 0, tzinfo=UTC)
    browser.get("dashboard.public_page", slug=event.slug, status=404)


def test_publishing_needs_somebody_to_ask_and_somebody_to_call(browser: Browser) -> None:
    bare = make_organisation(contact_name="", crisis_line_phone="")
    browser.sign_in(make_account(organisation=bare))
    browser.post("events.new", FORM)
    slug = _only_event().slug

    page = browser.post("events.status", {"act": "publish"}, slug=slug, status=422)

    assert page.errors == [
        (
            "Before a gathering is published, your association needs a contact person and a "
            "helpline. Fill them in under “Your association”."
        )
    ]
    assert _only_event().status is Status.DRAFT


def test_a_gathering_is_published_closed_and_opened_again(browser: Browser) -> None:
    browser.sign_in(make_account())
    browser.post("events.new", FORM)
    slug = _only_event().slug

    for act, status in [
        ("publish", Status.PUBLISHED),
        ("publish", Status.PUBLISHED),
        ("close", Status.CLOSED),
        ("reopen", Status.PUBLISHED),
    ]:
        browser.post("events.status", {"act": act}, slug=slug)
        assert _only_event().status is status
    assert _only_event().allows(Action.REGISTER, utc_now())


@pytest.mark.parametrize("act", ["", "archive", "../publish", "\x00"])
def test_an_act_there_is_not_changes_nothing(browser: Browser, act: str) -> None:
    event = make_event(status=Status.DRAFT)
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("events.status", {"act": act}, slug=event.slug, status=200)

    assert _only_event().status is Status.DRAFT


def test_two_presses_at_once_make_two_drafts_with_two_addresses(app: Flask) -> None:
    organisation_id = make_organisation().id
    essentials = Essentials(
        title="Stolen",
        headline_theme="Ja",
        starts_at=datetime(2027, 5, 8, 7, tzinfo=UTC),
        ends_at=datetime(2027, 5, 8, 9, tzinfo=UTC),
        venue_name="Salen",
        places=4,
    )
    db.session.rollback()
    start = Barrier(4)

    def press(_number: int) -> str:
        with app.app_context():
            start.wait()
            made = create_event(
                organisation_id=organisation_id, kind=Kind.CAFE, essentials=essentials
            )
            return made.slug

    with ThreadPoolExecutor(4) as pool:
        slugs = sorted(pool.map(press, range(4)))

    assert slugs == ["stolen-2027", "stolen-2027-2", "stolen-2027-3", "stolen-2027-4"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_places_that_cannot_be_is_kept_with_a_sentence(
    browser: Browser, number: str
) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new", {**FORM, "places": number}, status=422)

    nothing = not clean_line(number)
    assert page.errors == ["Write a number." if nothing else "Write a number from 1 to 5000."]
    assert page.value_of("places") == clean_line(number)
    assert page.value_of("title") == FORM["title"]
    assert db.session.scalars(select(Event)).all() == []


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_is_not_is_kept_with_a_sentence(browser: Browser, day: str) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new", {**FORM, "day": day}, status=422)

    nothing = not clean_line(day)
    assert page.errors == [
        "Choose a day." if nothing else "We cannot read this day. Write it like 2027-05-08."
    ]
    assert page.value_of("day") == clean_line(day)


@pytest.mark.parametrize("time", TIMES)
def test_a_time_that_is_not_is_kept_with_a_sentence(browser: Browser, time: str) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new", {**FORM, "starts": time}, status=422)

    nothing = not clean_line(time)
    assert page.errors == [
        "Write a time." if nothing else "We cannot read this time. Write it like 9.30."
    ]
    assert page.value_of("starts") == clean_line(time)


@pytest.mark.parametrize("ends", ["9.30", "9", "00:00"])
def test_a_day_that_ends_before_it_begins_is_refused(browser: Browser, ends: str) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new", {**FORM, "ends": ends}, status=422)

    assert page.errors == ["The day must end after it begins."]


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_what_a_gathering_says_of_itself_is_shown_and_never_run(
    browser: Browser, name: str, typed: str
) -> None:
    browser.sign_in(make_account())

    page = type_into(browser, "events.new", FORM, ("title", "headline_theme", "venue_name"), typed)

    if name == "zero width":
        assert len(page.errors) == 3
        return
    event = _only_event()
    browser.post("events.status", {"act": "publish"}, slug=event.slug)
    for endpoint in ("dashboard.public_page", "dashboard.event", "registration.register"):
        assert_harmless(browser.get(endpoint, slug=event.slug))
    shown = browser.get("events.essentials", slug=event.slug)
    if name != "lone surrogate":
        assert shown.value_of("title") == clean_line(typed)


FREE = ("introduction", "purpose", "venue_address", "venue_town", "venue_directions", "practical")


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_the_public_text_is_shown_and_never_run(browser: Browser, name: str, typed: str) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = type_into(browser, "events.public_text", TEXT, FREE, typed, slug=event.slug)

    assert page.status == 303, name
    for endpoint in ("events.public_text", "dashboard.public_page"):
        assert_harmless(browser.get(endpoint, slug=event.slug))


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_lines_that_need_a_time_or_a_role_say_which_line_has_none(
    browser: Browser, typed: str
) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = type_into(
        browser, "events.public_text", TEXT, ("day_plan", "credits"), typed, slug=event.slug
    )

    assert (page.status, len(page.errors)) == (422, 2)
    assert page.value_of("introduction") == "Kom."


def test_the_public_text_comes_back_as_it_was_written(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("events.public_text", TEXT, slug=event.slug)
    shown = browser.get("events.public_text", slug=event.slug)

    written = {name: shown.value_of(name).strip() for name in TEXT}
    assert written == {**TEXT, "day_plan": "09.30 Kaffe\n10.00 Runde"}


@pytest.mark.parametrize(("sent", "kept", "status"), [("en", "en", 303), ("tlh", "da", 422)])
def test_an_organiser_chooses_the_language_of_what_is_written_and_printed(
    browser: Browser, sent: str, kept: str, status: int
) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("events.public_text", {**TEXT, "language": sent}, slug=event.slug, status=status)

    assert db.session.get_one(Event, event.id).language == kept


@pytest.mark.parametrize(
    ("endpoint", "fields"),
    [("events.new", ("title", "headline_theme", "venue_name")), ("events.public_text", FREE)],
)
def test_what_is_too_long_stays_in_the_field_with_a_sentence(
    browser: Browser, endpoint: str, fields: tuple[str, ...]
) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))
    form, where = (FORM, {}) if endpoint == "events.new" else (TEXT, {"slug": event.slug})

    page = type_into(browser, endpoint, form, fields, LONG, **where)

    assert (page.status, len(page.errors)) == (422, len(fields))
    assert [page.value_of(field).strip() for field in fields] == [LONG.strip()] * len(fields)


def test_more_places_let_the_queue_in(browser: Browser) -> None:
    event = make_event(places=1)
    make_registration(event, name="Seated")
    make_registration(event, name="Waits", status=RegistrationStatus.WAITING)
    browser.sign_in(make_account(organisation=event.organisation))
    form: dict[str, Any] = {**FORM, "places": "2"}
    form.pop("kind")

    browser.post("events.essentials", form, slug=event.slug)

    rows = db.session.scalars(select(Registration.status).order_by(Registration.id)).all()
    assert rows == [RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED]
    assert (_only_event().slug, _only_event().kind) == (event.slug, Kind.TRAEF)


OF_THE_EVENT = ("events.essentials", "events.public_text", "events.windows", "events.status")


def test_another_associations_gathering_is_not_there(browser: Browser) -> None:
    theirs = make_event()
    slug, title = theirs.slug, theirs.title
    browser.sign_in(make_account(organisation=make_organisation()))

    for endpoint in OF_THE_EVENT:
        browser.get(endpoint, slug=slug, status=404)
        browser.post(
            endpoint, {**FORM, **TEXT, "title": "Mine", "act": "close"}, slug=slug, status=404
        )

    assert (_only_event().title, _only_event().status) == (title, Status.PUBLISHED)


def test_a_door_host_changes_nothing_about_a_gathering(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation, role=Role.DOOR_HOST))

    for endpoint in OF_THE_EVENT:
        browser.get(endpoint, slug=event.slug, status=404)
        browser.post(endpoint, {**FORM, "act": "close"}, slug=event.slug, status=404)


def test_windows_end_with_the_day_by_the_clock_there(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("events.windows", {"register_closes": "2027-05-01"}, slug=event.slug)

    phase = _only_event().phase(Action.REGISTER)
    assert phase is not None
    assert phase.closes_at == datetime(2027, 5, 1, 21, 59, 59, tzinfo=UTC)
    assert browser.get("events.windows", slug=event.slug).value_of("register_closes") == (
        "2027-05-01"
    )
    wrong = browser.post(
        "events.windows", {"register_closes": "i morgen"}, slug=event.slug, status=422
    )
    assert wrong.value_of("register_closes") == "i morgen"


def test_who_is_not_signed_in_is_asked_to(browser: Browser) -> None:
    event = make_event()

    for endpoint in OF_THE_EVENT:
        page = browser.get(endpoint, slug=event.slug, status=303)
        assert page.response.headers["Location"].startswith("/organise/sign-in?next=/organise/")
        browser.post(endpoint, {**FORM, "act": "close"}, slug=event.slug)

    assert _only_event().status is Status.PUBLISHED

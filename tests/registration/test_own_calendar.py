"""A person's own calendar tells whoever sees it nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from eventapp.accounts.models import MailLink
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.registration.calendar import OwnCalendar, calendar_secret_of
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import it_was_not_me
from tests.browser_client import Browser
from tests.factories.events import make_event
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import TEXTS
from tests.statements import statements

TELLING = ("Stolen", "Multisalen", "Fjordby", "Langbordet", "Det, vi", "Maja", "mail.example")


def _let_in(browser: Browser, registration: Registration) -> None:
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))


def _fetch(browser: Browser, path: str, **headers: str) -> TestResponse:
    return browser.client.get(path, base_url="https://traef.example", headers=headers)


def _entry(response: TestResponse) -> Any:
    read: Any = Calendar.from_ical(response.data)
    (entry,) = read.walk("VEVENT")
    return entry


def _subscribe(browser: Browser) -> str:
    """Make the secret address and give its path."""
    browser.post("registration.own_calendar")
    page = browser.get("registration.own_calendar")
    field = page.soup.select_one("input#address")
    assert field is not None
    return str(field["value"]).removeprefix("https://traef.example")


def test_a_discreet_entry_says_when_and_no_more(browser: Browser) -> None:
    registration = make_registration(make_event(), language="en")
    event = registration.event
    _let_in(browser, registration)

    answer = _fetch(browser, "/m/aftale.ics")

    entry = _entry(answer)
    assert set(entry) == {
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "STATUS",
        "SUMMARY",
        "CLASS",
    }
    assert (str(entry["summary"]), str(entry["class"])) == ("Appointment", "PRIVATE")
    assert entry.decoded("dtstart") == event.starts_at
    assert [word for word in (*TELLING, event.slug) if word in answer.text] == []
    assert answer.headers["Content-Disposition"] == 'attachment; filename="aftale.ics"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_name_of_an_entry_is_always_the_same_and_two_people_share_none(
    app: Flask,
) -> None:
    event = make_event()
    uids = []
    for registration in (make_registration(event), make_registration(event)):
        browser = Browser(app)
        _let_in(browser, registration)
        uids.append([str(_entry(_fetch(browser, "/m/aftale.ics"))["uid"]) for _ in range(2)])

    assert [len(set(pair)) for pair in uids] == [1, 1]
    assert uids[0] != uids[1]


def test_who_asked_for_plain_words_gets_the_title(browser: Browser) -> None:
    registration = make_registration(make_event(), is_discreet=False)
    title = registration.event.title
    _let_in(browser, registration)

    entry = _entry(_fetch(browser, "/m/aftale.ics"))

    assert (str(entry["summary"]), str(entry["class"])) == (title, "PRIVATE")
    assert "LOCATION" not in entry


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (RegistrationStatus.CONFIRMED, "CONFIRMED"),
        (RegistrationStatus.ATTENDED, "CONFIRMED"),
        (RegistrationStatus.OFFERED, "TENTATIVE"),
        (RegistrationStatus.WAITING, "TENTATIVE"),
        (RegistrationStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_an_entry_says_whether_she_comes(
    browser: Browser, status: RegistrationStatus, word: str
) -> None:
    registration = make_registration(make_event(), status=status)
    _let_in(browser, registration)

    assert str(_entry(_fetch(browser, "/m/aftale.ics"))["status"]) == word


def test_a_gathering_called_off_is_called_off_in_her_calendar(browser: Browser) -> None:
    registration = make_registration(make_event(cancelled_at=utc_now()))
    _let_in(browser, registration)

    assert str(_entry(_fetch(browser, "/m/aftale.ics"))["status"]) == "CANCELLED"


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_a_hostile_title_makes_no_line_of_its_own(browser: Browser, typed: str) -> None:
    # PostgreSQL takes no NUL and no lone surrogate, so such a title never gets here.
    stored = typed.replace("\x00", "").encode("utf-8", "ignore").decode()
    event = make_event(title=f"A{stored}Z\r\nATTACH:https://elsewhere.example")
    registration = make_registration(event, is_discreet=False)
    _let_in(browser, registration)

    entry = _entry(_fetch(browser, "/m/aftale.ics"))

    assert "ATTACH" not in entry
    assert "\n" not in str(entry["summary"])


def test_the_address_opens_for_her_calendar_alone_and_can_be_ended(
    app: Flask, browser: Browser
) -> None:
    registration = make_registration(make_event())
    _let_in(browser, registration)
    path = _subscribe(browser)
    again = _subscribe(browser)
    calendar = Browser(app)

    open_now = _fetch(calendar, path)
    unchanged = _fetch(calendar, path, **{"If-None-Match": open_now.headers["ETag"]})
    browser.post("registration.own_calendar", {"act": "end"})
    ended = _fetch(calendar, path)
    renewed = _subscribe(browser)

    assert again == path
    assert (open_now.status_code, unchanged.status_code, ended.status_code) == (200, 304, 404)
    assert [word for word in TELLING if word in open_now.text] == []
    assert renewed != path
    assert _fetch(calendar, path).status_code == 404


def test_a_wrong_address_an_ended_one_and_one_of_another_kind_look_alike(
    app: Flask, browser: Browser
) -> None:
    registration = make_registration(make_event())
    own = own_page_secret(registration, at=utc_now())
    _let_in(browser, registration)
    ended = _subscribe(browser)
    browser.post("registration.own_calendar", {"act": "end"})
    calendar = Browser(app)

    seen = []
    for path in (ended, f"/c/{'A' * 26}.ics", f"/c/{own}.ics"):
        with statements() as sent:
            answer = _fetch(calendar, path)
        headers = [(name, value) for name, value in answer.headers if name != "Date"]
        seen.append((answer.status_code, answer.data, headers, sent))

    assert seen[1:] == seen[:1] * 2
    assert seen[0][0] == 404


def test_a_right_address_costs_what_a_wrong_one_costs(app: Flask, browser: Browser) -> None:
    _let_in(browser, make_registration(make_event()))
    right = _subscribe(browser)
    calendar = Browser(app)

    with statements() as for_right:
        _fetch(calendar, right)
    with statements() as for_wrong:
        _fetch(calendar, f"/c/{'A' * 26}.ics")

    assert for_right == for_wrong
    assert len(for_right) > 0


def test_the_address_is_not_in_the_database(browser: Browser) -> None:
    registration = make_registration(make_event())
    registration_id = registration.id
    _let_in(browser, registration)
    path = _subscribe(browser)

    secret = calendar_secret_of(db.session(), registration_id)
    row = db.session.execute(select(OwnCalendar.seed, OwnCalendar.digest)).one()

    assert path == f"/c/{secret}.ics"
    assert secret not in row


def test_erasing_a_registration_ends_its_calendar(browser: Browser) -> None:
    registration = make_registration(make_event())
    secret = own_page_secret(registration, at=utc_now())
    _let_in(browser, registration)
    path = _subscribe(browser)

    it_was_not_me(secret=secret, now=utc_now())

    assert db.session.scalar(select(func.count()).select_from(OwnCalendar)) == 0
    assert _fetch(browser, path).status_code == 404


def test_without_the_link_from_the_mail_there_is_no_calendar(browser: Browser) -> None:
    make_registration(make_event())

    for endpoint in ("registration.calendar_entry", "registration.own_calendar"):
        page = browser.get(endpoint, status=303)
        assert page.response.headers["Location"] == "/m/link"
    browser.post("registration.own_calendar")

    assert db.session.scalar(select(func.count()).select_from(OwnCalendar)) == 0
    assert db.session.scalar(select(func.count()).select_from(MailLink)) == 0


def test_another_day_is_news_to_a_calendar(browser: Browser) -> None:
    registration = make_registration(make_event())
    event_id = registration.event_id
    _let_in(browser, registration)
    path = _subscribe(browser)
    before = _fetch(browser, path)

    with transaction() as session:
        session.execute(update(Event).where(Event.id == event_id).values(revision=1))
    after = _fetch(browser, path, **{"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert _entry(after)["sequence"] == _entry(before)["sequence"] + 1

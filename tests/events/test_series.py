"""Gatherings that come back by a rule."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from icalendar import vRecur
from sqlalchemy import func, select

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Entry, Kind, Status
from eventapp.events.models import Event, Series
from eventapp.events.rules import MOST_DATES, Repeats, Rule, days_of, in_words, read_rule
from eventapp.events.services import series as services
from eventapp.events.services.series import SeriesPlan
from eventapp.events.views.series import sealed
from eventapp.registration.enums import RegistrationStatus
from eventapp.themes.enums import EnteredBy
from eventapp.themes.services import proposing
from eventapp.tokens import new_secret
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.registration import make_registration
from tests.hostile import DAYS, TEXTS
from tests.statements import statements

TODAY = utc_now().date()
# A Tuesday some weeks ahead, so that nothing turns on what day it is today.
TUESDAY = TODAY + timedelta(days=21 + (1 - TODAY.weekday()) % 7)


def _form(**changed: str) -> dict[str, str]:
    return {
        "title": "Kaffe",
        "headline_theme": "Kom som du er",
        "venue_name": "Caféen",
        "kind": "cafe",
        "repeats": "weekly",
        "starts_on": TUESDAY.isoformat(),
        "starts": "14.00",
        "ends": "16.00",
        "times": "4",
        "places": "20",
        **changed,
    }


def _plan(**changed: Any) -> SeriesPlan:
    rule = Rule(Repeats.WEEKLY, starts_on=TUESDAY, times=4)
    values = {
        "kind": Kind.CAFE,
        "title": "Kaffe",
        "headline_theme": "Kom som du er",
        "venue_name": "Caféen",
        "places": 20,
        "rule": rule,
        "starts": time(14),
        "lasts": timedelta(hours=2),
        "without": frozenset[date](),
    }
    return SeriesPlan(**{**values, **changed})


def _series(organisation: Organisation | None = None, **changed: Any) -> Series:
    home = organisation or make_organisation()
    return services.create_series(organisation_id=home.id, plan=_plan(**changed), now=utc_now())


def _dates() -> list[date]:
    db.session.rollback()
    events = db.session.scalars(select(Event).order_by(Event.starts_at)).all()
    return [event.starts_here.date() for event in events]


def _event_on(day: date) -> Event:
    return db.session.scalars(select(Event).where(Event.series_day == day)).one()


def _weeks(*numbers: int) -> list[date]:
    return [TUESDAY + timedelta(weeks=number) for number in numbers]


@pytest.mark.parametrize(
    ("repeats", "starts_on", "days"),
    [
        (Repeats.WEEKLY, "2027-05-04", ["2027-05-04", "2027-05-11", "2027-05-18"]),
        (Repeats.BIWEEKLY, "2027-05-04", ["2027-05-04", "2027-05-18", "2027-06-01"]),
        (Repeats.MONTHLY, "2027-05-04", ["2027-05-04", "2027-06-01", "2027-07-06"]),
        (Repeats.MONTHLY, "2027-05-18", ["2027-05-18", "2027-06-15", "2027-07-20"]),
        # The fifth Monday is the last one: June 2027 has no fifth.
        (Repeats.MONTHLY, "2027-05-31", ["2027-05-31", "2027-06-28", "2027-07-26"]),
        (Repeats.MONTHLY_LAST, "2027-05-25", ["2027-05-25", "2027-06-29", "2027-07-27"]),
    ],
)
@pytest.mark.once
def test_a_rule_gives_its_days(repeats: Repeats, starts_on: str, days: list[str]) -> None:
    rule = Rule(repeats, starts_on=date.fromisoformat(starts_on), times=3)

    found = days_of(
        rule.as_rrule(),
        starts_on=rule.starts_on,
        without=frozenset(),
        not_before=rule.starts_on,
    )

    assert [day.isoformat() for day in found] == days
    # What we store is what any calendar reads.
    assert vRecur.from_ical(rule.as_rrule())["COUNT"] == [3]


@pytest.mark.once
@pytest.mark.parametrize("repeats", list(Repeats))
@pytest.mark.parametrize("end", [{}, {"times": 3}, {"until": date(2027, 9, 1)}])
def test_a_rule_comes_back_as_it_was_written(repeats: Repeats, end: dict[str, Any]) -> None:
    rule = Rule(repeats, starts_on=date(2027, 5, 18), **end)

    assert read_rule(rule.as_rrule(), rule.starts_on) == rule


@pytest.mark.once
def test_a_rule_stops_with_its_last_day_and_without_one_after_half_a_year_of_weeks() -> None:
    def days(rule: Rule, without: frozenset[date] = frozenset()) -> list[date]:
        return days_of(
            rule.as_rrule(), starts_on=rule.starts_on, without=without, not_before=rule.starts_on
        )

    until = Rule(Repeats.WEEKLY, starts_on=TUESDAY, until=TUESDAY + timedelta(weeks=2))
    assert days(until) == _weeks(0, 1, 2)
    assert len(days(Rule(Repeats.WEEKLY, starts_on=TUESDAY))) == MOST_DATES
    three = Rule(Repeats.WEEKLY, starts_on=TUESDAY, times=3)
    assert days(three, frozenset(_weeks(1))) == _weeks(0, 2)


@pytest.mark.parametrize(
    ("repeats", "words"),
    [
        (Repeats.WEEKLY, "Every Tuesday, 14:00–16:30"),
        (Repeats.BIWEEKLY, "Every second Tuesday, 14:00–16:30"),
        (Repeats.MONTHLY, "The first Tuesday of the month, 14:00–16:30"),
        (Repeats.MONTHLY_LAST, "The last Tuesday of the month, 14:00–16:30"),
    ],
)
def test_a_rule_is_said_as_people_say_it(app: Flask, repeats: Repeats, words: str) -> None:
    rule = Rule(repeats, starts_on=date(2027, 5, 4))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert in_words(rule, starts=time(14), ends=time(16, 30)) == words


def test_the_dates_are_shown_before_anything_is_made(browser: Browser) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new_series", _form(), status=200)

    assert "This makes 4 dates" in page.text
    assert _dates() == []
    button = page.soup.select_one("button[name=save]")
    assert button is not None
    answer = browser.post("events.new_series", _form(save=str(button["value"])))
    assert _dates() == _weeks(0, 1, 2, 3)
    series = db.session.scalars(select(Series)).one()
    assert answer.response.headers["Location"] == f"/organise/series/{series.slug}"
    event = _event_on(TUESDAY)
    assert (event.status, event.entry, event.kind, event.places, event.slug) == (
        Status.DRAFT,
        Entry.DROP_IN,
        Kind.CAFE,
        20,
        f"kaffe-{TUESDAY.isoformat()}",
    )
    assert (f"{event.starts_here:%H:%M}", f"{event.ends_here:%H:%M}") == ("14:00", "16:00")


def test_a_button_under_other_dates_makes_nothing(browser: Browser) -> None:
    browser.sign_in(make_account())

    page = browser.post(
        "events.new_series", _form(save=sealed(_weeks(0, 1)), times="4"), status=200
    )

    assert "This makes 4 dates" in page.text
    assert _dates() == []


def test_two_presses_at_once_make_one_series(app: Flask) -> None:
    organisation_id = make_organisation().id
    db.session.rollback()
    start = Barrier(3)

    def press(_number: int) -> str:
        with app.app_context():
            start.wait()
            return services.create_series(
                organisation_id=organisation_id, plan=_plan(), now=utc_now()
            ).slug

    with ThreadPoolExecutor(3) as pool:
        slugs = list(pool.map(press, range(3)))

    assert slugs == ["kaffe"] * 3
    assert _dates() == _weeks(0, 1, 2, 3)


def test_a_changed_rule_leaves_dates_where_people_are_signed_up(browser: Browser) -> None:
    series = _series()
    slug = series.slug
    services.publish_dates(series_id=series.id, now=utc_now())
    taken = _weeks(1)[0]
    make_registration(_event_on(taken), status=RegistrationStatus.CANCELLED)
    browser.sign_in(make_account(organisation=series.organisation))
    form = _form(repeats="biweekly", times="3", venue_name="Den nye café")

    answer = browser.post(
        "events.change_series", {**form, "save": sealed(_weeks(0, 2, 4))}, series=slug
    )

    # The third week of the old rule goes, the fifth of the new one comes, and one stays.
    assert _dates() == _weeks(0, 1, 2, 4)
    assert _event_on(taken).venue_name == "Caféen"
    assert {_event_on(day).venue_name for day in _weeks(0, 2, 4)} == {"Den nye café"}
    page = browser.follow(answer)
    assert "One new date." in page.text
    assert "One date was taken away." in page.text
    assert "These stay, because people are signed up" in page.text


@pytest.mark.usefixtures("app")
def test_a_date_with_a_topic_has_a_history_and_stays() -> None:
    series = _series()
    series_id = series.id
    services.publish_dates(series_id=series_id, now=utc_now())
    day = _weeks(3)[0]
    proposing.type_in(
        event_id=_event_on(day).id,
        text="Hvad nu?",
        entered_by=EnteredBy.HOST,
        secret=new_secret(),
        now=utc_now(),
    )

    shorter = _plan(rule=Rule(Repeats.WEEKLY, starts_on=TUESDAY, times=2))
    outcome = services.change_series(series_id=series_id, plan=shorter, now=utc_now())

    assert (outcome.made, outcome.taken_away, outcome.stay) == (0, 1, [day])
    assert _dates() == _weeks(0, 1, 3)


@pytest.mark.usefixtures("app")
def test_what_was_held_called_off_or_moved_is_left_alone() -> None:
    series = _series()
    series_id = series.id
    with transaction() as session:
        held, off, moved = (session.get_one(Event, _event_on(day).id) for day in _weeks(0, 1, 2))
        held.status = Status.CLOSED
        off.cancelled_at = utc_now()
        moved.starts_at += timedelta(days=1)
        moved.ends_at += timedelta(days=1)
    later = _plan(starts=time(15))

    services.change_series(series_id=series_id, plan=later, now=utc_now())

    begins = [f"{_event_on(day).starts_here:%H:%M}" for day in _weeks(0, 1, 2, 3)]
    assert begins == ["14:00", "14:00", "14:00", "15:00"]


@pytest.mark.usefixtures("app")
def test_saving_it_again_makes_the_dates_that_have_come_within_reach() -> None:
    endless = _plan(rule=Rule(Repeats.WEEKLY, starts_on=TUESDAY))
    series = _series(rule=endless.rule)
    series_id = series.id

    later = utc_now() + timedelta(weeks=10)
    outcome = services.change_series(series_id=series_id, plan=endless, now=later)

    assert len(_dates()) == MOST_DATES + outcome.made
    assert outcome.made in {6, 7}
    assert services.change_series(series_id=series_id, plan=endless, now=later).made == 0


def test_one_date_is_left_out_and_does_not_come_back(browser: Browser) -> None:
    series = _series()
    series_id, slug = series.id, series.slug
    browser.sign_in(make_account(organisation=series.organisation))

    browser.post("events.skip_date", {"day": _weeks(1)[0].isoformat()}, series=slug)
    services.change_series(
        series_id=series_id, plan=_plan(without=frozenset(_weeks(1))), now=utc_now()
    )

    assert _dates() == _weeks(0, 2, 3)
    shown = browser.get("events.change_series", series=slug)
    assert shown.value_of("without").strip() == _weeks(1)[0].isoformat()
    # Pressed twice, it is not there any more.
    browser.post("events.skip_date", {"day": _weeks(1)[0].isoformat()}, series=slug, status=404)


def test_a_date_people_are_signed_up_for_is_not_left_out(browser: Browser) -> None:
    series = _series()
    slug = series.slug
    make_registration(_event_on(TUESDAY))
    browser.sign_in(make_account(organisation=series.organisation))

    answer = browser.post("events.skip_date", {"day": TUESDAY.isoformat()}, series=slug)

    assert "You can call it off on its own page." in browser.follow(answer).text
    assert _dates() == _weeks(0, 1, 2, 3)
    assert db.session.scalars(select(Series.exceptions)).one() == ""


@pytest.mark.parametrize("day", [*DAYS, "2027-01-01", ""])
def test_a_day_the_series_does_not_have_is_not_there(browser: Browser, day: str) -> None:
    series = _series()
    slug = series.slug
    browser.sign_in(make_account(organisation=series.organisation))

    browser.post("events.skip_date", {"day": day}, series=slug, status=404)

    assert _dates() == _weeks(0, 1, 2, 3)


def test_the_public_page_is_there_once_a_date_is_published(browser: Browser) -> None:
    series = _series()
    slug, slugs = (
        series.slug,
        [event.slug for event in db.session.scalars(select(Event).order_by(Event.starts_at))],
    )
    browser.get("events.public_series", series=slug, status=404)
    browser.sign_in(make_account(organisation=series.organisation))

    browser.post("events.publish_series", series=slug)

    page = browser.get("events.public_series", series=slug)
    assert [link for link in page.links() if link.startswith("/e/")] == [
        f"/e/{one}" for one in slugs
    ]
    assert "Every Tuesday, 14:00–16:00, 4 times" in page.text


def test_lists_name_the_next_date_alone_and_it_leads_to_all(browser: Browser) -> None:
    series = _series()
    series_id, slug = series.id, series.slug
    home = series.organisation
    home_slug = home.slug
    services.publish_dates(series_id=series_id, now=utc_now())
    first = _event_on(TUESDAY).slug
    browser.sign_in(make_account(organisation=db.session.merge(home)))

    front = browser.get("dashboard.front")
    page = browser.get("dashboard.organisation", organisation=home_slug)
    mine = browser.get("dashboard.home")

    for shown in (front, page):
        assert [link for link in shown.links() if link.startswith("/e/")] == [f"/e/{first}"]
    assert f"/organise/{first}" in mine.links()
    assert sum(link.startswith("/organise/kaffe") for link in mine.links()) == 1
    assert f"/s/{slug}" in browser.get("dashboard.public_page", slug=first).links()


def test_dates_are_not_published_before_there_is_somebody_to_ask(browser: Browser) -> None:
    series = _series(make_organisation(contact_name=""))
    slug = series.slug
    browser.sign_in(make_account(organisation=series.organisation))

    answer = browser.post("events.publish_series", series=slug)

    assert "needs a contact person" in browser.follow(answer).text
    assert set(db.session.scalars(select(Event.status))) == {Status.DRAFT}


def test_a_closed_course_that_comes_back_has_no_public_page(browser: Browser) -> None:
    series = _series(kind=Kind.COURSE)
    series_id, slug = series.id, series.slug
    services.publish_dates(series_id=series_id, now=utc_now())

    browser.get("events.public_series", series=slug, status=404)


PAGES = ["events.series", "events.change_series"]
POSTS = ["events.change_series", "events.publish_series", "events.skip_date"]


@pytest.mark.parametrize("role", [None, Role.DOOR_HOST, Role.OWNER])
def test_a_series_is_for_the_organisers_of_its_association(
    browser: Browser, role: Role | None
) -> None:
    series = _series()
    slug = series.slug
    if role is not None:
        home = series.organisation if role is Role.DOOR_HOST else make_organisation()
        browser.sign_in(make_account(organisation=home, role=role))
    status = 303 if role is None else 404

    for endpoint in PAGES:
        browser.get(endpoint, series=slug, status=status)
    for endpoint in POSTS:
        form = _form(day=TUESDAY.isoformat(), save=sealed(_weeks(0)), times="1")
        browser.post(endpoint, form, series=slug, status=status)

    assert _dates() == _weeks(0, 1, 2, 3)
    assert set(db.session.scalars(select(Event.status))) == {Status.DRAFT}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"until": TUESDAY.isoformat()},
            "Choose one of the two: a last day, or a number of times.",
        ),
        (
            {"times": "", "until": (TUESDAY - timedelta(days=1)).isoformat()},
            "It cannot end before the first day.",
        ),
        ({"ends": "13"}, "The day must end after it begins."),
        (
            {"without": "2027-12-24\nJuleaften"},
            "Write one day on each line. We cannot read this one: Juleaften",
        ),
        ({"repeats": "daily"}, "Choose one of these."),
        ({"times": "27"}, "Write a number from 1 to 26."),
    ],
)
def test_a_rule_that_cannot_be_is_kept_with_a_sentence(
    browser: Browser, changed: dict[str, str], sentence: str
) -> None:
    browser.sign_in(make_account())

    page = browser.post("events.new_series", _form(**changed), status=422)

    assert page.errors == [sentence]
    assert page.value_of("title") == "Kaffe"
    assert db.session.scalar(select(func.count()).select_from(Series)) == 0


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_what_a_series_is_called_is_shown_and_never_run(
    browser: Browser, name: str, typed: str
) -> None:
    browser.sign_in(make_account())
    fields = ("title", "headline_theme", "venue_name")

    page = type_into(
        browser, "events.new_series", _form(save=sealed(_weeks(0, 1, 2, 3))), fields, typed
    )

    if name == "zero width":
        assert len(page.errors) == 3
        return
    series = db.session.scalars(select(Series)).one()
    series_id, slug = series.id, series.slug
    services.publish_dates(series_id=series_id, now=utc_now())
    for endpoint in ("events.series", "events.change_series", "events.public_series"):
        assert_harmless(browser.get(endpoint, series=slug))


@pytest.mark.parametrize("endpoint", ["events.series", "events.public_series"])
def test_three_dates_cost_no_more_statements_than_one(browser: Browser, endpoint: str) -> None:
    home = make_organisation()
    counts = []
    browser.sign_in(make_account(organisation=home))
    for times in (1, 3):
        series = _series(
            db.session.merge(home), rule=Rule(Repeats.WEEKLY, starts_on=TUESDAY, times=times)
        )
        series_id, slug = series.id, series.slug
        services.publish_dates(series_id=series_id, now=utc_now())
        with statements() as sent:
            browser.get(endpoint, series=slug)
        counts.append(len(sent))

    assert counts[0] == counts[1]

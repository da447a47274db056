"""What an association holds, as a page, a calendar and a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events import services
from eventapp.events.enums import Entry, Status
from eventapp.events.models import Event
from eventapp.events.services import Essentials
from tests.browser_client import Browser, public_path
from tests.factories.accounts import make_organisation
from tests.factories.events import make_event
from tests.hostile import TEXTS
from tests.statements import statements

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = ["events.calendar", "events.feed"]


def _fetch(browser: Browser, endpoint: str, slug: str) -> TestResponse:
    """Ask for what is no page."""
    return browser.client.get(
        public_path(browser.app, endpoint, organisation=slug),
        base_url="https://traef.example",
        headers={"Accept-Language": "en"},
    )


def _entries(response: TestResponse) -> list[Any]:
    read: Any = Calendar.from_ical(response.data)
    return list(read.walk("VEVENT"))


def test_the_calendar_names_what_may_be_named_and_no_more(browser: Browser) -> None:
    home = make_organisation()
    listed = make_event(organisation=home, venue_address="Havnegade 1")
    make_event(organisation=home, status=Status.DRAFT)
    make_event(organisation=home, is_listed=False)
    make_event(organisation=home, entry=Entry.INVITED)
    make_event()

    page = _fetch(browser, "events.calendar", home.slug)

    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = _entries(page)
    assert str(entry["summary"]) == listed.title
    assert entry.decoded("dtstart") == listed.starts_at
    assert entry.decoded("dtend") == listed.ends_at
    assert str(entry["location"]) == "Multisalen, Havnegade 1, Fjordby"
    assert str(entry["url"]) == f"https://traef.example/e/{listed.slug}"
    assert (str(entry["status"]), entry["sequence"]) == ("CONFIRMED", 0)


def test_an_entry_keeps_its_name_and_counts_up_when_it_changes(browser: Browser) -> None:
    starts_at = utc_now().replace(microsecond=0) + timedelta(days=9)
    event = make_event(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    slug = event.organisation.slug
    (before,) = _entries(_fetch(browser, "events.calendar", slug))
    moved = Essentials(
        title=event.title,
        headline_theme=event.headline_theme,
        starts_at=starts_at + timedelta(days=1),
        ends_at=starts_at + timedelta(days=1, hours=1),
        venue_name=event.venue_name,
        places=event.places,
    )

    services.change_essentials(event_id=event.id, essentials=moved, now=utc_now())
    (after,) = _entries(_fetch(browser, "events.calendar", slug))
    services.cancel(event_id=event.id, now=utc_now())
    (off,) = _entries(_fetch(browser, "events.calendar", slug))

    assert len({str(entry["uid"]) for entry in (before, after, off)}) == 1
    assert [entry["sequence"] for entry in (before, after, off)] == [0, 1, 2]
    assert after.decoded("dtstart") == starts_at + timedelta(days=1)
    assert [str(entry["status"]) for entry in (before, after, off)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


@pytest.mark.parametrize("endpoint", FILES)
def test_who_asks_again_is_told_that_nothing_is_new(browser: Browser, endpoint: str) -> None:
    event = make_event()
    slug = event.organisation.slug
    first = _fetch(browser, endpoint, slug)
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    path = first.request.path

    def ask(headers: dict[str, str]) -> int:
        answer = browser.client.get(
            path,
            base_url="https://traef.example",
            headers={"Accept-Language": "en", **headers},
        )
        return answer.status_code

    by_tag = ask({"If-None-Match": tag})
    by_time = ask({"If-Modified-Since": changed})
    services.cancel(event_id=event.id, now=event.starts_at - timedelta(days=1))
    after = ask({"If-None-Match": tag})

    assert (by_tag, by_time, after) == (304, 304, 200)
    assert first.headers["Cache-Control"] == "no-cache"
    assert "X-Robots-Tag" not in first.headers


@pytest.fixture
def hostile_events() -> str:
    """Give the address of an association whose gatherings came in with hostile texts."""
    home = make_organisation(name=TEXTS["header"].replace("\r\n", "\n"))
    for number, text in enumerate(TEXTS.values()):
        # PostgreSQL takes no NUL and no lone surrogate, so such a text never gets here.
        stored = text.replace("\x00", "").encode("utf-8", "ignore").decode()
        make_event(
            organisation=home,
            slug=f"hostile-{number}",
            title=f"A{stored}Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\rUID:mine",
            headline_theme=f"A{stored}Z",
            introduction=f"A{stored}Z\r\n\r\nBEGIN:VALARM",
            venue_name=f"A{stored}Z\r\nATTACH:https://elsewhere.example",
        )
    return home.slug


@pytest.mark.usefixtures("app")
def test_hostile_texts_make_no_line_of_their_own_in_a_calendar(
    browser: Browser, hostile_events: str
) -> None:
    page = _fetch(browser, "events.calendar", hostile_events)

    entries = _entries(page)
    assert len(entries) == len(TEXTS)
    allowed = {
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "STATUS",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "URL",
    }
    assert {name for entry in entries for name in entry} == allowed
    assert all("\n" not in str(entry["summary"]) for entry in entries)
    lines = page.data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\r" not in b"".join(lines)
    assert b"\n" not in b"".join(lines)


@pytest.mark.usefixtures("app")
def test_hostile_texts_stay_texts_in_a_feed(browser: Browser, hostile_events: str) -> None:
    page = _fetch(browser, "events.feed", hostile_events)

    feed = ET.fromstring(page.data)  # noqa: S314 -- Our own.
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(TEXTS)
    tags = {"id", "title", "updated", "link", "summary"}
    assert {child.tag.removeprefix(ATOM) for one in entries for child in one} == tags


def test_the_feed_says_what_when_and_where(browser: Browser) -> None:
    event = make_event(introduction="Kom & vær med")
    off = make_event(organisation=event.organisation, cancelled_at=utc_now())

    page = _fetch(browser, "events.feed", event.organisation.slug)

    feed = ET.fromstring(page.data)  # noqa: S314 -- Our own.
    by_id = {one.findtext(f"{ATOM}id"): one for one in feed.findall(f"{ATOM}entry")}
    coming = by_id[f"https://traef.example/e/{event.slug}"]
    text = coming.findtext(f"{ATOM}summary") or ""
    assert coming.findtext(f"{ATOM}title") == event.title
    assert text.endswith("Kom & vær med")
    assert "Fjordby" in text
    called_off = by_id[f"https://traef.example/e/{off.slug}"].findtext(f"{ATOM}summary") or ""
    assert called_off.startswith("The gathering will not be held.")


def test_an_association_without_gatherings_has_a_page_a_calendar_and_a_feed(
    browser: Browser,
) -> None:
    home = make_organisation()

    page = browser.get("dashboard.organisation", organisation=home.slug)

    assert "Nothing is planned right now." in page.text
    assert _entries(_fetch(browser, "events.calendar", home.slug)) == []
    feed = ET.fromstring(  # noqa: S314 -- Our own.
        _fetch(browser, "events.feed", home.slug).data
    )
    assert feed.findall(f"{ATOM}entry") == []


def test_an_association_there_is_not_has_nothing(browser: Browser) -> None:
    for endpoint in ("dashboard.organisation", *FILES):
        browser.get(endpoint, organisation="findes-ikke", status=404)


def test_the_page_lists_what_comes_and_what_was_and_links_both(browser: Browser) -> None:
    home = make_organisation()
    was = utc_now() - timedelta(days=30)
    held = make_event(organisation=home, starts_at=was, ends_at=was + timedelta(hours=2))
    coming = make_event(organisation=home)

    page = browser.get("dashboard.organisation", organisation=home.slug)

    gatherings = [link for link in page.links() if link.startswith("/e/")]
    assert gatherings == [f"/e/{coming.slug}", f"/e/{held.slug}"]


@pytest.mark.parametrize("endpoint", ["dashboard.organisation", *FILES])
def test_three_gatherings_cost_no_more_statements_than_one(browser: Browser, endpoint: str) -> None:
    home = make_organisation()
    slug = home.slug

    def count() -> int:
        with statements() as sent:
            _fetch(browser, endpoint, slug)
        return len(sent)

    make_event(organisation=home)
    one = count()
    for _number in range(2):
        make_event(organisation=db.session.merge(home))

    assert count() == one


def test_a_gathering_that_leaves_the_list_is_news(browser: Browser) -> None:
    event = make_event()
    slug = event.organisation.slug
    first = _fetch(browser, "events.calendar", slug)
    with transaction() as session:
        stored = session.get_one(Event, event.id)
        stored.is_listed = False
        stored.changed_at = stored.changed_at + timedelta(minutes=1)

    answer = browser.client.get(
        first.request.path,
        base_url="https://traef.example",
        headers={"If-Modified-Since": first.headers["Last-Modified"]},
    )

    assert answer.status_code == 200

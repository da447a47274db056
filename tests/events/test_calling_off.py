"""Calling a gathering off, and telling of another day or place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from blinker import Signal

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events import services
from eventapp.events.enums import Action, Status
from eventapp.events.models import Event
from eventapp.events.signals import day_or_place_changed, gathering_cancelled
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event


@contextmanager
def heard(signal: Signal) -> Iterator[list[str]]:
    """Collect the gatherings a signal is about."""
    told: list[str] = []

    def note(_sender: Any, *, event: Event, **_rest: Any) -> None:
        told.append(event.slug)

    with signal.connected_to(note):
        yield told


def _coming(**overrides: object) -> Event:
    starts_at = utc_now().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=20)
    overrides.setdefault("starts_at", starts_at)
    overrides.setdefault("ends_at", starts_at + timedelta(hours=2))
    return make_event(**overrides)  # type: ignore[arg-type]


def _essentials(event: Event, **changed: str) -> dict[str, str]:
    return {
        "title": event.title,
        "headline_theme": event.headline_theme,
        "day": f"{event.starts_here:%Y-%m-%d}",
        "starts": f"{event.starts_here:%H:%M}",
        "ends": f"{event.ends_here:%H:%M}",
        "venue_name": event.venue_name,
        "places": str(event.places),
        **changed,
    }


def test_calling_off_says_what_happens_and_does_it_once(browser: Browser) -> None:
    event = _coming()
    browser.sign_in(make_account(organisation=event.organisation))
    asked = browser.get("events.cancel", slug=event.slug)
    assert "Everybody who signed up gets a mail." in asked.text
    assert "It cannot be taken back." in asked.text

    with heard(gathering_cancelled) as told:
        for _press in range(2):
            browser.post("events.cancel", slug=event.slug)

    stored = db.session.get_one(Event, event.id)
    assert (told, stored.is_cancelled, stored.revision) == ([event.slug], True, 1)
    assert not any(stored.allows(action, utc_now()) for action in Action)
    page = browser.get("dashboard.public_page", slug=event.slug)
    assert "The gathering will not be held." in page.response.text
    assert "You have called it off." in browser.get("events.status", slug=event.slug).text


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        (
            {"status": Status.DRAFT},
            "Nobody can see a draft yet, so there is nothing to call off.",
        ),
        (
            {
                "starts_at": utc_now() - timedelta(hours=3),
                "ends_at": utc_now() - timedelta(hours=1),
            },
            "The gathering has been held.",
        ),
    ],
)
def test_a_draft_and_what_was_held_are_not_called_off(
    browser: Browser, overrides: dict[str, object], sentence: str
) -> None:
    event = _coming(**overrides)
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.post("events.cancel", slug=event.slug, status=422)

    assert page.errors == [sentence]
    assert not db.session.get_one(Event, event.id).is_cancelled


@pytest.mark.parametrize(
    ("changed", "tells"),
    [
        ({"day": "tomorrow"}, True),
        ({"starts": "00:00", "ends": "23:00"}, True),
        ({"venue_name": "Another hall"}, True),
        ({"title": "Another title"}, False),
        ({"places": "99"}, False),
        ({}, False),
    ],
)
def test_another_day_time_or_place_is_told(
    browser: Browser,
    changed: dict[str, str],
    tells: bool,  # noqa: FBT001 -- A row of the table above.
) -> None:
    event = _coming()
    browser.sign_in(make_account(organisation=event.organisation))
    if "day" in changed:
        changed = {"day": f"{event.starts_here + timedelta(days=1):%Y-%m-%d}"}

    with heard(day_or_place_changed) as told:
        browser.post("events.essentials", _essentials(event, **changed), slug=event.slug)

    assert told == [event.slug] * tells


def test_another_address_is_told_and_another_text_is_not(browser: Browser) -> None:
    event = _coming(venue_town="")
    browser.sign_in(make_account(organisation=event.organisation))

    with heard(day_or_place_changed) as told:
        browser.post("events.public_text", {"introduction": "Kom."}, slug=event.slug)
        assert told == []
        browser.post("events.public_text", {"venue_address": "Havnegade 1"}, slug=event.slug)

    assert told == [event.slug]
    assert db.session.get_one(Event, event.id).revision == 1


@pytest.mark.parametrize(
    "overrides",
    [
        {"status": Status.DRAFT},
        {"cancelled_at": utc_now()},
        {"starts_at": utc_now() - timedelta(days=9), "ends_at": utc_now() - timedelta(days=8)},
    ],
    ids=["a draft", "called off", "held"],
)
@pytest.mark.usefixtures("app")
def test_nobody_is_told_of_a_change_that_concerns_nobody(overrides: dict[str, object]) -> None:
    event = _coming(**overrides)
    essentials = services.Essentials(
        title=event.title,
        headline_theme=event.headline_theme,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        venue_name="Another hall",
        places=event.places,
    )

    with heard(day_or_place_changed) as told:
        services.change_essentials(event_id=event.id, essentials=essentials, now=utc_now())

    assert told == []

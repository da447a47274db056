"""The list of who comes."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask

from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.people.words import STATUS_IN_LISTS
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import set_roles
from tests.browser_client import Browser, Page
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.people import make_crowd
from tests.factories.registration import make_registration
from tests.statements import statements


def _names(page: Page) -> list[str]:
    return [str(one.contents[0]) for one in page.soup.select("main .actions li div")]


def _signed_in(browser: Browser) -> Event:
    event = make_event(places=3000)
    browser.sign_in(make_account(organisation=event.organisation))
    return event


def _three(event: Event) -> None:
    """Make three people who differ in everything one can choose by."""
    maja = make_registration(
        event, name="Maja", region=Region.NORDJYLLAND, engagement=Engagement.PAID, at=NOW
    )
    bo = make_registration(
        event,
        name="bo",
        status=RegistrationStatus.WAITING,
        on_behalf=True,
        at=NOW + timedelta(hours=1),
    )
    make_registration(
        event,
        name="Åse",
        status=RegistrationStatus.CANCELLED,
        region=Region.SJAELLAND,
        engagement=Engagement.VOLUNTEER,
        at=NOW + timedelta(hours=2),
    )
    set_roles(registration_id=maja.id, roles=frozenset({PeerRole.STEWARD}))
    with transaction() as session:
        session.get_one(Registration, bo.id).address_failed_at = NOW


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["bo", "Maja", "Åse"]),
        ({"sort": "time"}, ["Åse", "bo", "Maja"]),
        ({"sort": "status"}, ["Maja", "bo", "Åse"]),
        ({"state": "waiting"}, ["bo"]),
        ({"region": "nordjylland"}, ["Maja"]),
        ({"engagement": "volunteer"}, ["Åse"]),
        ({"role": "steward"}, ["Maja"]),
        ({"role": "note_taker"}, []),
        ({"returned": "y"}, ["bo"]),
        ({"on_behalf": "y"}, ["bo"]),
        ({"state": "nonsense", "sort": "nonsense", "page": "nonsense"}, ["bo", "Maja", "Åse"]),
        ({"page": "99"}, ["bo", "Maja", "Åse"]),
        ({"page": "-1"}, ["bo", "Maja", "Åse"]),
    ],
)
def test_the_list_shows_whom_one_chooses_in_the_order_one_chooses(
    browser: Browser, asked: dict[str, str], names: list[str]
) -> None:
    event = _signed_in(browser)
    _three(event)

    page = browser.open(f"/organise/{event.slug}/people?{urlencode(asked)}")

    assert _names(page) == names


def test_the_list_names_no_address(browser: Browser) -> None:
    event = _signed_in(browser)
    make_registration(event, name="Maja", address="maja@mail.example")

    page = browser.get("people.people", slug=event.slug)

    assert "mail.example" not in page.response.text


def test_a_name_is_looked_for_by_post_and_stands_in_no_address(browser: Browser) -> None:
    event = _signed_in(browser)
    _three(event)

    found = browser.post("people.people", {"search": "AJ"}, status=200, slug=event.slug)
    among = browser.post("people.people", {"search": "a"}, status=200, slug=event.slug, sort="time")
    nobody = browser.post("people.people", {"search": "zzz"}, status=200, slug=event.slug)

    assert (_names(found), _names(among)) == (["Maja"], ["Maja"])
    assert "One person" in found.text
    assert "Nobody here has that in their name." in nobody.text
    addresses = [link for page in (found, nobody) for link in page.links()]
    actions = [str(form.get("action")) for form in found.soup.select("form")]
    assert [one for one in addresses + actions if "zzz" in one or "AJ" in one] == []


def test_a_search_in_the_address_is_not_read(browser: Browser) -> None:
    event = _signed_in(browser)
    _three(event)

    page = browser.get("people.people", slug=event.slug, search="Maja")

    assert _names(page) == ["bo", "Maja", "Åse"]


def test_a_long_list_comes_in_pages_and_so_do_the_names_found(browser: Browser) -> None:
    event = _signed_in(browser)
    make_crowd(event, 230)

    first = browser.get("people.people", slug=event.slug)
    last = browser.get("people.people", slug=event.slug, page="3", region="sjaelland")
    third = browser.get("people.people", slug=event.slug, page="3")
    found = browser.post(
        "people.people", {"search": "peer", "page": "2"}, status=200, slug=event.slug
    )

    assert (len(_names(first)), _names(third)[0], len(_names(third))) == (100, "Peer 0200", 30)
    assert (_names(last)[0], len(_names(last))) == ("Peer 0001", 46)
    assert (_names(found)[0], "Page 2 of 3" in found.text) == ("Peer 0100", True)
    assert "230 of 3000 seats are taken." in first.text


def test_the_list_costs_the_same_statements_however_many_there_are(browser: Browser) -> None:
    sent = []
    for number in (1, 3, 2000):
        event = _signed_in(browser)
        make_crowd(event, number)
        browser.get("people.people", slug=event.slug)
        with statements() as sent_now:
            browser.get("people.people", slug=event.slug)
        sent.append(len([one for one in sent_now if one.split()[0] in {"SELECT", "UPDATE"}]))

    assert sent[0] == sent[1] == sent[2] <= 12


def test_an_empty_list_says_what_to_do_and_asks_for_nothing(browser: Browser) -> None:
    event = _signed_in(browser)

    page = browser.get("people.people", slug=event.slug)

    assert "Share the address of the public page." in page.text
    assert page.soup.select("main form") == []


def test_choosing_nobody_says_so(browser: Browser) -> None:
    event = _signed_in(browser)
    make_registration(event)

    page = browser.open(f"/organise/{event.slug}/people?state=waiting")

    assert "There is nobody like that." in page.text


def test_every_state_has_its_words(app: Flask) -> None:
    assert app
    assert set(STATUS_IN_LISTS) == set(RegistrationStatus)

"""Signing up, as a peer meets it."""

from __future__ import annotations

import pytest

from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.registration import make_registration, own_page_secret


def test_a_mistake_is_named_and_nothing_is_lost(browser: Browser) -> None:
    event = make_event()

    page = browser.post(
        "registration.register",
        {"chosen_name": "Maja", "address": "maja@"},
        slug=event.slug,
        status=422,
    )

    assert page.errors == ["We cannot read this address. Does it look like name@place.dk?"]
    assert (page.value_of("chosen_name"), page.value_of("address")) == ("Maja", "maja@")


@pytest.mark.usefixtures("app")
def test_the_pages_open(browser: Browser) -> None:
    event = make_event()
    registration = make_registration(event)
    secret = own_page_secret(registration)
    for endpoint in ("dashboard.public_page", "registration.register", "registration.registered"):
        browser.get(endpoint, slug=event.slug)
    browser.get("registration.open_own_page", secret=secret)
    browser.get("registration.it_was_not_me", secret=secret)
    browser.get("dashboard.front")
    browser.post("registration.open_own_page", secret=secret)
    browser.get("registration.own_page")
    browser.get("registration.change")
    browser.get("registration.withdraw")
    browser.sign_in(make_account(organisation=event.organisation))
    browser.get("dashboard.home")
    for endpoint in (
        "dashboard.event",
        "events.essentials",
        "events.public_text",
        "events.windows",
        "events.status",
        "people.people",
        "people.add_person",
    ):
        browser.get(endpoint, slug=event.slug)
    browser.get("people.person", slug=event.slug, registration_id=registration.id)
    for endpoint in ("accounts.organisation", "accounts.people", "events.new"):
        browser.get(endpoint)

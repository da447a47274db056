"""A seat in a full room, from the one who cancels to the one who has waited longest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from eventapp.clock import utc_now
from tests.browser.house import BROWSER, Browsers, House
from tests.factories.events import make_event
from tests.journeys.people import Peer, go, heading, press

# Its area is tested on both databases; what a browser does is the same on each.
pytestmark = [*BROWSER, pytest.mark.once]


def test_a_seat_that_is_given_up_is_offered_to_who_has_waited_longest_and_he_takes_it(
    house: House, browsers: Browsers
) -> None:
    with house.app.app_context():
        begins = utc_now() + timedelta(days=30)
        slug = make_event(starts_at=begins, ends_at=begins + timedelta(hours=6), places=1).slug

    with browsers.one() as majas, browsers.one() as villads, browsers.one() as idas:
        maja = Peer(house, majas, slug)
        maja.sign_up()
        maja.open_own_page()
        expect(majas.get_by_text("You have a seat")).to_be_visible()

        first = Peer(house, villads, slug, "Villads", "villads@mail.example")
        second = Peer(house, idas, slug, "Ida", "ida@mail.example")
        for waiting in (first, second):
            waiting.sign_up()
            waiting.open_own_page()
            heading_of_sheet(waiting.page, "You are on the waiting list")

        cancel(majas)

        # The seat is kept for him: nobody behind him gets it before he has answered.
        idas.reload()
        heading_of_sheet(idas, "You are on the waiting list")
        first.open_own_page()
        heading_of_sheet(villads, "A seat can be yours")
        press(villads, "Yes, I am coming")
        expect(villads.get_by_role("status")).to_have_text("The seat is yours.")
        expect(villads.get_by_text("You have a seat")).to_be_visible()
        expect(villads.locator("section.pass")).to_be_visible()

        idas.reload()
        heading_of_sheet(idas, "You are on the waiting list")


def cancel(page: Page) -> None:
    page.goto("/m")
    go(page, "Cancel")
    heading(page, "Cancel your seat?")
    press(page, "Cancel my seat")
    expect(page.locator("p.lede")).to_have_text("You have cancelled.")


def heading_of_sheet(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=2, name=words)).to_be_visible()

"""A course that is nobody's business: made, kept from strangers, and come to by a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import BROWSER, Browsers, House
from tests.journeys.people import PEER, Organiser, Peer, fill, go, heading, in_days, press

# Its area is tested on both databases; what a browser does is the same on each.
pytestmark = [*BROWSER, pytest.mark.once]

THEME = "Når vi passer på os"


def test_only_who_is_invited_learns_of_a_closed_course_and_comes_by_her_own_link(
    house: House, browsers: Browsers
) -> None:
    with browsers.one() as ruths, browsers.one() as strangers, browsers.one() as majas:
        ruth = Organiser(house, ruths)
        ruth.come_in()
        ruth.describe_association()
        ruth.make_course()
        invite(ruths, ruth.slug)

        a_stranger_learns_nothing(strangers, ruth.slug)

        maja = Peer(house, majas, ruth.slug)
        majas.goto(house.link_to(PEER))
        heading(majas, "You are invited")
        maja.say_who_she_is()
        maja.open_own_page()
        expect(majas.get_by_text("You have a seat")).to_be_visible()
        go(majas, "About the day")
        expect(majas.get_by_text(THEME)).to_be_visible()

        ruths.goto(f"/organise/{ruth.slug}/invitations")
        expect(ruths.get_by_text("1 of one seat is taken.")).to_be_visible()


def invite(page: Page, slug: str) -> None:
    page.goto(f"/organise/{slug}/invitations")
    fill(page, "A note for yourself", "Maja fra Fjordby")
    fill(page, "Keep the seats until the end of", in_days(1))
    fill(page, "E-mail, if we shall send it", PEER)
    press(page, "Make the invitation")
    expect(page.get_by_role("status")).to_have_text("The invitation is on its way.")


def a_stranger_learns_nothing(page: Page, slug: str) -> None:
    page.goto(f"/e/{slug}")
    expect(page.get_by_text("This gathering is by invitation.")).to_be_visible()
    expect(page.get_by_text(THEME)).to_have_count(0)
    page.goto(f"/e/{slug}/register")
    heading(page, "This gathering is by invitation")
    expect(page.locator("form[data-once]")).to_have_count(0)
    page.goto("/o/foreningen-langbordet")
    heading(page, "Foreningen Langbordet")
    expect(page.get_by_text("Stolen ved siden af")).to_have_count(0)

"""A café that comes back ten times: made once, published at once, and nobody signs up."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.house import BROWSER, Browsers, House
from tests.journeys.people import Organiser, fill, go, heading, in_days, press

# Its area is tested on both databases; what a browser does is the same on each.
pytestmark = [*BROWSER, pytest.mark.once]

CAFE = "Kaffe ved vinduet"


def test_a_drop_in_cafe_gets_ten_dates_a_public_page_and_no_form_to_fill_in(
    house: House, browsers: Browsers
) -> None:
    with browsers.one() as ruths, browsers.one() as majas:
        ruth = Organiser(house, ruths)
        ruth.come_in()
        ruth.describe_association()
        make_ten_dates(ruths)
        series = ruths.url.rsplit("/", 1)[1]

        majas.goto(f"/s/{series}")
        expect(majas.get_by_text(CAFE)).to_have_count(0)

        press(ruths, "Publish the dates")
        expect(ruths.get_by_role("status")).to_have_text("Everybody can see the dates now.")

        majas.goto(f"/s/{series}")
        heading(majas, CAFE)
        expect(dates_on(majas)).to_have_count(10)

        leave_one_out(ruths)
        majas.reload()
        expect(dates_on(majas)).to_have_count(9)
        just_come(majas)


def make_ten_dates(page: Page) -> None:
    """Write what it is and how often, look at the dates, and make them."""
    go(page, "One that comes back")
    fill(page, "What is it called?", CAFE)
    fill(page, "What is it about?", "Kom som du er")
    fill(page, "Where?", "Caféen, Fjordby")
    page.get_by_label("Every week").check()
    fill(page, "The first day", in_days(7))
    fill(page, "Or after this many times", "10")
    press(page, "Show me the dates")
    heading(page, "A gathering that comes back")
    preview = page.get_by_role("region", name="This makes 10 dates")
    expect(preview.get_by_role("listitem")).to_have_count(10)
    press(page, "Make these dates")
    heading(page, CAFE)
    expect(page.get_by_role("heading", name="10 dates are drafts")).to_be_visible()


def leave_one_out(page: Page) -> None:
    expect(page.locator("ol.dates li")).to_have_count(10)
    page.get_by_role("button", name="Leave out").nth(2).click()
    expect(page.locator("ol.dates li")).to_have_count(9)


def dates_on(page: Page) -> Locator:
    return page.locator("main ul.actions li")


def just_come(page: Page) -> None:
    """Open the next date, which asks for nothing."""
    dates_on(page).first.get_by_role("link").click()
    expect(page.get_by_text("You don't sign up. Just come.")).to_be_visible()
    expect(page.get_by_role("link", name="Save me a seat")).to_have_count(0)
    page.goto(f"{page.url}/register")
    heading(page, "You just come")
    expect(page.locator("form[data-once]")).to_have_count(0)

"""From an empty house to a write-up that people pass on, by hand, on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Response, expect

from tests.browser.house import BROWSER, Browsers, House
from tests.journeys.people import CLAIM, PAPER, SAID, Helper, Organiser, Peer, go, heading
from tests.journeys.reading import squeezed, words_on_paper

pytestmark = BROWSER


def test_a_gathering_is_made_held_and_written_up_by_hand_on_a_phone(
    house: House, browsers: Browsers
) -> None:
    with browsers.one() as ruths, browsers.one() as majas, browsers.one() as bos:
        ruth = Organiser(house, ruths)
        ruth.come_in()
        ruth.describe_association()
        ruth.make_gathering()
        ruth.invite_helper()

        maja = Peer(house, majas, ruth.slug)
        maja.sign_up()
        maja.open_own_page()
        assert len(maja.propose()) == 3
        maja.answer_cards()

        ruth.make_programme()
        ruth.give_pen("Maja")

        bo = Helper(house, bos)
        bo.come_in()
        address = maja.show_pass()
        assert re.fullmatch(re.escape(house.url.upper()) + "/T/[0-9A-Z]+", address)
        bo.let_in(address)
        bo.see_it_again(address)

        maja.take_notes()
        maja.read_back()

        ruth.write_up()
        ruth.publish_write_up()
        read_on_the_web(majas, ruth.slug)
        read_on_paper(house, majas)


def read_on_the_web(page: Page, slug: str) -> None:
    page.goto(f"/e/{slug}/writeup")
    heading(page, "Stolen ved siden af")
    claim = page.locator("details.claim").filter(has_text=CLAIM)
    expect(claim).to_have_count(1)
    claim.locator("summary").click()
    # Two voices are fewer than five, so the page shows neither their number nor their words.
    expect(claim.locator(".proof")).to_contain_text("Færre end fem stemmer")
    for words in SAID:
        expect(page.get_by_text(words)).to_have_count(0)


def read_on_paper(house: House, page: Page) -> None:
    """Ask for the PDF too early; the page asks again by itself until it is there."""
    go(page, PAPER)
    heading(page, "The PDF is being made")
    with page.expect_response(is_pdf) as printed:
        house.work()
    assert squeezed(CLAIM) in words_on_paper(page.request.get(printed.value.url).body())


def is_pdf(answer: Response) -> bool:
    return answer.headers.get("content-type") == "application/pdf"

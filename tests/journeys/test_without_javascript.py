"""The chain in browsers that run no JavaScript: an old phone, or a careful one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.house import BROWSER, Browsers, House
from tests.journeys.people import CLAIM, PAPER, SAID, TOPIC, Organiser, Peer, go, heading
from tests.journeys.reading import squeezed, words_on_paper

pytestmark = BROWSER


def test_everything_but_the_camera_works_without_javascript(
    house: House, browsers: Browsers
) -> None:
    with (
        browsers.one(java_script_enabled=False) as ruths,
        browsers.one(java_script_enabled=False) as majas,
    ):
        ruth = Organiser(house, ruths)
        ruth.come_in()
        ruth.describe_association()
        ruth.make_gathering()

        maja = Peer(house, majas, ruth.slug)
        maja.sign_up()
        maja.open_own_page()
        change_a_proposal_with_the_three_words(majas, ruth.slug, maja.propose())
        maja.answer_cards()

        ruth.make_programme()
        ruth.give_pen("Maja")
        maja.take_notes()
        maja.read_back()

        ruth.write_up()
        ruth.publish_write_up()
        read_on_the_web(majas, ruth.slug)
        wait_for_the_paper(house, majas)


def change_a_proposal_with_the_three_words(page: Page, slug: str, words: list[str]) -> None:
    page.goto(f"/e/{slug}/themes")
    go(page, "I have three words")
    page.get_by_label("Your three words").fill(", ".join(words))
    page.get_by_role("button", name="Open my topic").click()
    heading(page, "Your topic")
    expect(page.get_by_label("Your topic")).to_have_value(TOPIC)


def read_on_the_web(page: Page, slug: str) -> None:
    page.goto(f"/e/{slug}/writeup")
    heading(page, "Stolen ved siden af")
    claim = page.locator("details.claim").filter(has_text=CLAIM)
    expect(claim).to_have_count(1)
    expect(claim.locator(".proof")).to_be_hidden()
    claim.locator("summary").click()
    expect(claim.locator(".proof")).to_be_visible()
    for words in SAID:
        expect(page.get_by_text(words)).to_have_count(0)


def wait_for_the_paper(house: House, page: Page) -> None:
    """Ask for the PDF too early, and press the link that asks once more."""
    go(page, PAPER)
    heading(page, "The PDF is being made")
    house.work()
    with page.expect_response("**/writeup.pdf") as asked_again:
        go(page, "Look again")
    assert asked_again.value.headers["content-type"] == "application/pdf"
    assert squeezed(CLAIM) in words_on_paper(page.request.get(asked_again.value.url).body())

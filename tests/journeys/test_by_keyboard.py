"""The peer's way by keyboard alone: Tab, Enter, Space and the arrows, and what one types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect

from eventapp.clock import utc_now
from tests.browser.house import BROWSER, DESKTOP, Browsers, House
from tests.factories.events import make_event
from tests.factories.themes import make_proposal
from tests.journeys.people import PEER, TOPIC, heading

pytestmark = BROWSER

MOST_STEPS = 60  # More presses of Tab than any page of a peer has things to press.
# What has the focus: its words, and whether one sees it.
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    words: (one.labels?.[0] ?? one).innerText.trim() || one.getAttribute("aria-label") || "",
    ring: one.matches(":focus-visible") && style.outlineStyle === "solid"
      ? parseFloat(style.outlineWidth) : 0,
    inView: box.width > 0 && box.top >= 0 && box.bottom <= innerHeight
      && box.left >= 0 && box.right <= innerWidth,
  };
}"""


@dataclass
class Keyboard:
    """A hand on the keys, and an eye on the ring that says where one is."""

    page: Page

    def to(self, words: str) -> None:
        """Press Tab until something with these words has the focus; it is seen all the way."""
        passed = []
        for _step in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            assert here["ring"] >= 2, f"One does not see where one is: {here}"
            assert here["inView"], f"The focus is out of sight: {here}"
            passed.append(here["words"])
            if re.search(words, here["words"]):
                return
        raise AssertionError(f"{words!r} is not reached by Tab. Passed: {passed}")

    def press(self, words: str) -> None:
        """Go to a link or a button, and press Enter."""
        self.to(words)
        self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Go to a field, and type."""
        self.to(label)
        self.page.keyboard.type(text)


def test_a_peer_comes_proposes_and_answers_by_keyboard_alone(
    house: House, browsers: Browsers
) -> None:
    with house.app.app_context():
        begins = utc_now() + timedelta(days=30)
        event = make_event(starts_at=begins, ends_at=begins + timedelta(hours=6))
        for topic in ("Hvem ringer man til?", "Kaffe uden dagsorden"):
            make_proposal(event, topic)
        slug = event.slug

    with browsers.one(size=DESKTOP) as page:
        keys = Keyboard(page)
        page.goto(f"/e/{slug}")
        skip_to_the_content(keys)
        sign_up(keys, slug)
        page.goto(house.link_to(PEER))
        keys.press("^Open my page$")
        heading(page, "Hi Maja")
        propose(keys)
        answer(keys)


def skip_to_the_content(keys: Keyboard) -> None:
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate(FOCUSED)["words"] == "Skip to the content"
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.press("Tab")
    inside = keys.page.evaluate("() => document.activeElement.closest('main') !== null")
    assert inside


def sign_up(keys: Keyboard, slug: str) -> None:
    page = keys.page
    page.goto(f"/e/{slug}")
    keys.press("^Save me a seat$")
    heading(page, "Sign up")
    # Sent empty, the page says what it needs, and its links lead to the fields.
    keys.press("^Send$")
    expect(page.get_by_role("alert")).to_contain_text("2 things need you")
    keys.press("^Your e-mail$")
    page.keyboard.type(PEER)
    expect(page.locator("input[name=address]")).to_have_value(PEER)
    page.goto(f"/e/{slug}/register")
    keys.write("What shall we call you", "Maja")
    keys.write("Your e-mail", PEER)
    keys.press("^Region, and how you are a peer")
    keys.to("^Region$")
    page.keyboard.press("ArrowDown")
    keys.to("rather not say$")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("I do it as a volunteer")).to_be_checked()
    keys.press("^Send$")
    heading(page, "A mail is coming")


def propose(keys: Keyboard) -> None:
    page = keys.page
    keys.press("^Propose something to talk about")
    heading(page, "What would you like to talk about?")
    keys.write("Your topic", TOPIC)
    keys.press("^Send$")
    heading(page, "Your topic is in")
    keys.press("^I have kept them")
    heading(page, "What we could talk about")
    expect(page.get_by_text(TOPIC)).to_be_visible()


def answer(keys: Keyboard) -> None:
    page = keys.page
    keys.press("^Say what you'd like to talk about")
    card = page.locator(".voice")
    first = card.inner_text()
    keys.to("^I'd like to talk about this$")
    page.keyboard.press("Space")
    expect(card).not_to_have_text(first)
    keys.press("^Undo the last answer$")
    expect(card).to_have_text(first)
    for _card in range(2):
        keys.press("^Maybe$")
        expect(card).not_to_have_text(first)
        first = card.inner_text()
    keys.press("^Skip$")
    heading(page, "You have seen them all")

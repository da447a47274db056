"""The people of a journey, and what each of them does by hand in her own browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from eventapp.accounts import services as accounts
from eventapp.clock import utc_now
from tests.browser.house import House

OWNER = "ruth@langbordet.example"
DOOR_HOST = "bo@langbordet.example"
PEER = "maja@mail.example"
WAY_TO_A_SEAT = re.compile("^(Save me a seat|Put me on the waiting list)$")
TOPIC = "Hvad gør vi, når vi er trætte?"
SAID = (
    "Vi siger det højt, mens det stadig er småt.",
    "En pause i kalenderen er også arbejde.",
)
# The page of a write-up is in the language it was written in, all of it.
PAPER = "Læs den på papir (PDF)"
CLAIM = "Vi passer på hinanden ved at sige det, før det bliver stort."


def heading(page: Page, name: str) -> None:
    """See that a page with this heading has come."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def press(page: Page | Locator, name: str) -> None:
    """Press a button by what stands on it."""
    page.get_by_role("button", name=name, exact=True).click()


def go(page: Page | Locator, name: str) -> None:
    """Follow a link by what stands in it."""
    page.get_by_role("link", name=name).first.click()


def fill(page: Page, name: str, words: str) -> None:
    """Write in a field by its label."""
    page.get_by_label(name, exact=True).fill(words)


def in_days(days: int) -> str:
    """Give a day from today on, by the clock there, as fields of days take it."""
    today = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
    return (today + timedelta(days=days)).isoformat()


@dataclass
class Organiser:
    """Ruth, who holds the gathering."""

    house: House
    page: Page
    slug: str = ""

    def come_in(self) -> None:
        """Have an account, ask for a link by mail, and sign in with it."""
        with self.house.app.app_context():
            accounts.create_owner(
                address=OWNER, name="Ruth", organisation="Foreningen Langbordet", now=utc_now()
            )
        self.page.goto("/organise/sign-in")
        fill(self.page, "Your e-mail", OWNER)
        press(self.page, "Send me a link")
        heading(self.page, "A mail is on its way")
        self.page.goto(self.house.link_to(OWNER))
        press(self.page, "Sign in")
        heading(self.page, "My gatherings")

    def describe_association(self) -> None:
        """Say whom people can ask, and whom they can call."""
        self.page.get_by_role("link", name="Your association").click()
        fill(self.page, "Who can people ask on the day?", "Astrid")
        fill(self.page, "Telephone", "00 00 12 34")
        fill(self.page, "An e-mail people can write to", "hej@langbordet.example")
        fill(self.page, "Whom can people call when it gets too hard?", "Natlinjen")
        fill(self.page, "The helpline's number", "00 00 56 78")
        press(self.page, "Save")
        heading(self.page, "My gatherings")

    def make_gathering(self) -> None:
        """Fill in the five things and publish. It is tomorrow: so the door is open already."""
        go(self.page, "A new gathering")
        self._fill_in_five_things()

    def make_course(self) -> None:
        """Make a closed course and publish it."""
        go(self.page, "A new gathering")
        go(self.page, "Supervision or a course: closed, by invitation")
        self._fill_in_five_things()

    def _fill_in_five_things(self) -> None:
        fill(self.page, "What is it called?", "Stolen ved siden af")
        fill(self.page, "What is the headline theme?", "Når vi passer på os")
        fill(self.page, "Which day?", in_days(1))
        fill(self.page, "From", "00:00")
        fill(self.page, "Until", "23:59")
        fill(self.page, "Where?", "Multisalen, Fjordby")
        fill(self.page, "How many can come?", "20")
        press(self.page, "Make a draft")
        heading(self.page, "Stolen ved siden af")
        self.slug = self.page.url.rsplit("/", 1)[1]
        self.page.get_by_role("link", name="Publish the gathering").click()
        press(self.page, "Publish the gathering")
        self._overview()

    def _overview(self) -> None:
        self.page.goto(f"/organise/{self.slug}")
        heading(self.page, "Stolen ved siden af")

    def make_programme(self) -> None:
        """Make one round with two tables, and give the peer's topic the first."""
        self._overview()
        go(self.page, "Rounds and tables")
        fill(self.page, "Rounds", "1")
        fill(self.page, "Tables in each", "2")
        press(self.page, "Make them")
        go(self.page, "1. The topic comes later")
        fill(self.page, "Headline", "Når vi er trætte")
        self.page.get_by_label(TOPIC).check()
        press(self.page, "Save")
        expect(self.page.get_by_role("link", name="1. Når vi er trætte")).to_be_visible()

    def give_pen(self, name: str) -> None:
        """Note that somebody has agreed to take notes."""
        self._overview()
        go(self.page, "Who is coming")
        go(self.page, name)
        self.page.get_by_label("Note-taker").check()
        press(self.page, "Save")
        expect(self.page.get_by_role("status")).to_have_text("Saved.")

    def invite_helper(self) -> None:
        """Ask somebody to stand at the door."""
        self.page.goto("/organise/people")
        fill(self.page, "What is the person called?", "Bo")
        fill(self.page, "Their e-mail", DOOR_HOST)
        press(self.page, "Send an invitation")
        expect(self.page.get_by_role("status")).to_have_text("A mail with a link is on its way.")

    def write_up(self) -> None:
        """Begin the write-up, keep one theme, and write a sentence with what stands behind it."""
        self._overview()
        go(self.page, "Write-up")
        press(self.page, "Begin the write-up")
        self.page.get_by_role("link", name="A theme").last.click()
        press(self.page, "Take the part out")
        go(self.page, "A theme")
        fill(self.page, "Heading", "Når vi er trætte")
        press(self.page, "Save")
        go(self.page, "A sentence in the peers' voice")
        fill(self.page, "The sentence", CLAIM)
        for words in SAID:
            self.page.get_by_label(words).check()
        press(self.page, "Save")
        expect(self.page.get_by_text("2 contributions behind it")).to_be_visible()

    def publish_write_up(self) -> None:
        """Show the write-up to everybody."""
        self._overview()
        go(self.page, "Write-up")
        press(self.page, "Publish the write-up")
        expect(self.page.get_by_role("status")).to_have_text("Published. The PDF is being made.")


@dataclass
class Peer:
    """Maja, who comes, unless it is somebody else."""

    house: House
    page: Page
    slug: str
    name: str = "Maja"
    address: str = PEER

    def sign_up(self) -> None:
        """Find the public page, and save a seat there, or stand in line for one."""
        self.page.goto(f"/e/{self.slug}")
        heading(self.page, "Stolen ved siden af")
        # The page says only every ten minutes whether there is room.
        self.page.get_by_role("link", name=WAY_TO_A_SEAT).click()
        self.say_who_she_is()

    def say_who_she_is(self) -> None:
        """Fill in the form, whichever way she came to it."""
        fill(self.page, "What shall we call you?", self.name)
        fill(self.page, "Your e-mail", self.address)
        press(self.page, "Send")
        heading(self.page, "A mail is coming")

    def open_own_page(self) -> None:
        """Follow the link in the mail. Looking opens nothing; the button does."""
        link = self.house.link_to(self.address)
        self.page.goto(link)
        heading(self.page, "Your page is here")
        press(self.page, "Open my page")
        heading(self.page, f"Hi {self.name}")
        assert self.page.url == f"{self.house.url}/m"

    def propose(self) -> list[str]:
        """Propose a topic and give the three words of the receipt."""
        self.page.goto("/m")
        go(self.page, "Propose something to talk about")
        fill(self.page, "Your topic", TOPIC)
        press(self.page, "Send")
        heading(self.page, "Your topic is in")
        words = self.page.locator(".slip .display").inner_text().replace("\u00a0", " ").split(" · ")
        press(self.page, "I have kept them. Show the other topics")
        heading(self.page, "What we could talk about")
        expect(self.page.get_by_text(TOPIC)).to_be_visible()
        return words

    def answer_cards(self) -> None:
        """Answer until there is no card left."""
        self.page.goto("/m")
        go(self.page, "Say what you'd like to talk about")
        expect(self.page.locator(".voice")).to_have_text(TOPIC)
        press(self.page, "I'd like to talk about this")
        heading(self.page, "You have seen them all")

    def show_pass(self) -> str:
        """Hold the phone up; give what a camera reads in it."""
        self.page.goto("/m")
        picture = self.page.locator("section.pass").screenshot()
        read = [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
        assert len(read) == 1, read
        return read[0]

    def take_notes(self) -> None:
        """Write down at the first table what is said there."""
        self.page.goto("/m")
        go(self.page, "Write at your table")
        go(self.page, "Table 1: Når vi er trætte")
        for words in SAID:
            fill(self.page, "Next contribution", words)
            self.page.get_by_label("Point").check()
            press(self.page, "Save the contribution")
            expect(self.page.get_by_role("status")).to_have_text("Saved.")

    def read_back(self) -> None:
        """Read aloud what was written, and hear the table say yes."""
        go(self.page, "Read them aloud")
        heading(self.page, "Read aloud to the table")
        assert [one.strip() for one in self.page.locator(".heard .voice").all_inner_texts()] == [
            *SAID
        ]
        press(self.page, "Yes, it covers it")
        expect(self.page.get_by_role("status")).to_have_text("Read aloud. The table said yes.")


@dataclass
class Helper:
    """Bo, who stands at the door."""

    house: House
    page: Page

    def come_in(self) -> None:
        """Follow the invitation and sign in."""
        self.page.goto(self.house.link_to(DOOR_HOST))
        press(self.page, "Sign in")
        heading(self.page, "My gatherings")

    def let_in(self, address: str) -> None:
        """Open what the camera read, and let her in."""
        self.page.goto(address)
        heading(self.page, "At the door")
        expect(self.page.locator(".who")).to_have_text("Maja")
        press(self.page, "Let in")
        heading(self.page, "Welcome")

    def see_it_again(self, address: str) -> None:
        """Open the same pass once more."""
        self.page.goto(address)
        heading(self.page, "The pass was shown before")

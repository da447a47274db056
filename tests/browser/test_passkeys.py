"""A passkey in a real browser: made, used, and refused when something is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect
from sqlalchemy import select, update

from eventapp.accounts.models import Account, OrganiserSession, Passkey, PasskeyChallenge
from eventapp.accounts.services import make_sign_in_link
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.browser.house import BROWSER, Browsers, House
from tests.factories.accounts import make_account

# What a browser does with a passkey does not depend on the database.
pytestmark = [*BROWSER, pytest.mark.once]

REFUSED = "That passkey opens nothing here. Use the link in a mail instead."


@dataclass
class Device:
    """A page with a device beside it that keeps passkeys and knows its owner's finger."""

    house: House
    page: Page
    talk: CDPSession
    number: str = ""

    def begin(self, *, knows_her: bool = True) -> None:
        self.talk.send("WebAuthn.enable")
        made = self.talk.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": knows_her,
                }
            },
        )
        self.number = made["authenticatorId"]

    def kept(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = self.talk.send(
            "WebAuthn.getCredentials", {"authenticatorId": self.number}
        )["credentials"]
        return kept

    def put(self, key: dict[str, Any]) -> None:
        self.talk.send("WebAuthn.clearCredentials", {"authenticatorId": self.number})
        self.talk.send(
            "WebAuthn.addCredential", {"authenticatorId": self.number, "credential": key}
        )

    def come_in(self) -> None:
        """Sign in with a link, as everybody does the first time."""
        with self.house.app.app_context():
            account_id = db.session.scalars(select(Account.id)).one()
            secret = make_sign_in_link(account_id=account_id, now=utc_now())
        self.page.goto(f"/organise/sign-in/{secret}")
        self.press("Sign in")
        self.sees("My gatherings")

    def add(self, name: str) -> None:
        self.page.goto("/organise/me")
        self.page.get_by_role("link", name="Add a passkey").click()
        self.page.get_by_label("What do you call it?").fill(name)
        self.press("Make a passkey")

    def leave(self) -> None:
        self.page.goto("/organise/")
        self.press("Sign out")
        self.sees("Sign in as organiser")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()


@pytest.fixture
def device(browsers: Browsers, house: House) -> Iterator[Device]:
    house.empty()
    with house.app.app_context():
        make_account(name="Ruth", address="ruth@langbordet.example")
    with browsers.one() as page:
        made = Device(house, page, page.context.new_cdp_session(page))
        made.begin()
        yield made


def test_a_passkey_is_added_signs_in_confirms_and_is_taken_out(device: Device) -> None:
    page = device.page
    device.come_in()
    device.add("My phone")
    expect(page.get_by_role("status")).to_have_text(
        "Your passkey is ready. Next time you can sign in with it."
    )
    assert [key["isResidentCredential"] for key in device.kept()] == [True]
    [told] = [mail for mail in device.house.post() if "ruth@" in mail.to]
    assert "A passkey was added" in told.text

    device.leave()
    device.press("Use a passkey")
    device.sees("My gatherings")

    _let_time_pass(device.house)
    page.goto("/organise/people")
    device.sees("Is it still you?")
    device.press("Confirm with a passkey")
    device.sees("Who is with you")

    page.goto("/organise/me")
    page.get_by_role("link", name="My phone").click()
    device.press("Take the passkey out")
    expect(page.get_by_role("status")).to_have_text(
        "The passkey is taken out. It opens nothing any more."
    )
    device.leave()
    device.press("Use a passkey")
    expect(page.get_by_text(REFUSED)).to_be_visible()


def _let_time_pass(house: House) -> None:
    with house.app.app_context(), transaction() as session:
        long_ago = utc_now() - timedelta(minutes=11)
        session.execute(update(OrganiserSession).values(confirmed_at=long_ago))


def test_where_she_wanted_to_go_she_comes_by_passkey_too(device: Device) -> None:
    device.come_in()
    device.add("My phone")
    expect(device.page.get_by_text("Your passkey is ready.")).to_be_visible()
    device.leave()

    device.page.goto("/organise/association")
    device.press("Use a passkey")

    device.sees("Your association")


def test_a_copy_of_a_key_is_noticed_by_its_count_and_refused(device: Device) -> None:
    device.come_in()
    device.add("My key ring")
    expect(device.page.get_by_text("Your passkey is ready.")).to_be_visible()
    [copied] = device.kept()
    for _time in range(2):
        device.leave()
        device.press("Use a passkey")
        device.sees("My gatherings")

    device.leave()
    device.put(copied)
    device.press("Use a passkey")

    expect(device.page.get_by_text(REFUSED)).to_be_visible()
    with device.house.app.app_context():
        assert db.session.scalars(select(OrganiserSession.id)).all() == []
        assert db.session.scalars(select(Passkey.sign_count)).one() > copied["signCount"]


def test_an_answer_sent_again_opens_nothing(device: Device) -> None:
    device.come_in()
    device.add("My phone")
    expect(device.page.get_by_text("Your passkey is ready.")).to_be_visible()
    device.leave()
    heard: list[str] = []
    device.page.on(
        "request",
        lambda asked: (
            heard.append(asked.post_data or "")
            if urlsplit(asked.url).path == "/organise/sign-in/passkey"
            else None
        ),
    )
    device.press("Use a passkey")
    device.sees("My gatherings")
    device.leave()

    answer = device.page.request.post(
        "/organise/sign-in/passkey",
        data=heard[0],
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Language": "en",  # This way of asking knows nothing of the page's.
        },
    )

    assert (len(heard), answer.status) == (1, 422)
    assert REFUSED in answer.text()


def test_a_device_that_does_not_know_her_is_not_enough(device: Device) -> None:
    device.come_in()
    device.add("My phone")
    expect(device.page.get_by_text("Your passkey is ready.")).to_be_visible()
    device.leave()
    device.talk.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": device.number, "isUserVerified": False},
    )

    device.press("Use a passkey")

    expect(device.page.get_by_text("Nothing came of that.")).to_be_visible()


def test_an_answer_that_came_too_late_is_refused(device: Device) -> None:
    device.come_in()
    device.add("My phone")
    expect(device.page.get_by_text("Your passkey is ready.")).to_be_visible()
    device.leave()
    device.page.route("**/organise/sign-in/passkey", lambda route: _wait(device.house, route))

    device.press("Use a passkey")

    expect(device.page.get_by_text(REFUSED)).to_be_visible()


def _wait(house: House, route: Any) -> None:
    with house.app.app_context(), transaction() as session:
        session.execute(update(PasskeyChallenge).values(expires_at=utc_now()))
    route.continue_()


def test_without_javascript_there_is_no_button_and_the_link_works(
    browsers: Browsers, house: House
) -> None:
    house.empty()
    with browsers.one(java_script_enabled=False) as page:
        page.goto("/organise/sign-in")

        expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
        expect(page.get_by_role("button", name="Send me a link")).to_be_visible()

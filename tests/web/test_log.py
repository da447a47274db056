"""The log says what happened, and never to whom."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from structlog.testing import capture_logs

from eventapp.db import db
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.mails import MailServer, all_mails, deliver, secret_in, served_by

NAME, ADDRESS, TITLE = "Marker-Mette", "marker-mette@mail.example", "Markør-træf"


def _whole_journey(browser: Browser, app: Flask) -> list[str]:
    """Go through everything a person does here; give the secrets that were used."""
    event = make_event(title=TITLE)
    slug = event.slug
    organiser = make_account(organisation=event.organisation, name=NAME, address=f"o{ADDRESS}")
    form = {"chosen_name": NAME, "address": ADDRESS}
    browser.follow(browser.post("registration.register", form, slug=slug))
    browser.post("registration.register", {**form, "address": f"{ADDRESS}@"}, slug=slug, status=422)
    browser.follow(browser.post("registration.ask_for_link", {"address": ADDRESS}))
    browser.post("accounts.ask_for_link", {"address": f"o{ADDRESS}"}, status=200)
    own, sign_in = secret_in(all_mails()[0]), secret_in(all_mails()[2])
    with served_by(app, MailServer(answers={ADDRESS: f"450 4.2.0 {ADDRESS} is busy"})):
        deliver(app)
    with served_by(app, MailServer(sender_answer=f"550 5.7.1 not to {ADDRESS}")):
        deliver(app)
    browser.post("registration.open_own_page", secret=own)
    browser.post("registration.change", {"chosen_name": NAME, "language": "da"})
    browser.get("registration.own_page")
    browser.post("registration.withdraw")
    browser.post("registration.it_was_not_me", secret=own)
    browser.get("registration.open_own_page", secret=own, status=410)
    browser.sign_in(organiser)
    browser.post("accounts.sign_in_by_link", secret=sign_in)
    browser.post("people.people", {"search": NAME}, status=200, slug=slug)
    browser.post("people.add_person", {"chosen_name": NAME}, slug=slug)
    browser.post("accounts.sign_out")
    return [own, sign_in]


def test_nothing_about_a_person_is_ever_logged(
    browser: Browser, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logged, caplog.at_level("DEBUG"):
        secrets = _whole_journey(browser, app)

    # The mail server of the tests logs under this name; it is not ours.
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    written = json.dumps(logged, default=str) + "\n".join(ours)
    assert len(logged) > 20
    for told in (NAME, ADDRESS, "mail.example", TITLE, "Markør", "127.0.0.1", *secrets):
        assert told.casefold() not in written.casefold(), told


def test_every_request_is_logged_by_its_route(browser: Browser) -> None:
    with capture_logs() as logged:
        browser.get("registration.open_own_page", secret="A" * 26, status=410)

    [entry] = [entry for entry in logged if entry["event"] == "request"]
    assert entry.pop("ms") >= 0
    assert entry == {
        "event": "request",
        "log_level": "info",
        "route": "/m/<secret:secret>",
        "method": "GET",
        "status": 410,
    }


def test_what_broke_is_logged_by_kind_and_place_without_the_values(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise KeyError(ADDRESS)

    monkeypatch.setattr(db.session, "execute", broken, raising=False)
    with capture_logs() as logged:
        browser.client.get("/readyz", base_url="https://traef.example")

    [entry] = [entry for entry in logged if entry["event"] == "request_broke"]
    assert entry["kind"] == "KeyError"
    assert "eventapp.web.views" in entry["where"]
    assert ADDRESS not in json.dumps(entry)

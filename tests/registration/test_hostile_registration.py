"""What the forms of taking part do with what nobody meant."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.clock import utc_now
from eventapp.web.forms import clean_line
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import MailServer, all_mails, deliver, served_by
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import ACTS, LONG, RAN, TEXTS

OWN = {"chosen_name": "Maja", "region": "", "engagement": "", "language": "da"}
ROUND_TRIP = {name: typed for name, typed in TEXTS.items() if name != "lone surrogate"}


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_a_chosen_name_is_shown_everywhere_and_never_run(
    browser: Browser, name: str, typed: str
) -> None:
    event = make_event()
    form = {"chosen_name": "", "address": "maja@mail.example"}

    page = type_into(
        browser, "registration.register", form, ("chosen_name",), typed, slug=event.slug
    )

    if name == "zero width":
        assert page.errors == ["Write what we shall call you. It need not be your own name."]
        return
    assert page.status == 303
    [mail] = all_mails()
    html = mail.html or ""
    assert [sign for sign in ACTS if sign in html] == []
    server = MailServer()
    with served_by(browser.app, server):
        deliver(browser.app)
    assert sorted(server.taken[0].keys()) == sorted(
        [
            "Content-Type",
            "MIME-Version",
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
        ]
    )
    browser.sign_in(make_account(organisation=event.organisation))
    assert_harmless(browser.get("people.people", slug=event.slug))


@pytest.mark.parametrize("typed", ROUND_TRIP.values(), ids=ROUND_TRIP)
def test_a_persons_own_page_shows_her_name_as_she_wrote_it(browser: Browser, typed: str) -> None:
    registration = make_registration(make_event(), name=clean_line(typed) or "Maja")
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)

    page = browser.get("registration.change")

    assert_harmless(page)
    assert RAN not in page.text
    assert page.value_of("chosen_name") == clean_line(typed) or not clean_line(typed)


@pytest.mark.parametrize("field", ["address", "region", "engagement"])
def test_a_field_for_one_kind_of_thing_takes_nothing_else(browser: Browser, field: str) -> None:
    event = make_event()
    form = {"chosen_name": "Maja", "address": "maja@mail.example"}
    for typed in TEXTS.values():
        page = type_into(browser, "registration.register", form, (field,), typed, slug=event.slug)

        assert (page.status, len(page.errors)) == (422, 1), typed
        assert page.value_of("chosen_name") == "Maja"
    assert all_mails() == []


@pytest.mark.parametrize("field", ["region", "engagement", "language"])
def test_what_we_know_can_be_changed_to_one_of_the_choices_only(
    browser: Browser, field: str
) -> None:
    registration = make_registration(make_event())
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    for typed in TEXTS.values():
        page = type_into(browser, "registration.change", OWN, (field,), typed)

        assert (page.status, len(page.errors)) == (422, 1), typed


@pytest.mark.parametrize(
    ("endpoint", "fields"),
    [
        ("registration.register", ("chosen_name", "address")),
        ("people.add_person", ("chosen_name",)),
        ("registration.ask_for_link", ("address",)),
    ],
)
def test_what_is_too_long_stays_in_the_field_with_a_sentence(
    browser: Browser, endpoint: str, fields: tuple[str, ...]
) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))
    where: dict[str, Any] = {} if endpoint.endswith("link") else {"slug": event.slug}

    page = type_into(browser, endpoint, {}, fields, LONG, **where)

    assert (page.status, len(page.errors)) == (422, len(fields))
    assert [page.value_of(field) for field in fields] == [LONG.strip()] * len(fields)


def test_a_search_for_anything_finds_nobody_and_breaks_nothing(browser: Browser) -> None:
    event = make_event()
    make_registration(event)
    browser.sign_in(make_account(organisation=event.organisation))

    for typed in [*TEXTS.values(), LONG]:
        page = browser.client.post(
            f"/organise/{event.slug}/people",
            data={
                "search": typed.encode("utf-8", "surrogatepass"),
                "csrf_token": browser.token(),
            },
            base_url="https://traef.example",
        )
        # What is longer than any name is refused; all else is looked for.
        assert_harmless(browser._read(page, 422 if typed == LONG else 200))


def test_roles_nobody_has_are_refused(browser: Browser) -> None:
    event = make_event()
    registration = make_registration(event)
    browser.sign_in(make_account(organisation=event.organisation))
    where = {"slug": event.slug, "registration_id": registration.id}

    for typed in TEXTS.values():
        page = type_into(browser, "people.person", {}, ("roles",), typed, **where)
        assert (page.status, page.errors) == (422, ["Choose one of these."]), typed


@pytest.mark.parametrize("number", [2**31, 10**30])
def test_a_number_nobody_has_is_a_page_that_is_not_there(browser: Browser, number: int) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.open(f"/organise/{event.slug}/people/{number}", status=404)


def test_a_form_without_its_cookie_keeps_what_was_typed_and_says_so(browser: Browser) -> None:
    event = make_event()
    form = {"chosen_name": "Maja", "address": "maja@mail.example", "csrf_token": browser.token()}
    browser.client.delete_cookie("__Host-session", domain="traef.example")

    page = browser.post("registration.register", form, slug=event.slug, status=422)

    assert page.errors == ["This page had been open for too long"]
    assert "Everything you wrote is still here. Send it once more." in page.text
    assert [page.value_of(name) for name in ("chosen_name", "address")] == [
        "Maja",
        "maja@mail.example",
    ]
    again = {**form, "csrf_token": page.value_of("csrf_token")}
    browser.post("registration.register", again, slug=event.slug)
    assert len(all_mails()) == 1


def test_a_draft_and_a_gathering_that_is_not_there_look_alike(browser: Browser) -> None:
    draft = make_event(status="draft")
    form = {"chosen_name": "Maja", "address": "maja@mail.example"}

    pages = [
        browser.post("registration.register", form, slug=slug, status=404)
        for slug in (draft.slug, "nowhere")
    ]

    assert pages[0].response.text == pages[1].response.text
    assert all_mails() == []

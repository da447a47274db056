"""What the forms of accounts do with what nobody meant."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.web.forms import clean_line
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.journeys import assert_harmless, type_into
from tests.hostile import LONG, RAN, TEXTS

ORGANISATION = {
    "name": "Langbordet",
    "contact_name": "Astrid",
    "contact_phone": "00 00 12 34",
    "contact_address": "astrid@langbordet.example",
    "crisis_line_name": "Natlinjen",
    "crisis_line_phone": "00 00 56 78",
    "exit_url": "https://www.dmi.dk/",
}
INVITATION = {"name": "Bent", "address": "bent@mail.example", "role": "door_host"}
FREE = ("name", "contact_name", "contact_phone", "crisis_line_name", "crisis_line_phone")
STRICT = [
    ("accounts.organisation", ORGANISATION, "contact_address"),
    ("accounts.organisation", ORGANISATION, "exit_url"),
    ("accounts.people", INVITATION, "address"),
    ("accounts.people", INVITATION, "role"),
    ("accounts.ask_for_link", {}, "address"),
]


def _signed_in(browser: Browser, endpoint: str) -> None:
    if endpoint != "accounts.ask_for_link":
        browser.sign_in(make_account(organisation=make_organisation()))


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_what_an_association_says_of_itself_is_shown_and_never_run(
    browser: Browser, name: str, typed: str
) -> None:
    browser.sign_in(make_account(organisation=make_organisation()))

    page = type_into(browser, "accounts.organisation", ORGANISATION, FREE, typed)

    assert (page.status, len(page.errors)) == ((422, 5) if name == "zero width" else (303, 0))
    shown = browser.get("accounts.organisation")
    assert_harmless(shown)
    if name not in {"zero width", "lone surrogate"}:
        assert shown.value_of("contact_name") == clean_line(typed)


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_a_helpers_name_is_shown_and_never_run(browser: Browser, name: str, typed: str) -> None:
    browser.sign_in(make_account(organisation=make_organisation()))

    page = type_into(browser, "accounts.people", INVITATION, ("name",), typed)

    assert (page.status, len(page.errors)) == ((422, 1) if name == "zero width" else (303, 0))
    shown = browser.get("accounts.people")
    assert_harmless(shown)
    assert RAN not in shown.text


@pytest.mark.parametrize(
    ("endpoint", "form", "field"), STRICT, ids=[f"{e} {f}" for e, _, f in STRICT]
)
def test_a_field_for_one_kind_of_thing_takes_nothing_else(
    browser: Browser, endpoint: str, form: dict[str, Any], field: str
) -> None:
    _signed_in(browser, endpoint)

    for typed in TEXTS.values():
        page = type_into(browser, endpoint, form, (field,), typed)

        assert (page.status, len(page.errors)) == (422, 1), typed


@pytest.mark.parametrize(
    ("endpoint", "form", "fields"),
    [
        ("accounts.organisation", ORGANISATION, tuple(ORGANISATION)),
        ("accounts.people", INVITATION, ("name", "address")),
        ("accounts.ask_for_link", {}, ("address",)),
    ],
)
def test_what_is_too_long_stays_in_the_field_with_a_sentence(
    browser: Browser, endpoint: str, form: dict[str, Any], fields: tuple[str, ...]
) -> None:
    _signed_in(browser, endpoint)

    page = type_into(browser, endpoint, form, fields, LONG)

    assert (page.status, len(page.errors)) == (422, len(fields))
    assert [page.value_of(field) for field in fields] == [LONG.strip()] * len(fields)


def test_a_form_without_its_cookie_keeps_what_was_typed_and_says_so(browser: Browser) -> None:
    browser.sign_in(make_account(organisation=make_organisation()))
    token = browser.token()
    browser.client.delete_cookie("__Host-session", domain="traef.example")

    page = browser.post("accounts.people", {**INVITATION, "csrf_token": token}, status=422)

    assert page.errors == ["This page had been open for too long"]
    assert page.value_of("address") == "bent@mail.example"
    again = {**INVITATION, "csrf_token": page.value_of("csrf_token")}
    browser.post("accounts.people", again)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.dmi.dk/",
        "javascript:alert(1)//https://a.b",
        "https://",
        "//dmi.dk",
        "dmi.dk",
        "data:text/html,x",
        "https://[::1",
        " ",
    ],
)
def test_the_quick_exit_leads_to_a_web_page(browser: Browser, address: str) -> None:
    browser.sign_in(make_account(organisation=make_organisation()))

    page = browser.post("accounts.organisation", {**ORGANISATION, "exit_url": address}, status=422)

    assert page.errors == ["Write an address that begins with https://."]

"""Who may write at the tables, and who finds no such page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eventapp.accounts.enums import Role
from eventapp.registration.enums import PeerRole, RegistrationStatus
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.programme import let_in, make_note, make_table

PEER_PAGES: list[tuple[str, dict[str, Any]]] = [
    ("programme.note", {}),
    ("programme.note", {"round": 1, "table": 1}),
    ("programme.change_note", {"number": 1}),
    ("programme.read_back", {"round_number": 1, "table_number": 1}),
]


@pytest.mark.parametrize(("endpoint", "values"), PEER_PAGES)
def test_the_notes_are_for_those_who_write_at_the_tables_of_that_gathering(
    browser: Browser, endpoint: str, values: dict[str, Any]
) -> None:
    event, other = make_event(), make_event()
    make_note(make_table(event))
    make_note(make_table(other))
    who: list[tuple[Callable[[Browser], object], int]] = [
        (lambda _browser: None, 303),
        (lambda it: let_in(it, event), 404),
        (lambda it: let_in(it, event, PeerRole.STEWARD, PeerRole.EDITORIAL_GROUP), 404),
        (lambda it: let_in(it, other, PeerRole.NOTE_TAKER), 404),
        (
            lambda it: let_in(it, event, PeerRole.NOTE_TAKER, status=RegistrationStatus.CANCELLED),
            404,
        ),
        (
            lambda it: let_in(it, event, PeerRole.NOTE_TAKER, status=RegistrationStatus.OFFERED),
            404,
        ),
        (lambda it: it.sign_in(make_account(organisation=event.organisation)), 303),
        (lambda it: let_in(it, event, PeerRole.TABLE_HOST), 200),
        (lambda it: let_in(it, event, PeerRole.NOTE_TAKER), 200),
    ]

    for come_in, status in who:
        each = Browser(browser.app)
        come_in(each)
        each.get(endpoint, slug=event.slug, status=status, **values)


@pytest.mark.parametrize(("endpoint", "values"), PEER_PAGES)
def test_the_organisers_notes_are_for_the_organisers_of_that_gathering(
    browser: Browser, endpoint: str, values: dict[str, Any]
) -> None:
    event = make_event()
    make_note(make_table(event))
    who: list[tuple[Callable[[Browser], object], int]] = [
        (lambda _browser: None, 303),
        (lambda it: let_in(it, event, PeerRole.NOTE_TAKER), 303),
        (lambda it: it.sign_in(make_account()), 404),
        (
            lambda it: it.sign_in(
                make_account(organisation=event.organisation, role=Role.DOOR_HOST)
            ),
            404,
        ),
        (lambda it: it.sign_in(make_account(organisation=event.organisation)), 200),
    ]

    for come_in, status in who:
        each = Browser(browser.app)
        come_in(each)
        each.get(f"{endpoint}_as_organiser", slug=event.slug, status=status, **values)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_open_in_both_languages(browser: Browser, language: str) -> None:
    event = make_event()
    make_note(make_table(event))
    let_in(browser, event, PeerRole.NOTE_TAKER)
    browser.language = language

    for endpoint, values in PEER_PAGES:
        page = browser.get(endpoint, slug=event.slug, **values)
        assert [root["lang"] for root in page.soup.select("html")] == [language]

"""Every page says who may use it, and holds to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.routing import AnyConverter, UUIDConverter
from werkzeug.routing import Rule as Route

from eventapp.accounts.enums import Role
from eventapp.accounts.models import OrganiserSession
from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.registration.models import Registration
from eventapp.web.converters import SecretConverter
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.registration import make_registration

# Flask serves these itself: our own files, the same for everybody.
OPEN_BY_NATURE = {"static"}


# What takes a POST without a token of ours, and why nobody gains by sending one. A mail program
# presses the button of a letter for its reader (RFC 8058), and who knows the secret may press.
WITHOUT_TOKEN = {"newsletter.leave_now"}


def fill(route: Route, event: Event, person: Registration) -> dict[str, object]:
    """Give something that fits for everything that stands in an address."""
    known: dict[str, object] = {"slug": event.slug, "registration_id": person.id}
    filled: dict[str, object] = {}
    for name in route.arguments:
        converter = route._converters[name]
        if isinstance(converter, AnyConverter):
            filled[name] = min(converter.items)
        elif isinstance(converter, SecretConverter):
            filled[name] = "A" * 26
        elif isinstance(converter, UUIDConverter):
            filled[name] = str(UUID(int=1))
        else:
            filled[name] = known.get(name, "1")
    return filled


def routes(app: Flask) -> Iterator[Route]:
    for route in app.url_map.iter_rules():
        if route.endpoint not in OPEN_BY_NATURE:
            yield route


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    undeclared = [
        route.endpoint
        for route in routes(app)
        if not hasattr(app.view_functions[route.endpoint], "access")
    ]

    assert undeclared == []


def _answer(browser: Browser, route: Route, values: dict[str, object]) -> int:
    """Ask for a route as somebody, and give the status, whatever it is."""
    adapter = browser.app.url_map.bind("traef.example")
    method = "GET" if "GET" in (route.methods or set()) else "POST"
    path = adapter.build(route.endpoint, values, method=method)
    response = browser.client.open(path, method=method, base_url="https://traef.example")
    return response.status_code


ORGANISERS_PAGES = ("/organise/<slug:slug>",)


def _of_a_gathering(app: Flask) -> list[Route]:
    return [route for route in routes(app) if route.rule.startswith(ORGANISERS_PAGES)]


@pytest.mark.parametrize("role", [None, *Role])
def test_another_associations_gathering_does_not_exist(app: Flask, role: Role | None) -> None:
    event = make_event()
    person = make_registration(event)
    browser = Browser(app)
    if role is not None:
        browser.sign_in(make_account(organisation=make_organisation(name="En anden"), role=role))

    found = {}
    for route in _of_a_gathering(app):
        found[route.endpoint] = _answer(browser, route, fill(route, event, person))

    # Somebody who is not signed in is asked to; a stranger meets the same 404 as for nothing.
    expected = 303 if role is None else 404
    assert set(found.values()) == {expected}, {k: v for k, v in found.items() if v != expected}


def test_a_door_host_reaches_the_door_and_the_overview_and_no_more(app: Flask) -> None:
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    person = make_registration(event)
    browser = Browser(app)
    browser.sign_in(make_account(organisation=organisation, role=Role.DOOR_HOST))

    hidden = set()
    for route in _of_a_gathering(app):
        rule = vars(app.view_functions[route.endpoint])["access"]
        if rule.name in {"organiser of the gathering", "organiser of the gathering, freshly"}:
            assert _answer(browser, route, fill(route, event, person)) == 404, route.endpoint
            hidden.add(route.endpoint)

    assert "people.people" in hidden


# What must never be done from a browser that was signed in long ago and left open.
FRESHLY = {
    "accounts.people",
    "accounts.person",
    "accounts.new_passkey",
    "accounts.new_passkey_question",
    "accounts.passkey",
}


def test_who_signed_in_long_ago_confirms_first_wherever_a_page_says_so(app: Flask) -> None:
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    person = make_registration(event)
    browser = Browser(app)
    browser.sign_in(make_account(organisation=organisation))
    with transaction() as session:
        long_ago = utc_now() - timedelta(minutes=11)
        session.execute(update(OrganiserSession).values(confirmed_at=long_ago))

    asked: set[str] = set()
    reads: set[int] = set()
    presses: set[int] = set()
    for route in routes(app):
        rule = vars(app.view_functions[route.endpoint])["access"]
        status = _answer(browser, route, fill(route, event, person))
        is_read = "GET" in (route.methods or set())
        if rule.name.endswith(", freshly"):
            asked.add(route.endpoint)
            (reads if is_read else presses).add(status)
        elif is_read:
            assert status != 403, route.endpoint

    # Who wants to read is sent to confirm; who has pressed a button is told to first.
    assert (reads, presses) == ({303}, {403})
    assert FRESHLY - asked == set()


def test_each_fresh_rule_hides_what_the_rule_under_it_hides(app: Flask) -> None:
    organisation = make_organisation()
    browser = Browser(app)
    browser.sign_in(make_account(organisation=organisation, role=Role.DOOR_HOST))
    with transaction() as session:
        long_ago = utc_now() - timedelta(minutes=11)
        session.execute(update(OrganiserSession).values(confirmed_at=long_ago))

    # Asking her to confirm would tell that there is something.
    browser.get("accounts.people", status=404)
    Browser(app).get("accounts.people", status=303)


def test_no_form_is_taken_without_its_token(app: Flask) -> None:
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    person = make_registration(event)
    browser = Browser(app)
    browser.sign_in(make_account(organisation=organisation))
    before = _everything()

    for route in routes(app):
        if "POST" in (route.methods or set()) and route.endpoint not in WITHOUT_TOKEN:
            filled = fill(route, event, person)
            path = app.url_map.bind("traef.example").build(route.endpoint, filled, method="POST")
            browser.client.post(path, base_url="https://traef.example", data={"name": "x"})

    assert _everything() == before


def _everything() -> dict[str, list[tuple[object, ...]]]:
    """Read every row there is, the last use of a session aside."""
    from sqlalchemy import select

    from eventapp.db import db

    db.session.rollback()
    rows = {}
    for table in db.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name != "seen_at"]
        rows[table.name] = [tuple(row) for row in db.session.execute(select(*columns))]
    db.session.rollback()
    return rows


def test_what_another_site_sends_is_not_taken(app: Flask) -> None:
    event = make_event()
    client = app.test_client()
    path = f"/e/{event.slug}/register"

    elsewhere = client.post(
        path, base_url="https://traef.example", headers={"Origin": "https://elsewhere.example"}
    )
    by_fetch = client.post(
        path, base_url="https://traef.example", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (elsewhere.status_code, by_fetch.status_code) == (400, 400)

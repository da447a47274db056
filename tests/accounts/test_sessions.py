"""How long somebody stays signed in, and what the database knows of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import OrganiserSession
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.registration import make_registration, own_page_secret

COOKIE = "__Host-organiser"


def _age(*, seen: timedelta, signed_in: timedelta) -> None:
    with transaction() as session:
        session.execute(
            update(OrganiserSession).values(
                seen_at=utc_now() - seen, signed_in_at=utc_now() - signed_in
            )
        )


@pytest.mark.parametrize(
    ("idle_minutes", "whole_minutes", "status"),
    [
        (29, 29, 200),
        (31, 31, 303),
        (1, 11 * 60 + 59, 200),
        (1, 12 * 60 + 1, 303),
    ],
)
def test_a_session_ends_when_left_alone_and_after_twelve_hours(
    browser: Browser, idle_minutes: int, whole_minutes: int, status: int
) -> None:
    browser.sign_in(make_account())
    _age(seen=timedelta(minutes=idle_minutes), signed_in=timedelta(minutes=whole_minutes))

    page = browser.get("dashboard.home", status=status)

    if status == 303:
        assert page.response.headers["Location"] == "/organise/sign-in?next=/organise/"


def test_using_a_session_keeps_it_open(browser: Browser) -> None:
    browser.sign_in(make_account())
    for _twenty_minutes in range(3):
        _age(seen=timedelta(minutes=20), signed_in=timedelta(hours=2))
        browser.get("dashboard.home")

    seen = db.session.scalars(select(OrganiserSession.seen_at)).one()

    assert utc_now() - seen < timedelta(minutes=1)


def test_signing_out_ends_the_session_everywhere_the_cookie_went(
    browser: Browser, app: Flask
) -> None:
    browser.sign_in(make_account())
    cookie = browser.client.get_cookie(COOKIE, domain="traef.example")
    assert cookie is not None
    stolen = Browser(app)
    stolen.client.set_cookie(COOKIE, cookie.value, domain="traef.example", secure=True)
    stolen.get("dashboard.home")

    browser.post("accounts.sign_out")

    assert browser.client.get_cookie(COOKIE, domain="traef.example") is None
    browser.get("dashboard.home", status=303)
    stolen.get("dashboard.home", status=303)
    assert db.session.scalars(select(OrganiserSession.id)).all() == []


def test_the_cookie_is_for_this_site_alone_and_hidden_from_scripts(browser: Browser) -> None:
    account = make_account()
    account_id = account.id
    with transaction() as session:
        secret = make_link(session, LinkPurpose.SIGN_IN, account_id, now=utc_now())

    page = browser.post("accounts.sign_in_by_link", secret=secret)

    [given] = [
        line for line in page.response.headers.getlist("Set-Cookie") if line.startswith(COOKIE)
    ]
    assert given.split("; ")[1:] == ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"]


def test_an_invented_cookie_opens_nothing(browser: Browser) -> None:
    make_account()
    for invented in ("A" * 26, "", "x" * 3000, "%00"):
        browser.client.set_cookie(COOKIE, invented, domain="traef.example", secure=True)

        browser.get("dashboard.home", status=303)


def test_the_database_holds_no_secret_that_opens_anything(browser: Browser) -> None:
    account = make_account()
    account_id = account.id
    with transaction() as session:
        sign_in = make_link(session, LinkPurpose.SIGN_IN, account_id, now=utc_now())
    own_page = own_page_secret(make_registration(make_event()))
    browser.post("accounts.sign_in_by_link", secret=sign_in)
    cookie = browser.client.get_cookie(COOKIE, domain="traef.example")
    assert cookie is not None

    stored = _everything_stored()

    assert [secret for secret in (sign_in, own_page, cookie.value) if secret in stored] == []
    assert "traef.example" not in stored


def _everything_stored() -> str:
    """Read every value of every table as one text."""
    values: list[str] = []
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 -- Ours.
        values += [str(value) for row in rows for value in row]
    assert len(values) > 20
    return "\n".join(values)

"""The headers of every answer, as whole strings."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event

EVERYWHERE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/no-such-page", 404),
        ("/organise/", 303),
        ("/m", 303),
        ("/m/link", 200),
        ("/healthz", 200),
        ("/static/img/favicon.svg", 200),
        ("/organise/sign-in/AAAAAAAAAAAAAAAAAAAAAAAAAA", 410),
    ],
)
def test_every_answer_carries_them(app: Flask, path: str, status: int) -> None:
    response = app.test_client().get(path, base_url="https://traef.example", buffered=True)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE


@pytest.mark.usefixtures("app")
def test_only_public_pages_may_be_found_and_personal_ones_are_never_kept(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    public = browser.get("dashboard.public_page", slug=event.slug).response.headers
    personal = browser.get("people.people", slug=event.slug).response.headers

    assert (public.get("X-Robots-Tag"), personal["X-Robots-Tag"]) == (None, "noindex")
    assert personal["Cache-Control"] == "no-store"


def test_our_own_files_are_kept_for_good_under_a_name_that_changes(app: Flask) -> None:
    page = app.test_client().get("/", base_url="https://traef.example").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    response = app.test_client().get(address, base_url="https://traef.example", buffered=True)

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"

"""Which language a page is in."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser_client import NetworkClient


def _heading(client: NetworkClient, path: str = "/m/link", **headers: str) -> str:
    response = client.get(path, base_url="https://traef.example", headers=headers)
    lang = response.text.split('<html lang="')[1].split('"')[0]
    return f"{lang}: {response.text.split('<h1>')[1].split('</h1>')[0]}"


DANISH, ENGLISH = "da: Et link til din side", "en: A link to your page"


@pytest.mark.parametrize(
    ("wish", "heading"),
    [
        ("en", ENGLISH),
        ("da", DANISH),
        ("en-GB,en;q=0.9", ENGLISH),
        ("de,en;q=0.5", ENGLISH),
        ("de", DANISH),
        ("", DANISH),
        ("*", DANISH),
        ("da;q=0.3,en;q=0.8", ENGLISH),
        ("not a language;;;q=x", DANISH),
    ],
)
def test_without_a_choice_the_browser_decides_and_danish_is_the_rest(
    app: Flask, wish: str, heading: str
) -> None:
    client = NetworkClient(app, app.response_class, use_cookies=True)

    assert _heading(client, **{"Accept-Language": wish}) == heading


def test_a_choice_in_the_address_holds_and_is_remembered(app: Flask) -> None:
    client = NetworkClient(app, app.response_class, use_cookies=True)

    assert _heading(client, "/m/link?lang=en", **{"Accept-Language": "da"}) == ENGLISH
    assert _heading(client, **{"Accept-Language": "da"}) == ENGLISH
    assert _heading(client, "/m/link?lang=da", **{"Accept-Language": "en"}) == DANISH
    assert _heading(client, **{"Accept-Language": "en"}) == DANISH


@pytest.mark.parametrize("unknown", ["de", "", "EN", "../../etc", "%00", "da%0d%0aX:1"])
def test_an_unknown_choice_is_no_choice(app: Flask, unknown: str) -> None:
    client = NetworkClient(app, app.response_class, use_cookies=True)

    assert _heading(client, f"/m/link?lang={unknown}", **{"Accept-Language": "en"}) == ENGLISH
    assert client.get_cookie("lang", domain="traef.example") is None


def test_an_unknown_cookie_is_no_choice(app: Flask) -> None:
    client = NetworkClient(app, app.response_class, use_cookies=True)
    client.set_cookie("lang", "de", domain="traef.example", secure=True)

    assert _heading(client, **{"Accept-Language": "en"}) == ENGLISH


def test_one_persons_language_is_not_anothers(app: Flask) -> None:
    first = NetworkClient(app, app.response_class, use_cookies=True)
    second = NetworkClient(app, app.response_class, use_cookies=True)

    assert _heading(first, "/m/link?lang=en") == ENGLISH
    assert _heading(second) == DANISH

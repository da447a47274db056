"""What people see when something goes wrong, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from eventapp.config import Settings
from eventapp.db import db
from eventapp.web.error_pages import WORDS
from eventapp.web.setup import MOST_SENT_BYTES
from tests.browser_client import Browser, NetworkClient, Page, check_page

MARKER = "Marker-Mette"


@pytest.fixture
def client(app: Flask) -> NetworkClient:
    return NetworkClient(app, app.response_class, use_cookies=True)


def _ask(client: NetworkClient, path: str, language: str, **options: object) -> Page:
    from bs4 import BeautifulSoup

    method = options.pop("method", "GET")
    response = client.open(
        path,
        method=method,
        base_url="https://traef.example",
        headers={"Accept-Language": language, **options.pop("headers", {})},  # type: ignore[dict-item]
        **options,
    )
    soup = BeautifulSoup(response.data, "html5lib")
    check_page(response.text, soup)
    return Page(response, soup)


SENTENCES = {
    ("da", 400): "Det kunne ikke læses",
    ("en", 400): "That could not be read",
    ("da", 404): "Her er ingen side",
    ("en", 404): "There is no page here",
    ("da", 405): "Det kan siden ikke",
    ("en", 405): "This page cannot do that",
    ("da", 413): "Det var for meget på én gang",
    ("en", 413): "That was too much at once",
    ("da", 503): "Vi er væk et øjeblik",
    ("en", 503): "We are away for a moment",
    ("da", 500): "Noget gik i stykker hos os",
    ("en", 500): "Something broke on our side",
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_mistake_has_a_page_in_plain_words(client: NetworkClient, language: str) -> None:
    too_much = b"address=" + b"x" * MOST_SENT_BYTES
    form = "application/x-www-form-urlencoded"
    pages = {
        400: _ask(
            client, "/m/link", language, method="POST", headers={"Origin": "https://evil.example"}
        ),
        404: _ask(client, "/nowhere", language),
        405: _ask(client, "/m/withdraw", language, method="DELETE"),
        413: _ask(client, "/m/link", language, method="POST", data=too_much, content_type=form),
    }

    for status, page in pages.items():
        assert page.status == status
        assert page.soup.html is not None
        assert page.soup.html["lang"] == language
        assert page.heading == SENTENCES[language, status]
        assert len(page.text) > len(page.heading) + 20
        assert page.response.headers["Cache-Control"] == "no-store"


def test_no_two_mistakes_share_their_words() -> None:
    assert len({str(heading) for heading, _ in WORDS.values()}) == len(WORDS)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_database_that_is_gone_is_a_page_that_says_nothing_is_lost(
    client: NetworkClient, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_options: object) -> None:
        raise OperationalError(f"SELECT {MARKER}", {"name": MARKER}, psycopg.OperationalError("x"))

    monkeypatch.setattr(db.session, "execute", gone, raising=False)

    page = _ask(client, "/readyz", language)

    assert (page.status, page.heading) == (503, SENTENCES[language, 503])
    assert MARKER not in page.response.text


@pytest.fixture
def lost_database(app: Flask, settings: Settings, tmp_path: object) -> Iterator[None]:
    """Take the real database away: another server's port, a folder instead of a file."""
    assert app.config["SETTINGS"] is settings
    url = (
        f"sqlite:////{tmp_path}"
        if settings.uses_sqlite
        else "postgresql+psycopg://nobody@127.0.0.1:9/none"
    )
    engines = cast("dict[str | None, Engine]", db.engines)
    real = engines[None]
    db.session.remove()
    engines[None] = create_engine(url)
    yield
    engines[None].dispose()
    engines[None] = real


@pytest.mark.usefixtures("lost_database")
def test_while_the_database_is_away_every_page_says_so_and_the_process_is_alive(
    client: NetworkClient,
) -> None:
    for path in ("/readyz", "/", "/e/stolen", "/organise/"):
        client.set_cookie("__Host-organiser", "A" * 26, domain="traef.example", secure=True)
        page = _ask(client, path, "en")
        assert (page.status, page.heading) == (503, "We are away for a moment"), path
    assert client.get("/healthz", base_url="https://traef.example").text == "ok\n"


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_breaks_shows_nothing_of_the_inside(
    client: NetworkClient, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise KeyError(MARKER)

    monkeypatch.setattr(db.session, "execute", broken, raising=False)

    page = _ask(client, "/readyz", language)

    assert (page.status, page.heading) == (500, SENTENCES[language, 500])
    assert [word for word in (MARKER, "KeyError", "Traceback") if word in page.response.text] == []


def test_a_link_that_has_run_out_shows_the_ways_on_in_danish_too(app: Flask) -> None:
    browser = Browser(app)
    browser.language = "da"

    page = browser.get("registration.open_own_page", secret="A" * 26, status=410)

    assert page.heading == "Linket virker ikke mere"
    assert page.links() == ["/m/link", "/organise/sign-in"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_from_another_site_is_not_taken(client: NetworkClient, site: str) -> None:
    page = _ask(client, "/m/link", "en", method="POST", headers={"Sec-Fetch-Site": site})

    assert page.status == 400

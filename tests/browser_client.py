"""A browser for tests that reads every page it gets as a strict editor would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import html5lib
from bs4 import BeautifulSoup, PageElement, Tag
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from eventapp.accounts import services as accounts
from eventapp.accounts.access import COOKIE
from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.web.addresses import public_address


def _is_changed() -> bool:
    """Tell whether the session holds anything that was not written."""
    session = db.session()
    return bool(session.new or session.dirty or session.deleted)


class NetworkClient(FlaskClient):
    """Asks as over a network: each request has a context of its own.

    Flask lets a request use the context that is open, as one is in every test here; then who
    asks and in which language would stay for the next request.
    """

    def open(self, *args: Any, **options: Any) -> TestResponse:
        with self.application.app_context():
            response = super().open(*args, **options)
            assert not _is_changed(), "A request left something unwritten behind."
        if has_app_context():
            # What the test has read may be different now.
            db.session.rollback()
        return response


@dataclass(frozen=True)
class Page:
    """One answer, read and found in order."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def heading(self) -> str:
        return _words(self.soup.h1)

    @property
    def errors(self) -> list[str]:
        """What the page says is wrong: above the form, and at its fields."""
        at_fields = [_words(one.find("span")) for one in self.soup.select(".say")]
        above = [_words(one) for one in self.soup.select(".note.stop h2")]
        return at_fields or above

    @property
    def text(self) -> str:
        return _words(self.soup.main)

    def value_of(self, name: str) -> str:
        """Give what stands in a field."""
        field = self.soup.select_one(f"main [name={name}]")
        assert field is not None, f"There is no field {name}."
        return field.text if field.name == "textarea" else str(field.get("value", ""))

    def links(self) -> list[str]:
        return [str(link["href"]) for link in self.soup.select("main a[href]")]


def _words(tag: PageElement | None) -> str:
    return "" if tag is None else " ".join(tag.text.split())


class Browser:
    """Opens pages by their endpoint and refuses pages that are not in order."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = NetworkClient(app, app.response_class, use_cookies=True)
        self.language = "en"

    def sign_in(self, account: Account) -> None:
        """Sign an organiser in the way she does: with a link, by a POST."""
        with transaction() as session:
            secret = make_link(session, LinkPurpose.SIGN_IN, account.id, now=utc_now())
        cookie = accounts.sign_in(secret=secret, now=utc_now())
        self.client.set_cookie(
            f"__Host-{COOKIE}", cookie, domain="traef.example", secure=True, path="/"
        )

    def get(self, endpoint: str, *, status: int = 200, **values: Any) -> Page:
        return self._read(self._open("GET", endpoint, values), status)

    def post(
        self, endpoint: str, form: dict[str, Any] | None = None, *, status: int = 303, **values: Any
    ) -> Page:
        """Send a form with the token of the page it stands on."""
        sent = MultiDict(form or {})
        sent.setdefault("csrf_token", self.token())
        return self._read(self._open("POST", endpoint, values, data=sent), status)

    def follow(self, page: Page) -> Page:
        """Go where a redirect leads."""
        assert 300 <= page.status < 400, f"{page.status} leads nowhere."
        return self.open(page.response.headers["Location"])

    def open(self, path: str, *, status: int = 200) -> Page:
        """Open an address as it stands in a link."""
        response = self.client.get(path, base_url="https://traef.example", headers=self._headers())
        return self._read(response, status)

    def token(self) -> str:
        """Give a token that belongs to this browser, from a page with a form."""
        page = self.client.get(
            public_path(self.app, "registration.ask_for_link"),
            base_url="https://traef.example",
        )
        field = BeautifulSoup(page.data, "html5lib").select_one("input[name=csrf_token]")
        assert field is not None
        return str(field["value"])

    def _headers(self) -> dict[str, str]:
        return {"Accept-Language": self.language}

    def _open(
        self, method: str, endpoint: str, values: dict[str, Any], **options: Any
    ) -> TestResponse:
        return self.client.open(
            public_path(self.app, endpoint, **values),
            method=method,
            base_url="https://traef.example",
            headers=self._headers(),
            **options,
        )

    def _read(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, (
            f"{response.status_code}, not {status}: {response.text[:3000]}"
        )
        soup = BeautifulSoup(response.data, "html5lib")
        page = Page(response, soup)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            check_page(response.text, soup)
        return page


def public_path(app: Flask, endpoint: str, **values: Any) -> str:
    return public_address(endpoint, **values).removeprefix(app.config["SETTINGS"].public_url)


def check_page(html: str, soup: BeautifulSoup) -> None:
    """Refuse a page that a strict editor would send back."""
    html5lib.HTMLParser(strict=True).parse(html)
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{len(headings)} h1 on the page."
    title = _words(soup.title)
    assert title.startswith(_words(headings[0])), f"{title!r} does not begin with the heading."
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"Ids twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for field in soup.select("main input, main textarea, main select"):
        _check_label(soup, field)
    for form in soup.select("form[method=post]"):
        assert form.select_one("input[name=csrf_token]"), "A form without a token."
    assert not soup.select("[style], style, script:not([src])"), "Inline style or script."
    for button in soup.select("button, a"):
        named = (
            _words(button) or button.get("aria-label") or button.select_one("[aria-label], title")
        )
        assert named, f"Nothing says what this does: {button}"


def _check_label(soup: BeautifulSoup, field: Tag) -> None:
    if field.get("type") == "hidden":
        return
    labelled = field.get("aria-label") or field.get("aria-labelledby")
    label = soup.select_one(f"label[for='{field.get('id')}']") if field.get("id") else None
    assert labelled or label or field.find_parent("label"), f"No label: {field}"

"""Filling in forms with what people did not mean to be typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.browser_client import Browser, Page, public_path
from tests.hostile import ACTS


def type_into(
    browser: Browser,
    endpoint: str,
    form: dict[str, Any],
    fields: Iterable[str],
    typed: str,
    **values: Any,
) -> Page:
    """Send a form with one text in several fields; the answer must be a page, and harmless."""
    raw = typed.encode("utf-8", "surrogatepass")
    response = browser.client.post(
        public_path(browser.app, endpoint, **values),
        data={**form, **dict.fromkeys(fields, raw), "csrf_token": browser.token()},
        base_url="https://traef.example",
        headers={"Accept-Language": "en"},
    )
    assert response.status_code in {303, 422}, f"{response.status_code} for {typed[:60]!r}"
    page = browser._read(response, response.status_code)
    assert_harmless(page)
    return page


def assert_harmless(page: Page) -> None:
    """Refuse a page in which something that was typed could act."""
    acts = [sign for sign in ACTS if sign in page.response.text]
    assert acts == [], page.response.request.path

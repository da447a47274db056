"""The first page anybody opens is light enough for a slow network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from eventapp.clock import utc_now
from eventapp.portable.demo import demo_document, load_demo
from tests.browser.house import BROWSER, Browsers, House

# What a page looks like does not depend on the database.
pytestmark = [*BROWSER, pytest.mark.once]

MOST_BYTES = 60_000


def test_the_public_page_is_within_60_kb_with_nothing_kept_from_before(
    house: House, browsers: Browsers
) -> None:
    with house.app.app_context():
        load_demo(now=utc_now())
    slug = demo_document("today")["gathering"]["slug"]

    with browsers.one() as page:
        carried = transferred(page, f"/e/{slug}")

    assert f"/e/{slug}" in carried
    assert [name for name in carried if name.endswith(".woff2")], "The fonts were not counted."
    assert sum(carried.values()) <= MOST_BYTES, carried


def transferred(page: Page, path: str) -> dict[str, int]:
    """Open a page and give the bytes that came over the wire: path → headers and body."""
    talk = page.context.new_cdp_session(page)
    talk.send("Network.enable")
    addresses: dict[str, str] = {}
    carried: dict[str, int] = {}
    talk.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    talk.on(
        "Network.loadingFinished",
        lambda event: carried.update(
            {_path(addresses[event["requestId"]]): int(event["encodedDataLength"])}
        ),
    )
    page.goto(path, wait_until="networkidle")
    return carried


def _path(address: str) -> str:
    return "/" + address.split("?", maxsplit=1)[0].split("/", 3)[3]

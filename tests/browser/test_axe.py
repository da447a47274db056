"""Every page in every state and both languages: nothing is in anybody's way.

There are two walks. In Danish, on a phone, axe looks at everything, and the first time a
route is seen it is looked at once more on a desk in the dark, for its colours: the same page,
neither fetched nor filled in again. In English, on a phone, axe looks at all but the colours,
which a language does not change. Every page is measured on the phone and on the narrowest of
them, and no walk is done before each route that can be opened has been.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from eventapp.extensions import limiter
from tests.browser.filling.everything import fill
from tests.browser.house import BROWSER, DESKTOP, PHONE, Browsers, House
from tests.browser.visits.everywhere import files, visits
from tests.browser.visits.visit import Visit
from tests.browser.world import World

# What a page looks like does not depend on the database.
pytestmark = [*BROWSER, pytest.mark.once]

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """async (rules) => {
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false, ...rules});
  return found.violations.flatMap(one => one.nodes.map(node =>
    `${one.id}: ${node.target.join(" ")} ${node.failureSummary.split("\\n")[1] ?? ""}`));
}"""
# A page that is wider than the screen makes people scroll sideways; what hides its own
# overflow does not.
WIDTH = "() => document.documentElement.scrollWidth"
NARROWEST = (320, 844)
# Looking at colours takes longest.
EVERYTHING: dict[str, Any] = {}
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["color-contrast"]}


@pytest.fixture(scope="module")
def world(house: House) -> World:
    return fill(house)


@dataclass
class Tour:
    """A walk through all pages, with a browser for everybody who walks."""

    browsers: Browsers
    world: World
    stack: ExitStack
    locale: str
    rules: dict[str, Any]
    pages: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def page_of(self, who: str) -> Page:
        """Give somebody's browser; the first time she comes in by her link."""
        if who not in self.pages:
            page = self.stack.enter_context(self.browsers.one(locale=self.locale))
            page.context.add_init_script(path=AXE)
            self.pages[who] = page
            if who != "nobody":
                with self.browsers.house.app.app_context():
                    way_in = self.world.way_in(who)
                page.goto(way_in)
                with page.expect_navigation():
                    page.locator("main .btn.main").click()
                with self.browsers.house.app.app_context():
                    self.world.let_time_pass(who)
        return self.pages[who]

    def go(self, visit: Visit) -> None:
        """Open a page, do what is to be done there, and look at it."""
        page = self.page_of(visit.who)
        limiter.reset()
        answer = page.goto(visit.path)
        assert answer is not None
        if answer.status != visit.status:
            self.complaints.append(f"{visit.path}: {answer.status}")
            return
        if visit.act is not None:
            try:
                visit.act(page)
            except PlaywrightError as stuck:
                self.complaints.append(f"{visit.path}: {visit.act.__name__}: {stuck}")
                return
        where = f"{visit.who} at {urlsplit(page.url).path} ({getattr(visit.act, '__name__', '')})"
        self._look(page, where, self.rules)
        is_new = self._note(page.url)
        if is_new and self.rules is EVERYTHING:
            self._look_in_the_dark(page, f"{where} in the dark")
        for size in (NARROWEST, PHONE):
            self._measure(page, where, size)

    def fetch(self, who: str, path: str, kind: str) -> None:
        """Ask for what is no page."""
        answer = self.page_of(who).request.get(path)
        if not (answer.ok and answer.headers["content-type"].startswith(kind)):
            self.complaints.append(f"{path}: {answer.status} {answer.headers['content-type']}")
        self._note(path)

    def _look(self, page: Page, where: str, rules: dict[str, Any]) -> None:
        self.complaints += [f"{where}: {said}" for said in page.evaluate(LOOK, rules)]

    def _look_in_the_dark(self, page: Page, where: str) -> None:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._measure(page, where, DESKTOP)
        self._look(page, where, COLOURS)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")

    def _measure(self, page: Page, where: str, size: tuple[int, int]) -> None:
        """Make the page as big as a screen, and see that it is no wider."""
        width, height = size
        page.set_viewport_size({"width": width, "height": height})
        if (needed := page.evaluate(WIDTH)) > width:
            self.complaints.append(f"{where}: {needed} wide on {width}")

    def _note(self, address: str) -> bool:
        """Note which route it was; tell whether it is new, as errors always are."""
        route = self._route_of(address)
        is_new = route not in self.seen
        if route is not None:
            self.seen.add(route)
        return is_new

    def _route_of(self, address: str) -> str | None:
        adapter = self.browsers.house.app.url_map.bind("127.0.0.1")
        try:
            endpoint, _values = adapter.match(urlsplit(address).path, method="GET")
        except (HTTPException, RequestRedirect):
            return None
        return str(endpoint)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.mark.parametrize(
    ("locale", "rules"),
    [
        pytest.param("da-DK", EVERYTHING, id="danish, and in the dark"),
        pytest.param("en-GB", ALL_BUT_COLOURS, id="english"),
    ],
)
def test_every_page_is_visited_and_axe_finds_nothing(
    browsers: Browsers, world: World, stack: ExitStack, locale: str, rules: dict[str, Any]
) -> None:
    tour = Tour(browsers, world, stack, locale, rules)
    for visit in visits(world):
        tour.go(visit)
    for who, path, kind in files(world):
        tour.fetch(who, path, kind)

    assert tour.complaints == []
    assert _pages_of(browsers.house) - tour.seen == set()


def _pages_of(house: House) -> set[str]:
    return {
        route.endpoint
        for route in house.app.url_map.iter_rules()
        if "GET" in (route.methods or set()) and route.endpoint != "static"
    }

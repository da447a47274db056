"""Every page in every state and both languages: nothing is in anybody's way."""

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
from tests.browser.house import BROWSER, DESKTOP, PHONE, Browsers, House
from tests.browser.visits import LEADS_ON, Visit, files, visits
from tests.browser.world import World, fill

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
NARROWEST = 320
BAD_REQUEST = 400
# Looking at colours takes longest. They are the same in both languages, and they are what
# the dark changes.
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
    size: tuple[int, int]
    options: dict[str, str]
    rules: dict[str, Any]
    pages: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def page_of(self, who: str) -> Page:
        """Give somebody's browser; the first time she comes in by her link."""
        if who not in self.pages:
            page = self.stack.enter_context(self.browsers.one(size=self.size, **self.options))
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

    def misses(self, visit: Visit) -> bool:
        """Tell whether a visit would show a route that was not seen yet, or an error."""
        if visit.act in LEADS_ON or visit.status >= BAD_REQUEST:
            return True
        return self._route_of(visit.path) not in self.seen

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
        self._note(page.url)
        where = f"{visit.who} at {urlsplit(page.url).path} ({getattr(visit.act, '__name__', '')})"
        self.complaints += [f"{where}: {said}" for said in page.evaluate(LOOK, self.rules)]
        self._measure(page, where)

    def fetch(self, who: str, path: str, kind: str) -> None:
        """Ask for what is no page."""
        answer = self.page_of(who).request.get(path)
        if not (answer.ok and answer.headers["content-type"].startswith(kind)):
            self.complaints.append(f"{path}: {answer.status} {answer.headers['content-type']}")
        self._note(path)

    def _measure(self, page: Page, where: str) -> None:
        width, height = self.size
        widths = [width] if width > NARROWEST * 2 else [width, NARROWEST]
        for narrow in widths:
            if narrow != width:
                page.set_viewport_size({"width": narrow, "height": height})
            if (needed := page.evaluate(WIDTH)) > narrow:
                self.complaints.append(f"{where}: {needed} wide on {narrow}")
        if widths != [width]:
            page.set_viewport_size({"width": width, "height": height})

    def _note(self, address: str) -> None:
        if (route := self._route_of(address)) is not None:
            self.seen.add(route)

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
    ("language", "size", "scheme", "rules"),
    [
        pytest.param("da", PHONE, "light", EVERYTHING, id="danish on a phone"),
        pytest.param("en", PHONE, "light", ALL_BUT_COLOURS, id="english on a phone"),
        pytest.param("da", DESKTOP, "dark", COLOURS, id="danish in the dark"),
    ],
)
def test_every_page_is_visited_and_axe_finds_nothing(
    browsers: Browsers,
    world: World,
    stack: ExitStack,
    language: str,
    size: tuple[int, int],
    scheme: str,
    rules: dict[str, Any],
) -> None:
    locale = {"da": "da-DK", "en": "en-GB"}[language]
    options = {"locale": locale, "color_scheme": scheme}
    tour = Tour(browsers, world, stack, size, options, rules)
    for visit in visits(world):
        # In the dark one state of each route: there the colours alone are different.
        if rules is not COLOURS or tour.misses(visit):
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

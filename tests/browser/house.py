"""The whole house on this machine: the app behind a real server, and a real browser before it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)
from sqlalchemy import text
from werkzeug.serving import WSGIRequestHandler, make_server

from eventapp import create_app
from eventapp.config import Settings
from eventapp.db import db
from eventapp.extensions import jobs, limiter
from eventapp.mail.mailbox import WrittenMail, latest_mails
from tests.factories.mails import deliver, free_port
from tests.postgres import postgres_url

PHONE = (390, 844)
DESKTOP = (1280, 900)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
# Nothing but this machine has an address, so that nothing leaves it unseen.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# What every test in a browser is marked with. Flask-Compress leaves it to the interpreter to
# close a file it has read, which the interpreter does at once and then complains.
BROWSER = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:unclosed file .*/static/:ResourceWarning"),
]
PATIENCE = 15_000  # Milliseconds: a press takes a second, and two cores are shared.


class _Quiet(WSGIRequestHandler):
    """A request handler that keeps connections open, as real servers do, and is silent."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- Its own name.
        """Say nothing."""


@dataclass
class House:
    """The app as it is served, with what a test may do behind the counter."""

    app: Flask
    url: str

    def work(self) -> None:
        """Do what the worker would do now: print, and send."""
        with self.app.app_context():
            jobs.run_waiting(self.app)

    def post(self) -> list[WrittenMail]:
        """Send what waits, and read what was sent, the newest first."""
        with self.app.app_context():
            deliver(self.app)
        return latest_mails(self.app.config["SETTINGS"].data / "mail")

    def link_to(self, address: str) -> str:
        """Give the link in the newest mail to somebody."""
        found = next((mail for mail in self.post() if address in mail.to), None)
        assert found is not None, f"No mail to {address}."
        link = re.search(rf"{re.escape(self.url)}\S+", found.text)
        assert link is not None, found.text
        return link[0]

    def empty(self) -> None:
        """Take everything out, as if the house had just been built."""
        with self.app.app_context():
            db.session.remove()
            tables = [table.name for table in reversed(db.metadata.sorted_tables)]
            with db.engine.begin() as connection:
                for name in tables:
                    connection.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608 -- Our own names.
            self.app.extensions["jobs"].flush()
        for written in (self.app.config["SETTINGS"].data / "mail").glob("*"):
            written.unlink()
        limiter.reset()


@dataclass
class Watch:
    """What goes wrong behind a page, collected while somebody looks at it."""

    url: str
    found: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Listen to everything a page does."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # A page that says what must be mended has the status 422, and the browser reports it.
        if message.type == "error" and "status of 4" not in message.text:
            self.found.append(f"{message.location['url']}: {message.text}")

    def _request(self, request: Request) -> None:
        # The browser's own viewer of PDFs is made of pages that it brings itself.
        ours = (f"{self.url}/", "data:", "about:", "chrome:", "chrome-extension:")
        if not request.url.startswith(ours):
            self.found.append(f"A page asks for {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.found.append(f"{response.url}: {response.status}")


@dataclass
class Browsers:
    """Makes browsers that know nothing of each other, and watches over all of them."""

    chromium: Chromium
    house: House
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.house.url)

    @contextmanager
    def one(self, *, size: tuple[int, int] = PHONE, **options: Any) -> Iterator[Page]:
        """Open a browser of a size, in English unless told otherwise, and close it again."""
        width, height = size
        context: BrowserContext = self.chromium.new_context(
            base_url=self.house.url,
            viewport={"width": width, "height": height},
            **{"locale": "en-GB", "reduced_motion": "reduce", **options},
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield self.watch.over(context.new_page())
        finally:
            context.close()


def _settings(database: str, folder: Path, port: int) -> Settings:
    url = (
        f"sqlite:///{folder / 'eventapp.sqlite'}" if database == "sqlite" else postgres_url(folder)
    )
    return Settings(
        data=folder,
        database_url=url,
        public_url=f"http://localhost:{port}",  # No passkey is made for a bare number.
        secret=b"a secret of the browser tests and of nothing else",
        port=port,
        demo=True,
    )


@pytest.fixture(scope="session")
def _built(database: str) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="eventapp-browser-") as folder:
        port = free_port()
        settings = _settings(database, Path(folder), port)
        app = create_app(settings)
        with app.app_context():
            db.create_all()
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield House(app, settings.public_url)
        server.shutdown()
        server.server_close()
        thread.join()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        app.extensions["jobs"].storage.close()


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def house(_built: House) -> Iterator[House]:
    """Give the house, empty, to the tests of one file."""
    _built.empty()
    yield _built
    _built.empty()


@pytest.fixture
def browsers(_chromium: Chromium, house: House) -> Iterator[Browsers]:
    """Give browsers; afterwards nothing may have gone wrong behind any page."""
    limiter.reset()
    opened = Browsers(_chromium, house)
    yield opened
    assert opened.watch.found == []

"""A page kept for a few seconds is never a wrong one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask, flash
from sqlalchemy import text, update

from eventapp.db import db, transaction
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.web import kept_pages
from eventapp.web.kept_pages import MOST_PAGES, STEP, _pages, kept_page
from tests.browser_client import Browser
from tests.factories.events import make_event
from tests.statements import statements


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a step last for years, so that a slow machine tests the same as a quick one."""
    monkeypatch.setattr(kept_pages, "STEP", 10**9)


@pytest.mark.usefixtures("slowly")
def test_the_second_who_reads_a_public_page_costs_no_statement(browser: Browser) -> None:
    slug = make_event().slug
    browser.get("dashboard.public_page", slug=slug)

    with statements() as sent:
        browser.get("dashboard.public_page", slug=slug)

    assert sent == []


@pytest.mark.usefixtures("slowly")
def test_what_was_changed_is_seen_at_once(browser: Browser) -> None:
    slug = make_event().slug
    browser.get("dashboard.public_page", slug=slug)
    with transaction() as session:
        session.execute(update(Event).values(title="En anden titel"))

    assert browser.get("dashboard.public_page", slug=slug).heading == "En anden titel"


@pytest.mark.usefixtures("slowly")
def test_what_is_written_without_a_session_is_seen_at_once(browser: Browser) -> None:
    slug = make_event().slug
    browser.get("dashboard.public_page", slug=slug)
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE event SET title = 'En anden titel'"))

    assert browser.get("dashboard.public_page", slug=slug).heading == "En anden titel"


@pytest.mark.usefixtures("slowly")
def test_what_is_hidden_is_hidden_at_once(browser: Browser) -> None:
    slug = make_event().slug
    browser.get("dashboard.public_page", slug=slug)
    with transaction() as session:
        session.execute(update(Event).values(status=Status.DRAFT))

    browser.get("dashboard.public_page", slug=slug, status=404)


@pytest.mark.usefixtures("slowly")
def test_each_language_has_its_own(browser: Browser, app: Flask) -> None:
    slug = make_event().slug
    browser.get("dashboard.public_page", slug=slug)
    danish = Browser(app)
    danish.language = "da"

    assert danish.get("dashboard.public_page", slug=slug).soup.html["lang"] == "da"  # type: ignore[index]
    assert browser.get("dashboard.public_page", slug=slug).soup.html["lang"] == "en"  # type: ignore[index]


def _made(app: Flask, words: str, *, at: datetime, notice: bool = False) -> str:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        if notice:
            flash("Saved.")
        return kept_page("a page", lambda: words, now=at)


def test_a_page_is_kept_until_the_step_ends_and_no_longer(app: Flask, now: datetime) -> None:
    last = now + timedelta(seconds=STEP - 0.001)

    assert _made(app, "first", at=now) == "first"
    assert _made(app, "second", at=last) == "first"
    assert _made(app, "third", at=now + timedelta(seconds=STEP)) == "third"


def test_a_notice_for_one_person_is_shown_to_nobody_else(app: Flask, now: datetime) -> None:
    assert _made(app, "with a notice", at=now, notice=True) == "with a notice"
    assert _made(app, "without", at=now) == "without"
    assert _made(app, "with a notice", at=now, notice=True) == "with a notice"


def test_a_page_with_a_form_is_not_kept(app: Flask, now: datetime) -> None:
    with_form = '<input name="csrf_token" value="hers">'

    assert _made(app, with_form, at=now) == with_form
    assert _made(app, "another", at=now) == "another"


def test_a_page_made_of_what_was_changed_meanwhile_is_not_found_again(
    app: Flask, now: datetime
) -> None:
    def make_slowly() -> str:
        make_event()
        return "old"

    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        kept_page("a page", make_slowly, now=now)

    assert _made(app, "new", at=now) == "new"


@pytest.mark.usefixtures("app")
def test_there_is_an_end_to_what_is_kept(app: Flask, now: datetime) -> None:
    with app.test_request_context("/"):
        for number in range(MOST_PAGES + 5):
            kept_page(str(number), lambda: "x", now=now)

    assert len(_pages) == MOST_PAGES

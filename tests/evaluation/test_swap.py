"""Exchange two people, and nothing that is kept is different (domain rules 14 and 15)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.db import db
from eventapp.evaluation.services import close_for_good
from eventapp.extensions import limiter
from eventapp.questions.enums import Purpose, QuestionKind
from eventapp.questions.policies import EVALUATION_LASTS
from tests.browser_client import Browser
from tests.conftest import _empty
from tests.days import NOW
from tests.factories.accounts import make_organisation
from tests.factories.events import make_event
from tests.factories.questions import make_question
from tests.factories.registration import make_registration, own_page_secret


@pytest.fixture
def same_chance(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a call that lets every secret of the program be drawn as the last time."""

    def start_again() -> None:
        drawn = count(1)
        monkeypatch.setattr(
            "secrets.token_bytes",
            lambda size=32: hashlib.shake_256(str(next(drawn)).encode()).digest(size),
        )

    return start_again


def _start_afresh() -> None:
    db.session.rollback()
    _empty()
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            # Otherwise the people of the second day would have other numbers.
            connection.exec_driver_sql("DELETE FROM sqlite_sequence")
        else:
            # Otherwise rows of the second day would lie where deleted ones lay, in any order.
            names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    limiter.reset()


def _live_a_day(app: Flask, *, exchanged: bool, closed: bool) -> dict[str, Any]:
    """Let one of two people say how the day was, and another after her; give all that is kept."""
    event = make_event(
        organisation=make_organisation(slug="langbordet"),
        slug="stolen",
        starts_at=NOW - timedelta(hours=6),
        ends_at=NOW,
    )
    good = make_question(event, "Godt?", kind=QuestionKind.YES_NO, purpose=Purpose.EVALUATION)
    why = make_question(event, "Hvorfor?", purpose=Purpose.EVALUATION)
    browsers = []
    for name in ("maja", "ali", "bo"):
        person = make_registration(event, name=name, address=f"{name}@mail.example")
        browser = Browser(app)
        browser.post("registration.open_own_page", secret=own_page_secret(person))
        browsers.append(browser)
    speaks = browsers[1] if exchanged else browsers[0]
    for browser, answers in zip(
        (speaks, browsers[2]), (("yes", "Kaffen"), ("no", "Stolene")), strict=True
    ):
        sent = dict(zip((good.field_name, why.field_name), answers, strict=True))
        browser.follow(browser.post("evaluation.evaluate", sent, slug="stolen"))
    if closed:
        close_for_good(event_id=event.id, now=NOW + EVALUATION_LASTS)
    db.session.rollback()
    return {
        # In the order in which the database gives them, as a dump of it would.
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in db.metadata.sorted_tables
    }


@pytest.mark.parametrize("closed", [True, False])
def test_two_people_exchanged_leave_the_same_behind(
    app: Flask,
    same_chance: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    *,
    closed: bool,
) -> None:
    for view in ("eventapp.evaluation.views", "eventapp.registration.views.own_page"):
        monkeypatch.setattr(f"{view}.utc_now", lambda: NOW)
    days = []
    for exchanged in (False, True):
        _start_afresh()
        same_chance()
        capfd.readouterr()
        kept = _live_a_day(app, exchanged=exchanged, closed=closed)
        lines = "".join(capfd.readouterr()).splitlines()
        kept["log"] = [re.sub(r"\d{4}-\d\d-\d\d[T ]\S+|ms=\d+", "", line) for line in lines]
        days.append(kept)

    different = [table for table in days[0] if days[0][table] != days[1][table]]

    assert len(days[0]["evaluation_answer"]) == 4
    assert len(days[0]["log"]) > 4
    # While the secret exists the ballots are confidential, and the test can see a difference.
    assert different == ([] if closed else ["evaluation_ballot"])


@pytest.mark.usefixtures("app")
def test_nothing_is_in_the_order_it_was_written_in(same_chance: Callable[[], None]) -> None:
    """Once it has closed, a dump gives the answers in the order of their keys alone."""
    from eventapp.evaluation.models import EvaluationAnswer
    from eventapp.evaluation.services import say_how_it_was

    same_chance()
    event = make_event(starts_at=NOW - timedelta(hours=6), ends_at=NOW, places=50)
    question = make_question(event, purpose=Purpose.EVALUATION)
    event_id, question_id, ends_at = event.id, question.id, event.ends_at
    for number in range(12):
        person = make_registration(event).id
        say_how_it_was(
            event_id=event_id, registration_id=person, given={question_id: str(number)}, now=NOW
        )
    close_for_good(event_id=event_id, now=ends_at + EVALUATION_LASTS)

    as_dumped = list(db.session.execute(select(EvaluationAnswer.id, EvaluationAnswer.text)))

    assert [row[0] for row in as_dumped] == sorted(row[0] for row in as_dumped)
    assert [row[1] for row in as_dumped] != [str(number) for number in range(12)]

"""The day as a line of steps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from eventapp.dashboard.steps import Progress, StepState, steps_of
from eventapp.events.enums import Status
from eventapp.events.models import Event
from tests.factories.events import make_event

pytestmark = pytest.mark.usefixtures("app")

NOTHING = Progress(proposals=0, tables=0, write_up_is_published=False)
TABLES = Progress(proposals=9, tables=14, write_up_is_published=False)
PUBLISHED = Progress(proposals=9, tables=14, write_up_is_published=True)


def _states(event: Event, progress: Progress, now: datetime) -> str:
    signs = {StepState.DONE: "x", StepState.NOW: "!", StepState.NEXT: "."}
    return "".join(signs[step.state] for step in steps_of(event, progress, now=now))


def test_a_draft_is_to_be_published_first(now: datetime) -> None:
    assert _states(make_event(status=Status.DRAFT), NOTHING, now) == "!....."


def test_while_people_sign_up_that_is_what_is_going_on(now: datetime) -> None:
    assert _states(make_event(), TABLES, now) == "x!.x.."


def test_on_the_day_the_day_is_what_is_going_on() -> None:
    event = make_event()

    assert _states(event, TABLES, event.starts_at + timedelta(hours=1)) == "xxxx!."


def test_a_day_without_tables_asks_for_them_first() -> None:
    event = make_event()

    assert _states(event, NOTHING, event.starts_at + timedelta(hours=1)) == "xxx!.."


def test_after_the_day_comes_the_write_up_and_then_nothing() -> None:
    event = make_event()
    after = event.ends_at + timedelta(days=1)

    assert _states(event, TABLES, after) == "xxxxx!"
    assert _states(event, PUBLISHED, after) == "xxxxxx"

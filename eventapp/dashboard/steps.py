"""The day as a line of steps: what is done, what is now, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from eventapp.events.enums import Action, Status
from eventapp.events.models import Event
from eventapp.web.template_helpers import day


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened in a gathering, as far as the steps ask."""

    proposals: int
    tables: int
    write_up_is_published: bool


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do now: why, and the page where it is done."""

    text: str
    button: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class Step:
    """One plate on the long table."""

    name: str
    note: str
    state: StepState
    next_thing: NextThing


def steps_of(event: Event, progress: Progress, *, now: datetime) -> Sequence[Step]:
    """Give the steps in order; the first that is not done is the one to do now."""
    planned = _plan(event, progress, now=now)
    first = next((place for place, (_n, done, _t, _x) in enumerate(planned) if not done), None)
    return [
        Step(name, note, _state(place, first, done=done), next_thing)
        for place, (name, done, note, next_thing) in enumerate(planned)
    ]


def _state(place: int, first: int | None, *, done: bool) -> StepState:
    if place == first:
        return StepState.NOW
    return StepState.DONE if done else StepState.NEXT


def _plan(
    event: Event, progress: Progress, *, now: datetime
) -> list[tuple[str, bool, str, NextThing]]:
    """Give each step's name, whether it is done, a few words, and what is done there."""
    public = event.is_public
    # Once the day has begun, what comes before it is no longer what to do next.
    has_begun = public and now >= event.starts_at
    is_draft = event.status is Status.DRAFT
    return [
        (
            _("Make the gathering"),
            public,
            _("A draft, only you see it") if is_draft else _("Published"),
            NextThing(
                _("Look at the page, fill in how the day goes, and show it to everybody."),
                _("Publish the gathering"),
                "events.status",
            ),
        ),
        (
            _("Sign-up"),
            has_begun or (public and not event.allows(Action.REGISTER, now)),
            _until(event, Action.REGISTER),
            NextThing(
                _("Share the address of the public page. People sign up themselves."),
                _("See who is coming"),
                "people.people",
            ),
        ),
        (
            _("Topics"),
            has_begun or (public and not event.allows(Action.PROPOSE, now)),
            ngettext("One topic so far", "%(num)d topics so far", progress.proposals),
            NextThing(
                _("Everybody who comes can propose something to talk about."),
                _("See the topics"),
                "themes.organise",
            ),
        ),
        (
            _("Rounds and tables"),
            progress.tables > 0,
            _("Who talks about what, where"),
            NextThing(
                _("Decide how many rounds and tables there are, and what is talked about where."),
                _("Make the programme"),
                "programme.edit",
            ),
        ),
        (
            _("The day"),
            now >= event.ends_at,
            day(event.starts_here, "short"),
            NextThing(
                _("Let people in, and see that somebody writes at each table."),
                _("Open the door"),
                "checkin.door",
            ),
        ),
        (
            _("Write-up"),
            progress.write_up_is_published,
            _("What was said, with its evidence"),
            NextThing(
                _("Pull what was said together into sentences that know their voices."),
                _("Open the desk"),
                "outcomes.desk",
            ),
        ),
    ]


def _until(event: Event, action: Action) -> str:
    phase = event.phase(action)
    if phase is None or phase.closes_at is None:
        return _("Until the gathering")
    return _("Until %(day)s", day=day(phase.closes_at.astimezone(event.zone), "short"))

"""The day as a line of steps: what is done, what is now, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _

from eventapp.events.enums import Action, Status
from eventapp.events.models import Event
from eventapp.web.template_helpers import day


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Step:
    """One plate on the long table."""

    name: str
    note: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened in a gathering, as far as the steps ask."""

    proposals: int
    tables: int
    contributions: int
    has_write_up: bool
    write_up_is_published: bool


def steps_of(event: Event, progress: Progress, *, now: datetime) -> Sequence[Step]:
    """Give the steps in order; the first that is not done is the one to do now."""
    over = now >= event.ends_at
    finished = [
        (_("Make the gathering"), event.is_public, _draft_note(event)),
        (
            _("Sign-up"),
            not event.allows(Action.REGISTER, now) and event.is_public,
            _until(event, Action.REGISTER),
        ),
        (
            _("Topics"),
            not event.allows(Action.PROPOSE, now) and event.is_public,
            _until(event, Action.PROPOSE),
        ),
        (_("Rounds and tables"), progress.tables > 0, _("Who talks about what, where")),
        (_("The day"), over, day(event.starts_here, "short")),
        (_("Write-up"), progress.write_up_is_published, _("What was said, with its evidence")),
        (_("Publish"), progress.write_up_is_published, _("Web and PDF")),
    ]
    first = next((place for place, (_n, done, _t) in enumerate(finished) if not done), None)
    return [
        Step(
            name,
            note,
            StepState.DONE if done else StepState.NOW if place == first else StepState.NEXT,
        )
        for place, (name, done, note) in enumerate(finished)
    ]


def _draft_note(event: Event) -> str:
    return _("A draft, only you see it") if event.status is Status.DRAFT else _("Published")


def _until(event: Event, action: Action) -> str:
    phase = event.phase(action)
    if phase is None or phase.closes_at is None:
        return _("Until the gathering")
    return _("Until %(day)s", day=day(phase.closes_at.astimezone(event.zone), "short"))

"""When what we know of a person is erased, as days of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventapp.events.models import Event
from eventapp.needs import services as needs
from eventapp.registration import retention

_STEPS = (
    (retention.WHO_DID_NOT_COME, _l("Everything about people who waited or cancelled")),
    (needs.KEPT, _l("What you need of access and food")),
    (
        retention.WHERE_FROM,
        _l("Region, how you are a peer, your part on the day, and when you came in"),
    ),
    (retention.EVERYTHING, _l("Your name, your e-mail, this page, and all that is left")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A day, and what is erased on it."""

    on: datetime
    what: Any


def timeline(event: Event) -> list[Step]:
    """List what is erased when, the first day first, by the clock of the place."""
    return [Step(event.ends_here + after, what) for after, what in _STEPS]

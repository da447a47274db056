"""When what we know of a person is erased, as days of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventapp.needs import services as needs
from eventapp.registration import retention
from eventapp.registration.models import Registration

_STEPS = (
    (needs.KEPT, _l("What you need of access and food")),
    (
        retention.WHERE_FROM,
        _l("Region, how you are a peer, your part on the day, and when you came in"),
    ),
    (retention.EVERYTHING, _l("Your name, your e-mail, this page, and all that is left")),
)
_WITHOUT_A_SEAT = ((retention.WHO_DID_NOT_COME, _l("Everything about you")),)


@dataclass(frozen=True, slots=True)
class Step:
    """A day, and what is erased on it."""

    on: datetime
    what: Any


def timeline(registration: Registration) -> list[Step]:
    """List what is erased of a person when, the first day first, by the clock of the place."""
    event = registration.event
    steps = _STEPS if registration.is_expected else _WITHOUT_A_SEAT
    return [Step(event.ends_here + after, what) for after, what in steps]

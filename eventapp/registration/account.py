"""An account of the places for the organiser: who has what, by kind and by region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from eventapp.registration.enums import IS_EXPECTED, Engagement, Region, RegistrationStatus
from eventapp.registration.place_queries import Standing
from eventapp.registration.words import REGION_WORDS

_KINDS = {Engagement.PAID: _l("Paid"), Engagement.VOLUNTEER: _l("Volunteers")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the account: numbers of people."""

    #: What the line is about, in the reader's language.
    name: Any
    taken: int
    offered: int
    waiting: int
    #: At most so many seats, for a kind; so many seats kept still, for a region.
    limit: int | None = None


def account_of(
    standing: Standing,
    counts: Iterable[tuple[RegistrationStatus, Engagement | None, Region | None, int]],
) -> list[list[Line]]:
    """Make the lines in three parts: everybody, each kind, each region, the unsaid last."""
    rows = list(counts)

    def line(name: Any, *, limit: int | None = None, **of: Any) -> Line:
        mine = [
            (status, number)
            for status, engagement, region, number in rows
            if of.get("kind", engagement) is engagement and of.get("region", region) is region
        ]
        return Line(
            name=name,
            taken=sum(number for status, number in mine if status in IS_EXPECTED),
            offered=sum(n for status, n in mine if status is RegistrationStatus.OFFERED),
            waiting=sum(n for status, n in mine if status is RegistrationStatus.WAITING),
            limit=limit,
        )

    caps, reserved = standing.room.caps, standing.room.reserved
    return [
        [line(_l("Everybody"), limit=standing.room.places)],
        [
            *(line(word, limit=caps.get(kind), kind=kind) for kind, word in _KINDS.items()),
            line(_l("Kind not said"), kind=None),
        ],
        [
            *(
                line(word, limit=reserved.get(Region(value)), region=Region(value))
                for value, word in REGION_WORDS
            ),
            line(_l("Region not said"), region=None),
        ],
    ]

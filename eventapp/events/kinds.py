"""What each kind of gathering begins with. All of it can be changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from eventapp.events.enums import Action, Entry, Kind


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a kind suggests when somebody makes a gathering of it."""

    entry: Entry
    places: int
    starts: time
    ends: time
    is_listed: bool
    #: Rounds and tables that the programme suggests.
    rounds: int
    tables: int
    #: How many days before the gathering a window closes; one that is left out stays open.
    closes_before: Mapping[Action, int] = field(default_factory=dict)


#: A træf has room for 55, as the first one had.
DEFAULTS: Mapping[Kind, Defaults] = {
    Kind.TRAEF: Defaults(
        entry=Entry.OPEN,
        places=55,
        starts=time(9, 30),
        ends=time(16),
        is_listed=True,
        rounds=2,
        tables=6,
    ),
    Kind.CAFE: Defaults(
        entry=Entry.DROP_IN,
        places=20,
        starts=time(14),
        ends=time(16),
        is_listed=True,
        rounds=1,
        tables=3,
    ),
    Kind.SUMMIT: Defaults(
        entry=Entry.OPEN,
        places=2000,
        starts=time(9),
        ends=time(17),
        is_listed=True,
        rounds=4,
        tables=40,
        # So many badges are printed, and so many chairs carried, before the day.
        closes_before={Action.REGISTER: 7, Action.PROPOSE: 14, Action.SUPPORT: 7},
    ),
    Kind.ACTIVITY: Defaults(
        entry=Entry.OPEN,
        places=12,
        starts=time(14),
        ends=time(16),
        is_listed=True,
        rounds=1,
        tables=2,
    ),
    Kind.COURSE: Defaults(
        entry=Entry.INVITED,
        places=16,
        starts=time(9),
        ends=time(15),
        is_listed=False,
        rounds=2,
        tables=4,
    ),
}


def closing_moments(kind: Kind, starts_here: datetime) -> dict[Action, datetime]:
    """Give when the windows of a kind close: at the end of a day, by the clock there."""
    return {
        action: (starts_here - timedelta(days=days)).replace(
            hour=23, minute=59, second=59, microsecond=0
        )
        for action, days in DEFAULTS[kind].closes_before.items()
    }

"""The days on which tests happen: always ahead of the real clock.

Views ask the real clock whether a gathering is over, so a day written down here would let
every page test fail from that day on.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def _next_first_of_april() -> datetime:
    today = datetime.now(UTC)
    this_year = datetime(today.year, 4, 1, 12, 0, tzinfo=UTC)
    # The real clock must be before it for as long as the tests run.
    return (
        this_year
        if today + timedelta(days=1) < this_year
        else this_year.replace(year=today.year + 1)
    )


#: The moment at which tests happen: a month before the gathering of the factories.
NOW = _next_first_of_april()

#: When that gathering begins and ends: 8 May, 9.30 to 16 in Denmark.
BEGINS = NOW.replace(month=5, day=8, hour=7, minute=30)
ENDS = BEGINS.replace(hour=14, minute=0)

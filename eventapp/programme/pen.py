"""Which notes this browser wrote: kept in its own cookie, and nowhere with us."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import session

#: How long the last note can be undone with one press, from the list.
UNDO = timedelta(minutes=10)
_NOTED = "noted"
# A cookie has room for some 4,000 characters, and a note takes 18.
_MOST = 80


def remember(event_id: int, number: int, *, now: datetime) -> None:
    """Keep in the browser that it wrote a note. Sending a note twice keeps the first time."""
    if number in own_notes(event_id):
        return
    session[_NOTED] = [*_noted(), [event_id, number, int(now.timestamp())]][-_MOST:]


def own_notes(event_id: int) -> frozenset[int]:
    """Give the numbers of the notes this browser wrote at a gathering."""
    return frozenset(number for event, number, _at in _noted() if event == event_id)


def can_still_undo(event_id: int, number: int, *, now: datetime) -> bool:
    """Tell whether this browser wrote a note within the last ten minutes."""
    oldest = (now - UNDO).timestamp()
    return any(
        (event, noted) == (event_id, number) and at > oldest for event, noted, at in _noted()
    )


def _noted() -> list[list[int]]:
    noted: list[list[int]] = session.get(_NOTED, [])
    return noted

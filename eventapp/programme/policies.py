"""When notes may be written."""

from __future__ import annotations

from datetime import datetime

from eventapp.events.enums import Action, Status
from eventapp.events.models import Event


def may_note(event: Event, *, now: datetime, is_organiser: bool) -> bool:
    """Tell whether notes are taken in now.

    Peers write while the window for it is open. The organiser may go on until the
    gathering is closed: what was written on paper is typed in after the day.
    """
    if is_organiser:
        return event.status in {Status.PUBLISHED, Status.RUNNING}
    return event.allows(Action.NOTE, now)

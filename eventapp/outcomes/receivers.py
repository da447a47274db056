"""What the write-up does when the areas below it tell it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.outcomes.head_count import keep_heads
from eventapp.registration.signals import people_about_to_leave


@people_about_to_leave.connect
def keep_how_many_came(_sender: Any, *, session: Session, event: Event, now: datetime) -> None:
    """Write the numbers down while there is somebody to count."""
    keep_heads(session, event, now=now)

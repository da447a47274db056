"""The demo: two gatherings from files, one that is today and one that has been held."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from eventapp.db import db
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.events.services import Window, set_windows
from eventapp.paths import PACKAGE
from eventapp.portable.checking import Document, read_document
from eventapp.portable.taking_in import take_in

HELD_BEFORE = timedelta(days=24)  # Long enough for the write-up to be out, and to be fresh.
OPEN_FOR = timedelta(days=7)
ZONE = ZoneInfo("Europe/Copenhagen")


def demo_document(name: str) -> Document:
    """Read one of the two demo files: ``today`` or ``published``."""
    return read_document((PACKAGE / "demo" / f"{name}.json").read_text(encoding="utf-8"))


def is_empty() -> bool:
    """Tell whether nobody has made a gathering here yet."""
    empty = db.session.scalars(select(Event.id).limit(1)).first() is None
    db.session.rollback()
    return empty


def load_demo(*, now: datetime) -> int:
    """Load both gatherings, with dates that fit today; give the association's id."""
    today: date = now.astimezone(ZONE).date()
    take_in(demo_document("published"), now=now, on=today - HELD_BEFORE)
    slug = take_in(demo_document("today"), now=now, on=today)
    event = db.session.scalars(select(Event).where(Event.slug == slug)).one()
    event_id, organisation_id = event.id, event.organisation_id
    # Somebody may try it in the evening, or come back to it tomorrow.
    set_windows(
        event_id=event_id,
        windows=[Window(action, opens_at=None, closes_at=now + OPEN_FOR) for action in Action],
    )
    return organisation_id

"""The demo: two gatherings from files, one that is today and one that has been held."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from eventapp.accounts.models import Organisation
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.paths import PACKAGE
from eventapp.portable.checking import Document, read_document
from eventapp.portable.taking_in import take_in

HELD_BEFORE = timedelta(days=24)  # Long enough for the write-up to be out, and to be fresh.
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
    organisation_id = db.session.scalars(
        select(Organisation.id).join(Event).where(Event.slug == slug)
    ).one()
    db.session.rollback()
    return organisation_id

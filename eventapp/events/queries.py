"""Reads of gatherings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.accounts.models import Member
from eventapp.errors import NotFound
from eventapp.events.enums import Entry
from eventapp.events.models import PUBLIC, Event, Series

#: The same in SQL as ``Event.is_named_openly``.
NAMED_OPENLY = (
    Event.status.in_(PUBLIC),
    Event.is_listed,
    Event.entry != Entry.INVITED,
)


def published_event(session: Session, slug: str) -> Event:
    """Find a gathering everybody may see. Raises NotFound for a draft as for nothing."""
    event = session.scalars(
        select(Event).where(Event.slug == slug, Event.status.in_(PUBLIC))
    ).one_or_none()
    if event is None:
        raise NotFound
    return event


def event_for_account(session: Session, slug: str, account_id: int) -> tuple[Event, Member]:
    """Find a gathering of an association the person is in, and her place there.

    Raises NotFound for another association's gathering as for nothing.
    """
    found = session.execute(
        select(Event, Member)
        .join(Member, Member.organisation_id == Event.organisation_id)
        .where(Event.slug == slug, Member.account_id == account_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1]


def events_for_account(session: Session, account_id: int) -> Sequence[Event]:
    """List the gatherings a person helps with, the newest day first."""
    return session.scalars(
        select(Event)
        .join(Member, Member.organisation_id == Event.organisation_id)
        .where(Member.account_id == account_id)
        .order_by(Event.starts_at.desc(), Event.id.desc())
    ).all()


def public_events(session: Session) -> Sequence[Event]:
    """List the gatherings that are named openly, the newest day first."""
    return session.scalars(
        select(Event).where(*NAMED_OPENLY).order_by(Event.starts_at.desc(), Event.id)
    ).all()


def public_events_of(session: Session, organisation_id: int) -> Sequence[Event]:
    """List the gatherings of one association that are named openly, the newest day first."""
    return session.scalars(
        select(Event)
        .where(Event.organisation_id == organisation_id, *NAMED_OPENLY)
        .order_by(Event.starts_at.desc(), Event.id)
    ).all()


def next_of_each_series(events: Sequence[Event], now: datetime) -> list[Event]:
    """Keep of each series the next date alone, so that it does not fill a list."""
    coming: dict[int, Event] = {}
    for event in sorted(events, key=lambda one: (one.starts_at, one.id)):
        if event.series_id is not None and event.ends_at > now:
            coming.setdefault(event.series_id, event)
    kept = set(coming.values())
    return [event for event in events if event.series_id is None or event in kept]


def latest_change(session: Session, organisation_id: int) -> datetime | None:
    """Give when a gathering of an association was last written, None when it has none.

    Those that are not named count too: one that no longer is changes the list it leaves.
    """
    return session.scalars(
        select(func.max(Event.changed_at)).where(
            Event.organisation_id == organisation_id, Event.status.in_(PUBLIC)
        )
    ).one()


def events_around(session: Session, account_id: int, now: datetime) -> Sequence[Event]:
    """List the gatherings a helper may be at the door of: within a day of now."""
    near = timedelta(days=1)
    return session.scalars(
        select(Event)
        .join(Member, Member.organisation_id == Event.organisation_id)
        .where(Member.account_id == account_id, Event.status.in_(PUBLIC))
        .where(Event.starts_at < now + near, Event.ends_at > now - near)
        .order_by(Event.starts_at, Event.id)
    ).all()


def series_for_account(session: Session, slug: str, account_id: int) -> tuple[Series, Member]:
    """Find a series of an association the person is in, and her place there.

    Raises NotFound for another association's series as for nothing.
    """
    found = session.execute(
        select(Series, Member)
        .join(Member, Member.organisation_id == Series.organisation_id)
        .where(Series.slug == slug, Member.account_id == account_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1]


def all_series_for_account(session: Session, account_id: int) -> Sequence[Series]:
    """List the series a person helps with, by title."""
    return session.scalars(
        select(Series)
        .join(Member, Member.organisation_id == Series.organisation_id)
        .where(Member.account_id == account_id)
        .order_by(Series.title, Series.id)
    ).all()


def series_by_slug(session: Session, slug: str) -> Series:
    """Find a series by its address. Raises NotFound."""
    found = session.scalars(select(Series).where(Series.slug == slug)).one_or_none()
    if found is None:
        raise NotFound
    return found


def dates_of(session: Session, series_id: int) -> Sequence[Event]:
    """List the gatherings of a series in their order."""
    return session.scalars(
        select(Event).where(Event.series_id == series_id).order_by(Event.starts_at, Event.id)
    ).all()


def open_dates_of(session: Session, series_id: int) -> Sequence[Event]:
    """List the gatherings of a series that are named openly, in their order."""
    return session.scalars(
        select(Event)
        .where(Event.series_id == series_id, *NAMED_OPENLY)
        .order_by(Event.starts_at, Event.id)
    ).all()


def lock_series(session: Session, series_id: int) -> Series:
    """Read a series so that others who want to change it wait their turn."""
    return session.scalars(
        select(Series).where(Series.id == series_id).with_for_update(of=Series)
    ).one()


def lock_event(session: Session, event_id: int) -> Event:
    """Read a gathering so that others who want to change it wait their turn.

    On SQLite the transaction itself already makes them wait.
    """
    return session.scalars(
        select(Event).where(Event.id == event_id).with_for_update(of=Event)
    ).one()


def series_slug_is_taken(session: Session, slug: str) -> bool:
    """Tell whether a series has this address already."""
    return session.scalars(select(Series.id).where(Series.slug == slug)).first() is not None


def slug_is_taken(session: Session, slug: str) -> bool:
    """Tell whether a gathering has this address already."""
    return session.scalars(select(Event.id).where(Event.slug == slug)).first() is not None

"""Making a new gathering out of one that was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from eventapp.db import transaction
from eventapp.events.enums import Status
from eventapp.events.models import Credit, DayPlanItem, Event, Phase, PracticalNote
from eventapp.events.queries import lock_event, slug_is_taken
from eventapp.events.signals import gathering_copied
from eventapp.slugs import slug_of

_CARRIED = (
    "organisation_id",
    "kind",
    "entry",
    "is_listed",
    "language",
    "timezone",
    "title",
    "headline_theme",
    "introduction",
    "purpose",
    "venue_name",
    "venue_address",
    "venue_town",
    "venue_directions",
    "places",
)


def copy_event(*, event_id: int, day: date, now: datetime) -> Event:
    """Make a draft on another day with the texts, the plan and the frame of a gathering.

    Whoever took part and what was said stay where they were. Windows lie as many days before
    the new day as before the old one.
    """
    with transaction() as session:
        source = lock_event(session, event_id)
        distance = day - source.starts_here.date()
        starts_at = moved(source.starts_at, distance, source)
        copy = Event(
            **{name: getattr(source, name) for name in _CARRIED},
            slug=slug_of(source.title, day.year, lambda slug: slug_is_taken(session, slug)),
            status=Status.DRAFT,
            starts_at=starts_at,
            # By its length: where the clocks are changed that night, the other may not exist.
            ends_at=starts_at + (source.ends_at - source.starts_at),
            phases=[
                Phase(
                    action=phase.action,
                    opens_at=phase.opens_at and moved(phase.opens_at, distance, source),
                    closes_at=phase.closes_at and moved(phase.closes_at, distance, source),
                )
                for phase in source.phases
            ],
        )
        _carry_lines(source, copy)
        session.add(copy)
        session.flush()
        gathering_copied.send(None, session=session, source=source, copy=copy, now=now)
    return copy


def moved(at: datetime, distance: timedelta, event: Event) -> datetime:
    """Move a moment by whole days, so that it stays the same time by the clock there."""
    return at.astimezone(event.zone) + distance


def _carry_lines(source: Event, copy: Event) -> None:
    copy.day_plan = [
        DayPlanItem(position=item.position, at=item.at, what=item.what) for item in source.day_plan
    ]
    copy.practical = [
        PracticalNote(position=note.position, title=note.title, text=note.text, sign=note.sign)
        for note in source.practical
    ]
    copy.credits = [
        Credit(
            position=credit.position,
            role=credit.role,
            name=credit.name,
            note=credit.note,
            url=credit.url,
        )
        for credit in source.credits
    ]

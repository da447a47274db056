"""How many came, from where and how: counted live while people are known, then kept.

People are erased in the weeks after the day (``privacy.md``); the write-up is read for
years. So the numbers a reader may see are written down before the first person goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.outcomes import edition as plain
from eventapp.outcomes.models import HeadCount
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.words import REGION_WORDS


@dataclass(frozen=True, slots=True)
class Heads:
    """What a reader may see of who came: no group under five, and none to be worked out."""

    participants: int
    regions: tuple[plain.RegionCount, ...]
    engagement: plain.Engagement | None


def heads_of(session: Session, event: Event, *, now: datetime) -> Heads:
    """Give the kept numbers, or count while nothing was kept yet."""
    kept = session.get(HeadCount, event.id)
    if kept is None:
        return _count(session, event, now)
    return Heads(
        participants=kept.participants,
        regions=tuple(plain.RegionCount(name, people) for name, people in kept.regions),
        engagement=None
        if kept.paid is None or kept.volunteer is None
        else plain.Engagement(kept.paid, kept.volunteer),
    )


def keep_heads(session: Session, event: Event, *, now: datetime) -> None:
    """Write the numbers down, once: later there may be fewer people left to count.

    It runs inside the transaction that erases people, before it does.
    """
    if session.get(HeadCount, event.id) is None:
        session.add(row_of(event.id, _count(session, event, now)))
        session.flush()


def row_of(event_id: int, heads: Heads) -> HeadCount:
    """Give the row that keeps these numbers."""
    return HeadCount(
        event_id=event_id,
        participants=heads.participants,
        regions=[(region.name, region.people) for region in heads.regions],
        paid=heads.engagement.paid if heads.engagement else None,
        volunteer=heads.engagement.volunteer if heads.engagement else None,
    )


def _count(session: Session, event: Event, now: datetime) -> Heads:
    people = _people(session, event, now)
    # The names of the regions are kept, so they are written as the gathering speaks.
    with force_locale(event.language):
        return Heads(
            participants=len(people),
            regions=region_counts([person.region for person in people]),
            engagement=engagement_counts([person.engagement for person in people]),
        )


def _people(session: Session, event: Event, now: datetime) -> Sequence[Registration]:
    """Give those who came; before the day is over, those who have a seat."""
    attended = session.scalars(
        select(Registration).where(
            Registration.event_id == event.id, Registration.status == RegistrationStatus.ATTENDED
        )
    ).all()
    if attended or now >= event.ends_at:
        return attended
    return session.scalars(
        select(Registration).where(
            Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED
        )
    ).all()


def region_counts(regions: Sequence[Region | None]) -> tuple[plain.RegionCount, ...]:
    """Count people by region so that no group is under five and none can be worked out.

    Groups that are too small go together as "elsewhere", and the next smallest joins them
    until they are five or more: the total is known, so one hidden group would not be
    hidden. Without a way to hide the small ones nothing is counted.
    """
    names = {Region(value): str(word) for value, word in REGION_WORDS}
    counts = Counter(regions)
    shown = sorted(
        ((names[region], number) for region, number in counts.items() if region is not None),
        key=lambda group: (-group[1], group[0]),
    )
    elsewhere = counts[None]
    while shown and (shown[-1][1] < plain.SMALLEST_GROUP or 0 < elsewhere < plain.SMALLEST_GROUP):
        elsewhere += shown.pop()[1]
    if 0 < elsewhere < plain.SMALLEST_GROUP:
        return ()
    groups = [plain.RegionCount(name, number) for name, number in shown]
    if elsewhere and groups:
        groups.append(plain.RegionCount(gettext("Elsewhere"), elsewhere))
    return tuple(groups)


def engagement_counts(engagements: Sequence[Engagement | None]) -> plain.Engagement | None:
    """Count paid and voluntary peers, or nothing when any of the groups is under five."""
    counts = Counter(engagements)
    sizes = [counts[Engagement.PAID], counts[Engagement.VOLUNTEER], counts[None]]
    if any(0 < size < plain.SMALLEST_GROUP for size in sizes) or not any(sizes[:2]):
        return None
    return plain.Engagement(paid=sizes[0], volunteer=sizes[1])

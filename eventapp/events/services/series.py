"""Use cases of a series. Each is one function and one transaction.

A rule makes gatherings, and a changed rule may change or take away those that nobody would
miss: they lie ahead and no area above says that it holds people there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from eventapp.accounts.models import Organisation
from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events.enums import Kind, Status
from eventapp.events.errors import NotReadyToPublish
from eventapp.events.models import Event, Series
from eventapp.events.queries import dates_of, lock_series, series_slug_is_taken, slug_is_taken
from eventapp.events.rules import Rule, days_of
from eventapp.events.services.making import Essentials, apply_essentials, new_event
from eventapp.events.signals import is_in_use
from eventapp.slugs import slug_of


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """What is decided about a series."""

    kind: Kind
    title: str
    headline_theme: str
    venue_name: str
    places: int
    rule: Rule
    starts: time
    lasts: timedelta
    without: frozenset[date]


@dataclass(slots=True)
class Outcome:
    """What a rule has done to the dates ahead."""

    made: int = 0
    taken_away: int = 0
    #: Dates that stay although the rule no longer has them, because somebody is signed up.
    stay: list[date] = field(default_factory=list)


def create_series(*, organisation_id: int, plan: SeriesPlan, now: datetime) -> Series:
    """Make a series and a draft for each of its dates ahead.

    A second press finds the series that the first one made.
    """
    with transaction() as session:
        # Two presses of the button take turns, so that they do not reach for one address.
        session.scalars(
            select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()
        ).one()
        if (made := _same(session, organisation_id, plan)) is not None:
            return made
        series = Series(
            organisation_id=organisation_id,
            slug=slug_of(plan.title, "", lambda slug: series_slug_is_taken(session, slug)),
            timezone="Europe/Copenhagen",
        )
        _apply(series, plan)
        session.add(series)
        session.flush()
        _follow_rule(session, series, now)
    return series


def change_series(*, series_id: int, plan: SeriesPlan, now: datetime) -> Outcome:
    """Change a series, and with it the dates ahead on which nobody is signed up.

    Saving it unchanged makes the dates that have come within reach since. A date that was
    moved or written on stays the gathering it is.
    """
    with transaction() as session:
        series = lock_series(session, series_id)
        _apply(series, plan)
        session.flush()
        return _follow_rule(session, series, now)


def skip_date(*, series_id: int, day: date, now: datetime) -> bool:
    """Leave a day out of a series; tell whether its gathering could be taken away.

    One that somebody is signed up for stays, and is called off by itself. Raises NotFound
    for a day the series does not have.
    """
    with transaction() as session:
        series = lock_series(session, series_id)
        found = next((one for one in dates_of(session, series.id) if one.series_day == day), None)
        if found is None:
            raise NotFound
        if not _may_change(session, found, now) or not _take_away(session, found):
            return False
        series.exceptions = "\n".join(sorted({*series.exceptions.split(), day.isoformat()}))
        return True


def publish_dates(*, series_id: int, now: datetime) -> int:
    """Show every date ahead to everybody; give how many were drafts.

    Raises NotReadyToPublish while nobody is named whom to ask and whom to call.
    """
    with transaction() as session:
        series = lock_series(session, series_id)
        if not series.organisation.is_ready_for_peers:
            raise NotReadyToPublish
        drafts = [
            event
            for event in dates_of(session, series.id)
            if event.status is Status.DRAFT and event.starts_at > now
        ]
        for event in drafts:
            event.status = Status.PUBLISHED
        return len(drafts)


def _same(session: Session, organisation_id: int, plan: SeriesPlan) -> Series | None:
    """Find the series that a first press of the same button has made."""
    return session.scalars(
        select(Series).where(
            Series.organisation_id == organisation_id,
            Series.title == plan.title,
            Series.venue_name == plan.venue_name,
            Series.rule == plan.rule.as_rrule(),
            Series.starts_on == plan.rule.starts_on,
            Series.starts == plan.starts,
        )
    ).first()


def _apply(series: Series, plan: SeriesPlan) -> None:
    series.kind = plan.kind
    series.title = plan.title
    series.headline_theme = plan.headline_theme
    series.venue_name = plan.venue_name
    series.places = plan.places
    series.rule = plan.rule.as_rrule()
    series.starts_on = plan.rule.starts_on
    series.starts = plan.starts
    series.minutes = int(plan.lasts.total_seconds() // 60)
    series.exceptions = "\n".join(sorted(day.isoformat() for day in plan.without))


def _follow_rule(session: Session, series: Series, now: datetime) -> Outcome:
    """Bring the gatherings ahead in line with the rule."""
    outcome = Outcome()
    today = now.astimezone(series.zone).date()
    wanted = days_of(
        series.rule,
        starts_on=series.starts_on,
        without=series.days_left_out,
        not_before=today,
    )
    there = {event.series_day: event for event in dates_of(session, series.id)}
    for day, event in there.items():
        if day is None or day < today:
            continue
        may_change = _may_change(session, event, now)
        if day in wanted:
            if may_change:
                _rewrite(event, series, day)
        elif may_change and _take_away(session, event):
            outcome.taken_away += 1
        else:
            outcome.stay.append(day)
    missing = [day for day in wanted if day not in there]
    for day in missing:
        session.add(_new_date(session, series, day))
        session.flush()
    outcome.made = len(missing)
    return outcome


def _may_change(session: Session, event: Event, now: datetime) -> bool:
    lies_ahead = event.starts_at > now and not event.is_cancelled
    if not lies_ahead or event.status not in {Status.DRAFT, Status.PUBLISHED}:
        return False
    return not any(answer for _who, answer in is_in_use.send(None, session=session, event=event))


def _take_away(session: Session, event: Event) -> bool:
    """Delete a gathering; tell whether nothing hung on it."""
    try:
        with session.begin_nested():
            session.delete(event)
            session.flush()
    except IntegrityError:
        # A topic, a note or a line of the open log belongs to it: then it has a history.
        return False
    return True


def _rewrite(event: Event, series: Series, day: date) -> None:
    # A gathering that was moved by hand is left where it was put.
    if event.starts_here.date() == day and apply_essentials(event, _essentials(series, day)):
        event.revision += 1


def _new_date(session: Session, series: Series, day: date) -> Event:
    event = new_event(
        organisation_id=series.organisation_id,
        kind=series.kind,
        essentials=_essentials(series, day),
        slug=slug_of(series.title, day.isoformat(), lambda slug: slug_is_taken(session, slug)),
    )
    event.series_id, event.series_day = series.id, day
    return event


def _essentials(series: Series, day: date) -> Essentials:
    starts_at = datetime.combine(day, series.starts, tzinfo=series.zone)
    return Essentials(
        title=series.title,
        headline_theme=series.headline_theme,
        starts_at=starts_at,
        # By the clock on the wall, so that it ends at the hour that was promised.
        ends_at=starts_at + timedelta(minutes=series.minutes),
        venue_name=series.venue_name,
        places=series.places,
    )

"""Use cases of one gathering. Each is one function and one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.accounts.models import Organisation
from eventapp.db import transaction
from eventapp.errors import N_, Conflict, NotAllowed
from eventapp.events.enums import Action, CreditRole, Entry, Kind, Sign, Status
from eventapp.events.errors import NotReadyToPublish
from eventapp.events.kinds import DEFAULTS, closing_moments
from eventapp.events.models import Credit, DayPlanItem, Event, Phase, PracticalNote
from eventapp.events.queries import lock_event, slug_is_taken
from eventapp.events.signals import day_or_place_changed, gathering_cancelled, places_changed
from eventapp.slugs import slug_of

HOME_ZONE = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True)
class Essentials:
    """The five things a gathering needs before it can be published."""

    title: str
    headline_theme: str
    starts_at: datetime
    ends_at: datetime
    venue_name: str
    places: int


@dataclass(frozen=True, slots=True)
class PublicText:
    """Everything else that stands on the public page."""

    language: str
    introduction: str
    purpose: str
    venue_address: str
    venue_town: str
    venue_directions: str
    day_plan: Sequence[tuple[time, str]]
    practical: Sequence[tuple[str, str, Sign]]
    credits: Sequence[tuple[CreditRole, str]]


@dataclass(frozen=True, slots=True)
class Window:
    """When peers may do something; None on either side leaves that side open."""

    action: Action
    opens_at: datetime | None
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class WhoCanCome:
    """How people come to take part, and whether our lists name the gathering."""

    entry: Entry
    is_listed: bool


def create_event(*, organisation_id: int, kind: Kind, essentials: Essentials) -> Event:
    """Make a draft of a gathering, with what its kind begins with."""
    with transaction() as session:
        # Two presses of the button take turns, so that they do not reach for one address.
        session.scalars(
            select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()
        ).one()
        event = new_event(
            organisation_id=organisation_id,
            kind=kind,
            essentials=essentials,
            slug=slug_of(
                essentials.title,
                essentials.starts_at.year,
                lambda slug: slug_is_taken(session, slug),
            ),
        )
        session.add(event)
    return event


def new_event(*, organisation_id: int, kind: Kind, essentials: Essentials, slug: str) -> Event:
    """Make the row of a draft with what its kind begins with; the caller stores it."""
    defaults = DEFAULTS[kind]
    event = Event(
        organisation_id=organisation_id,
        kind=kind,
        slug=slug,
        entry=defaults.entry,
        is_listed=defaults.is_listed,
        # Set here, because the row reads them before the database fills them in.
        timezone=HOME_ZONE,
        status=Status.DRAFT,
        revision=0,
    )
    apply_essentials(event, essentials)
    event.phases = [
        Phase(action=action, closes_at=closes_at)
        for action, closes_at in closing_moments(kind, event.starts_here).items()
    ]
    return event


def change_essentials(*, event_id: int, essentials: Essentials, now: datetime) -> None:
    """Change the five things. The address stays as it was: it may be printed somewhere.

    When there are more places than before, whoever has waited longest gets a seat. Who
    signed up is told of another day, time or place.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        before = _day_and_place(event)
        if apply_essentials(event, essentials):
            event.revision += 1
        session.flush()
        _tell_of_change(session, event, before, now=now)
        places_changed.send(None, session=session, event=event, now=now)


def describe(*, event_id: int, text: PublicText, now: datetime) -> None:
    """Change what else stands on the public page. Who signed up is told of another address."""
    with transaction() as session:
        event = lock_event(session, event_id)
        before = _day_and_place(event)
        event.language = text.language
        event.introduction = text.introduction
        event.purpose = text.purpose
        event.venue_address = text.venue_address
        event.venue_town = text.venue_town
        event.venue_directions = text.venue_directions
        event.day_plan.clear()
        event.practical.clear()
        event.credits.clear()
        # The old lines leave before the new ones take their positions.
        session.flush()
        event.day_plan = [
            DayPlanItem(position=position, at=at, what=what)
            for position, (at, what) in enumerate(text.day_plan, start=1)
        ]
        event.practical = [
            PracticalNote(position=position, title=title, text=note, sign=sign)
            for position, (title, note, sign) in enumerate(text.practical, start=1)
        ]
        event.credits = [
            Credit(position=position, role=role, name=name)
            for position, (role, name) in enumerate(text.credits, start=1)
        ]
        if before != _day_and_place(event):
            event.revision += 1
            session.flush()
            _tell_of_change(session, event, before, now=now)


def set_who_can_come(*, event_id: int, who: WhoCanCome) -> None:
    """Decide how people come to take part, and whether our lists name the gathering."""
    with transaction() as session:
        event = lock_event(session, event_id)
        event.entry, event.is_listed = who.entry, who.is_listed


def set_windows(*, event_id: int, windows: Sequence[Window]) -> None:
    """Decide when peers may register, propose and choose."""
    with transaction() as session:
        event = lock_event(session, event_id)
        for window in windows:
            phase = event.phase(window.action)
            if phase is None:
                phase = Phase(action=window.action)
                event.phases.append(phase)
            phase.opens_at = window.opens_at
            phase.closes_at = window.closes_at


def publish(*, event_id: int) -> None:
    """Show a gathering to everybody. Publishing it twice changes nothing.

    Raises NotReadyToPublish while nobody is named whom to ask and whom to call.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        if not event.organisation.is_ready_for_peers:
            raise NotReadyToPublish
        if event.status is Status.DRAFT:
            event.status = Status.PUBLISHED


def close(*, event_id: int) -> None:
    """End a gathering: nothing more is taken in, and its pages stay."""
    with transaction() as session:
        event = lock_event(session, event_id)
        if event.status is Status.DRAFT:
            raise NotAllowed(N_("A draft cannot be closed."))
        event.status = Status.CLOSED


def reopen(*, event_id: int) -> None:
    """Take back that a gathering was closed."""
    with transaction() as session:
        event = lock_event(session, event_id)
        if event.status is Status.CLOSED:
            event.status = Status.PUBLISHED


def cancel(*, event_id: int, now: datetime) -> None:
    """Say of a gathering that it will not be held. It cannot be taken back.

    Doing it twice changes nothing and tells nobody again. Raises Conflict for a draft, which
    nobody knows of, and for a gathering that is over.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        if event.is_cancelled:
            return
        if not event.is_public:
            raise Conflict(N_("Nobody can see a draft yet, so there is nothing to call off."))
        if event.ends_at <= now:
            raise Conflict(N_("The gathering has been held."))
        event.cancelled_at = now
        event.revision += 1
        session.flush()
        gathering_cancelled.send(None, session=session, event=event, now=now)


def apply_essentials(event: Event, essentials: Essentials) -> bool:
    """Write the five things on a row; tell whether a calendar would show it differently."""
    before = (event.title, event.starts_at, event.ends_at, event.venue_name)
    event.title = essentials.title
    event.headline_theme = essentials.headline_theme
    event.starts_at = essentials.starts_at
    event.ends_at = essentials.ends_at
    event.venue_name = essentials.venue_name
    event.places = essentials.places
    return before != (event.title, event.starts_at, event.ends_at, event.venue_name)


def _day_and_place(event: Event) -> tuple[object, ...]:
    return (
        event.starts_at,
        event.ends_at,
        event.venue_name,
        event.venue_address,
        event.venue_town,
    )


def _tell_of_change(
    session: Session, event: Event, before: tuple[object, ...], *, now: datetime
) -> None:
    """Tell the areas above of another day or place, while there is somebody to go there."""
    is_coming = event.is_public and not event.is_cancelled and now < event.ends_at
    if is_coming and before != _day_and_place(event):
        day_or_place_changed.send(None, session=session, event=event, now=now)

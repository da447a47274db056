"""Use cases of needs. Each is one function and one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import after_commit, transaction
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs
from eventapp.needs.enums import NeedKind
from eventapp.needs.errors import NeedsNotTaken
from eventapp.needs.models import Need
from eventapp.needs.policies import takes_needs
from eventapp.registration.access_log import AccessKind, note_access
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.erasing import overwrite_what_was_erased
from eventapp.registration.models import Registration

KEPT = timedelta(days=3)  # After the end of the gathering (privacy.md, erase by field).


@dataclass(frozen=True, slots=True)
class Told:
    """What a person ticked and wrote."""

    items: tuple[str, ...]
    words: str


def tell_needs(*, registration_id: int, told: Mapping[NeedKind, Told], now: datetime) -> None:
    """Keep what a person needs instead of what she told before. Nothing told is no row.

    Raises NeedsNotTaken when she does not come or the day is over, and NotFound when she
    was erased meanwhile; then nothing was written.
    """
    with transaction() as session:
        registration = _lock(session, registration_id)
        if not takes_needs(registration, now):
            raise NeedsNotTaken
        session.execute(delete(Need).where(Need.registration_id == registration_id))
        session.add_all(
            Need(
                registration_id=registration_id,
                kind=kind,
                ticked=" ".join(one.items),
                words=one.words,
            )
            for kind, one in told.items()
            if one.items or one.words
        )
        after_commit(session, lambda: jobs.later(overwrite_what_was_erased))


def note_look(*, event_id: int, account_id: int, now: datetime) -> None:
    """Write down that somebody is about to read what people need, with their names."""
    with transaction() as session:
        note_access(
            session,
            event_id=event_id,
            registration_id=None,
            account_id=account_id,
            what=AccessKind.NEEDS,
            now=now,
        )


@jobs.every(minutes=30)
def sweep() -> None:
    """Erase the needs that have had their time."""
    forget_needs(now=utc_now())


def forget_needs(*, now: datetime) -> None:
    """Delete needs three days after the gathering, and at once those of people who cancelled."""
    done = (
        select(Registration.id)
        .join(Event, Event.id == Registration.event_id)
        .where(
            (Event.ends_at <= now - KEPT) | (Registration.status == RegistrationStatus.CANCELLED)
        )
    )
    with transaction() as session:
        session.execute(delete(Need).where(Need.registration_id.in_(done)))
        after_commit(session, lambda: jobs.later(overwrite_what_was_erased))


def _lock(session: Session, registration_id: int) -> Registration:
    event_id = session.scalars(
        select(Registration.event_id).where(Registration.id == registration_id)
    ).one_or_none()
    if event_id is None:
        raise NotFound
    lock_event(session, event_id)
    # She may have cancelled, or be gone, since the page was read.
    registration = session.get(Registration, registration_id, populate_existing=True)
    if registration is None:
        raise NotFound
    return registration

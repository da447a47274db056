"""Use cases of a list that is brought in.

Showing a file stores nothing but the file's rows, for an hour. Saying yes to it starts a job
that adds a chunk at a time; how far it has come is stored together with what was added, so a
crash in between loses nobody and adds nobody twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import after_commit, db, transaction
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs, keyring
from eventapp.people.enums import Fate
from eventapp.people.models import PeopleImport
from eventapp.people.recognising import ImportRow, packed, unpacked
from eventapp.registration.access_log import AccessKind, note_access
from eventapp.registration.models import Registration
from eventapp.registration.queries import count_places_taken, find_by_address
from eventapp.registration.services import sign_up_on_behalf

KEPT_FOR = timedelta(hours=1)
CHUNK = 50  # A few hundred statements under the lock: others who sign up wait half a second.


@dataclass(frozen=True, slots=True)
class Planned:
    """A row, and what would become of it as things are now."""

    row: ImportRow
    fate: Fate


def keep_list(*, event_id: int, account_id: int, rows: Sequence[ImportRow], now: datetime) -> int:
    """Keep the rows of a file for an hour, and give the number under which they are shown."""
    with transaction() as session:
        kept = PeopleImport(
            event_id=event_id,
            account_id=account_id,
            rows=packed(rows),
            row_count=len(rows),
            shown_at=now,
        )
        session.add(kept)
        session.flush()
        return kept.id


def list_of_event(
    session: Session, event_id: int, import_id: int, *, now: datetime
) -> PeopleImport:
    """Find a list. Raises NotFound for another gathering's, and once its hour is over."""
    kept = session.scalars(
        select(PeopleImport).where(
            PeopleImport.id == import_id,
            PeopleImport.event_id == event_id,
            or_(PeopleImport.shown_at > now - KEPT_FOR, PeopleImport.confirmed_at.is_not(None)),
        )
    ).one_or_none()
    if kept is None:
        raise NotFound
    return kept


def plan_of(session: Session, event: Event, kept: PeopleImport) -> list[Planned]:
    """Say of each row what would happen to it as things are now. It takes two statements."""
    here = set(
        session.scalars(
            select(Registration.address_index).where(
                Registration.event_id == event.id, Registration.address_index.is_not(None)
            )
        )
    )
    free = event.places - count_places_taken(session, event.id)
    planned = []
    for row in unpacked(kept.rows or "[]"):
        fate = Fate.SEAT if free > 0 else Fate.QUEUE
        if row.trouble is not None:
            fate = Fate.CANNOT
        elif row.address is not None and keyring.address_index(row.address) in here:
            fate = Fate.STAYS
        free -= fate is Fate.SEAT
        planned.append(Planned(row, fate))
    return planned


def take_in(
    *, event_id: int, import_id: int, account_id: int, tells_them: bool, now: datetime
) -> None:
    """Say yes to a list. Saying it twice brings it in once. Raises NotFound."""
    with transaction() as session:
        lock_event(session, event_id)
        kept = list_of_event(session, event_id, import_id, now=now)
        if kept.confirmed_at is not None:
            return
        kept.confirmed_at, kept.tells_them = now, tells_them
        note_access(
            session,
            event_id=event_id,
            registration_id=None,
            account_id=account_id,
            what=AccessKind.IMPORT,
            now=now,
        )
        after_commit(session, _hurry)


def take_in_chunk(*, import_id: int, now: datetime) -> bool:
    """Add the next people of a list; tell whether there may be more."""
    with transaction() as session:
        kept = session.get(PeopleImport, import_id)
        if kept is None:
            return False
        # The lock gives seats in turn, and lets one worker at a time bring in a list.
        event = lock_event(session, kept.event_id)
        session.refresh(kept)
        if kept.finished_at is not None:
            return False
        chunk = unpacked(kept.rows or "[]")[kept.done : kept.done + CHUNK]
        for row in chunk:
            _count(kept, _take_row(session, event, row, kept, now))
        kept.done += len(chunk)
        if kept.done >= kept.row_count or not chunk:
            kept.finished_at, kept.rows = now, None
            return False
    return True


def _take_row(
    session: Session, event: Event, row: ImportRow, kept: PeopleImport, now: datetime
) -> Fate:
    if row.trouble is not None:
        return Fate.CANNOT
    # Also somebody who has cancelled stays as she is: a list is no reason to come after all.
    if row.address is not None and find_by_address(
        session, event.id, keyring.address_index(row.address)
    ):
        return Fate.STAYS
    registration = sign_up_on_behalf(
        session,
        event,
        details=row.details(),
        address=row.address,
        tells_her=kept.tells_them,
        now=now,
    )
    return Fate.SEAT if registration.holds_a_place else Fate.QUEUE


def _count(kept: PeopleImport, fate: Fate) -> None:
    kept.given_seats += fate is Fate.SEAT
    kept.put_in_queue += fate is Fate.QUEUE
    kept.left_alone += fate is Fate.STAYS
    kept.not_taken += fate is Fate.CANNOT


@jobs.every(minutes=1)
def bring_lists_in() -> None:
    """Bring in what is left of every list that was said yes to."""
    waiting = db.session.scalars(
        select(PeopleImport.id)
        .where(PeopleImport.confirmed_at.is_not(None), PeopleImport.finished_at.is_(None))
        .order_by(PeopleImport.id)
    ).all()
    for import_id in waiting:
        while take_in_chunk(import_id=import_id, now=utc_now()):
            continue


def _hurry() -> None:
    jobs.later(bring_lists_in)


def forget_lists(*, now: datetime) -> None:
    """Erase lists whose hour is over: those nobody said yes to, and those that are in."""
    with transaction() as session:
        session.execute(
            delete(PeopleImport).where(
                PeopleImport.shown_at <= now - KEPT_FOR,
                or_(PeopleImport.confirmed_at.is_(None), PeopleImport.finished_at.is_not(None)),
            )
        )

"""Use cases of the door. Each is one function and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from eventapp.accounts.enums import Role
from eventapp.checkin.enums import How, Outcome, ScanKind
from eventapp.checkin.errors import DoorClosed, NotYoursToUndo, PageUsedBefore
from eventapp.checkin.models import ScanRecord
from eventapp.checkin.policies import door_is_open, may_undo
from eventapp.checkin.presence import fold
from eventapp.checkin.queries import arrival_of_event, record_by_client_id, records_of_person
from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.queries import registration_of_event

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Scan:
    """What a door tells: its own number for it, how, when, and who pressed."""

    client_id: str
    how: How
    happened_at: datetime
    by_account_id: int | None


def let_in(*, event_id: int, registration_id: int, scan: Scan, now: datetime) -> Outcome:
    """Note that somebody came in, and say whether to welcome her or to ask.

    The helper decides: people from the waiting list, and people who had cancelled, are let
    in as well, even when all seats are taken; the record keeps what they were. The same
    scan sent twice is one record with one outcome. Raises DoorClosed, PageUsedBefore, and
    NotFound for somebody of another gathering; then nothing was written.
    """
    with transaction() as session:
        # The lock makes two helpers who let the same person in take turns.
        event = _lock_open_door(session, event_id, now)
        person = registration_of_event(session, event.id, registration_id)
        record = record_by_client_id(session, scan.client_id)
        if record is None:
            record = _arrival(event, person, scan, now)
            session.add(record)
            _seat(person, now)
        elif not _stands_for(session, record, person):
            raise PageUsedBefore
        outcome, found_as = record.outcome, record.found_as
    log.info("let_in", how=scan.how.value, outcome=outcome.value, found_as=str(found_as))
    return outcome


def note_unknown(*, event_id: int, scan: Scan, now: datetime) -> None:
    """Note a pass or a code that nobody here has. It is stored, and not counted.

    Sent twice it is one record. Raises DoorClosed.
    """
    with transaction() as session:
        event = _lock_open_door(session, event_id, now)
        if record_by_client_id(session, scan.client_id) is None:
            session.add(_arrival(event, None, scan, now))
    log.info("pass_unknown", how=scan.how.value)


def undo(
    *, event_id: int, undoes: str, client_id: str, by_account_id: int, role: Role, now: datetime
) -> None:
    """Take back exactly one arrival, and give the person what she had before.

    Another door's arrival of the same person stands. Somebody let in from the waiting list
    gets her place in the queue back. Taking back twice changes nothing. Raises
    NotYoursToUndo, DoorClosed, and NotFound for an arrival that is not of this gathering.
    """
    with transaction() as session:
        event = _lock_open_door(session, event_id, now)
        record, person = arrival_of_event(session, event.id, undoes)
        if not may_undo(record, role=role, account_id=by_account_id, now=now):
            raise NotYoursToUndo
        if fold(records_of_person(session, event.id, person.id)).was_undone(undoes):
            return
        session.add(
            ScanRecord(
                client_id=client_id,
                event_id=event.id,
                registration_id=person.id,
                how=record.how,
                kind=ScanKind.UNDONE,
                undoes=undoes,
                happened_at=now,
                recorded_at=now,
                by_account_id=by_account_id,
            )
        )
        session.flush()
        _unseat(session, person)
    log.info("arrival_undone")


def _lock_open_door(session: Session, event_id: int, now: datetime) -> Event:
    event = lock_event(session, event_id)
    if not door_is_open(event, now):
        raise DoorClosed
    return event


def _arrival(event: Event, person: Registration | None, scan: Scan, now: datetime) -> ScanRecord:
    return ScanRecord(
        client_id=scan.client_id,
        event_id=event.id,
        registration_id=None if person is None else person.id,
        how=scan.how,
        kind=ScanKind.ARRIVED,
        found_as=None if person is None else person.status,
        found_since=None if person is None else person.status_since,
        happened_at=scan.happened_at,
        recorded_at=now,
        by_account_id=scan.by_account_id,
    )


def _stands_for(session: Session, record: ScanRecord, person: Registration) -> bool:
    """Tell whether a record that came before is this person's arrival and still counts."""
    is_hers = record.registration_id == person.id and record.kind is ScanKind.ARRIVED
    records = records_of_person(session, person.event_id, person.id)
    return is_hers and not fold(records).was_undone(record.client_id)


def _seat(person: Registration, now: datetime) -> None:
    if not person.holds_a_place:
        # A seat is taken at this moment, which the public page may tell ten minutes later.
        person.status_since = now
    person.status = RegistrationStatus.ATTENDED


def _unseat(session: Session, person: Registration) -> None:
    """Give back what she was before she came, unless another arrival of hers stands.

    The seat is not given on to the queue: who waits at the door is seen by the helper.
    """
    records = records_of_person(session, person.event_id, person.id)
    if fold(records).is_inside(person.id):
        return
    before = [
        record
        for record in records
        if record.kind is ScanKind.ARRIVED and record.outcome is Outcome.WELCOME
    ]
    person.status = before[-1].found_as or RegistrationStatus.CONFIRMED
    person.status_since = before[-1].found_since or person.status_since

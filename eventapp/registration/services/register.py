"""Signing up: by oneself, by an invitation, or told on paper or by phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, literal, select, update
from sqlalchemy.orm import Session, aliased

from eventapp.db import insert_or_update, transaction
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.questions.services.answering import keep_answers
from eventapp.questions.values import NO_ANSWERS, Given
from eventapp.registration import messages
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.errors import RegistrationClosed, SignedUpAlready
from eventapp.registration.models import Registration
from eventapp.registration.place_queries import Standing, count_used, open_invitation
from eventapp.registration.places import Party
from eventapp.registration.policies import takes_sign_ups
from eventapp.registration.queries import find_by_address, registration_by_address
from eventapp.registration.services.details import Details
from eventapp.registration.services.seats import fill_seats, lock_seats
from eventapp.registration.services.telling import tell

# What whom she brings has in common with her.
_SHARED = (
    "event_id",
    "status",
    "status_since",
    "registered_at",
    "language",
    "is_discreet",
    "on_behalf",
    "pass_version",
)
_NOBODY = 0  # No row has this number: the statement is sent all the same.


def register(
    *,
    event_id: int,
    address: str,
    details: Details,
    language: str,
    now: datetime,
    answers: Given = NO_ANSWERS,
) -> None:
    """Give a person a seat, or a place in the queue once it is full, and mail her which.

    ``answers`` are what she answered to the organiser's own questions. An address that is registered already stays as it is and gets the same mail, at the
    same cost, so that nobody can try out whether somebody comes. Somebody who had
    cancelled signs up anew. Raises RegistrationClosed; then nothing was written.
    """
    with transaction() as session:
        # The lock makes people who reach for the last seat take turns.
        event, standing = lock_seats(session, event_id, now=now)
        if not takes_sign_ups(event, now):
            raise RegistrationClosed
        if standing.room.admits_any(standing.waiting):
            # A seat has become free by the clock: it is for those who were here before.
            standing = fill_seats(session, event, now=now)
        if not standing.rules.allows_companions:
            details = replace(details, companion_name="")
        row = _row(details, language, status=_status(standing, details.party), now=now)
        registration, is_new = _write(session, {**row, "event_id": event.id}, address=address)
        _keep(session, registration, answers, is_new=is_new)
        if standing.rules.allows_companions:
            _write_companion(
                session, registration.id if is_new else _NOBODY, details.companion_name
            )
        tell(session, registration, messages.status_letter, now=now)


def register_invited(
    *,
    secret: str,
    address: str,
    details: Details,
    language: str,
    now: datetime,
    answers: Given = NO_ANSWERS,
) -> None:
    """Give a person one of the seats that an invitation holds, and mail her so.

    When they are all in use she stands like everybody else: a seat, or a place in the queue.
    The answer is the same whether or not the address is registered already; somebody who
    waited gets the seat. Raises LinkRanOut.
    """
    with transaction() as session:
        found = open_invitation(session, secret, now)
        event, standing = lock_seats(session, found.event_id, now=now)
        # Asked again under the lock: it may have been taken back.
        invitation = open_invitation(session, secret, now)
        if standing.room.admits_any(standing.waiting):
            standing = fill_seats(session, event, now=now)
        holds_one = count_used(session, invitation.id) < invitation.seats
        status = RegistrationStatus.CONFIRMED if holds_one else _status(standing, details.party)
        row = {
            **_row(details, language, status=status, now=now),
            "event_id": event.id,
            "invitation_id": invitation.id if holds_one else None,
        }
        if holds_one:
            _seat_who_waits(session, row, index=keyring.address_index(address))
        registration, is_new = _write(session, row, address=address)
        _keep(session, registration, answers, is_new=is_new)
        tell(session, registration, messages.status_letter, now=now)
        # Somebody who was offered a seat and now sits on a held one leaves the other free.
        fill_seats(session, event, now=now)


def sign_up_on_behalf(
    session: Session,
    event: Event,
    *,
    details: Details,
    address: str | None,
    tells_her: bool,
    now: datetime,
) -> Registration:
    """Give a seat, or a place in the queue, to somebody who told us on paper or by phone.

    The caller may do it after the window for signing up has closed. With an address she gets
    the same mail as everybody, if ``tells_her``; without one her pass is printed. Somebody who
    had cancelled is signed up anew. Raises SignedUpAlready.
    """
    event, standing = lock_seats(session, event.id, now=now)
    index = None if address is None else keyring.address_index(address)
    before = None if index is None else find_by_address(session, event.id, index)
    if before is not None and before.status is not RegistrationStatus.CANCELLED:
        raise SignedUpAlready
    if standing.room.admits_any(standing.waiting):
        standing = fill_seats(session, event, now=now)
    row = _row(details, event.language, status=_status(standing, details.party), now=now)
    registration = before or Registration(event_id=event.id, address=address, address_index=index)
    for name, value in {**row, "on_behalf": True}.items():
        setattr(registration, name, value)
    session.add(registration)
    session.flush()
    if tells_her:
        tell(session, registration, messages.status_letter, now=now)
    return registration


def _row(
    details: Details, language: str, *, status: RegistrationStatus, now: datetime
) -> dict[str, Any]:
    return {
        "chosen_name": details.chosen_name,
        "region": details.region,
        "engagement": details.engagement,
        "language": language,
        "status": status,
        "status_since": now,
        "offered_until": None,
        "invitation_id": None,
        "registered_at": now,
        "is_discreet": True,
        "on_behalf": False,
        "pass_version": 1,
    }


def _status(standing: Standing, party: Party) -> RegistrationStatus:
    admitted = standing.room.admits(party)
    return RegistrationStatus.CONFIRMED if admitted else RegistrationStatus.WAITING


def _write(session: Session, row: Mapping[str, Any], *, address: str) -> tuple[Registration, bool]:
    """Write a registration unless the address has one; give it, and whether it is new."""
    index = keyring.address_index(address)
    is_new = insert_or_update(
        session,
        Registration,
        {**row, "address": address, "address_index": index},
        unique=("event_id", "address_index"),
        update={name: value for name, value in row.items() if name != "event_id"},
        where=Registration.status == RegistrationStatus.CANCELLED,
    )
    return registration_by_address(session, row["event_id"], index), is_new


def _keep(session: Session, registration: Registration, answers: Given, *, is_new: bool) -> None:
    keep_answers(
        session,
        event_id=registration.event_id,
        registration_id=registration.id,
        given=answers,
        is_new=is_new,
    )


def _write_companion(session: Session, registration_id: int, name: str) -> None:
    """Note whom a person brings, instead of whom she brought before she had cancelled.

    Where companions are allowed this is sent whoever signs up, so that it costs the same.
    """
    session.execute(delete(Registration).where(Registration.companion_of_id == registration_id))
    if not name:
        return
    table = Registration.__table__.c
    shared = [table[column] for column in _SHARED]
    session.execute(
        insert(Registration).from_select(
            [*_SHARED, "chosen_name", "companion_of_id"],
            select(*shared, literal(name), table.id).where(table.id == registration_id),
            include_defaults=False,
        )
    )


def _seat_who_waits(session: Session, row: Mapping[str, Any], *, index: str) -> None:
    """Give the held seat to somebody who waits, or thinks about an offer, and comes alone.

    Two who wait together go on waiting for two seats.
    """
    companion = aliased(Registration)
    comes_with_somebody = exists().where(
        companion.companion_of_id == Registration.id,
        companion.status != RegistrationStatus.CANCELLED,
    )
    session.execute(
        update(Registration)
        .where(
            Registration.event_id == row["event_id"],
            Registration.address_index == index,
            Registration.status.in_((RegistrationStatus.WAITING, RegistrationStatus.OFFERED)),
            ~comes_with_somebody,
        )
        .values(
            {name: row[name] for name in ("status", "status_since", "offered_until")}
            | {"invitation_id": row["invitation_id"]}
        )
        .execution_options(synchronize_session=False)
    )

"""Use cases of taking part. Each is one function and one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link, subject_of
from eventapp.db import insert_or_update, transaction
from eventapp.errors import NotFound
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.extensions import keyring
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from eventapp.registration import messages
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.erasing import erase
from eventapp.registration.errors import RegistrationClosed
from eventapp.registration.models import Registration, RegistrationRole
from eventapp.registration.queries import (
    count_places_taken,
    latest_by_address,
    next_in_queue,
    registration_by_address,
    unopened_with_address,
)


@dataclass(frozen=True, slots=True)
class Details:
    """What a person tells when she signs up."""

    chosen_name: str
    region: Region | None
    engagement: Engagement | None


def register(
    *, event_id: int, address: str, details: Details, language: str, now: datetime
) -> None:
    """Give a person a seat, or a place in the queue once it is full, and mail her which.

    An address that is registered already stays as it is and gets the same mail, at the
    same cost, so that nobody can try out whether somebody comes. Somebody who had
    cancelled signs up anew. Raises RegistrationClosed; then nothing was written.
    """
    with transaction() as session:
        # The lock makes people who reach for the last seat take turns.
        event = lock_event(session, event_id)
        if not event.allows(Action.REGISTER, now):
            raise RegistrationClosed
        index = keyring.address_index(address)
        row = _row(details, language, status=_status_for(session, event), now=now)
        insert_or_update(
            session,
            Registration,
            {**row, "event_id": event.id, "address": address, "address_index": index},
            unique=("event_id", "address_index"),
            update=row,
            where=Registration.status == RegistrationStatus.CANCELLED,
        )
        _tell(
            session,
            registration_by_address(session, event.id, index),
            messages.status_letter,
            now=now,
        )


def register_on_behalf(
    *, event_id: int, details: Details, language: str, now: datetime
) -> Registration:
    """Give a seat, or a place in the queue, to somebody who told us on paper or by phone.

    She has no address, so no mail is sent; her pass is printed. The organiser may do it
    after the window for signing up has closed.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        row = _row(details, language, status=_status_for(session, event), now=now)
        registration = Registration(**{**row, "event_id": event.id, "on_behalf": True})
        session.add(registration)
    return registration


def request_link(*, address: str, language: str, now: datetime) -> None:
    """Mail a new link to a person's page. Whether there is one is told to the address alone.

    It costs the same statements and one mail either way.
    """
    with transaction() as session:
        registration = latest_by_address(session, keyring.address_index(address))
        if registration is None:
            make_link(session, LinkPurpose.OWN_PAGE, None, now=now)
            enqueue(
                session,
                messages.nothing_found_letter(language=language),
                to=address,
                purpose="status_letter",
                sender_name=messages.DISCREET_SENDER[language],
                now=now,
            )
        else:
            _tell(session, registration, messages.status_letter, now=now)


def open_own_page(*, secret: str, now: datetime) -> None:
    """Note that the link in a mail was used, so the address is known to be hers.

    Raises LinkRanOut.
    """
    with transaction() as session:
        registration = _by_secret(session, secret, now)
        if registration.opened_at is None:
            registration.opened_at = now


def change(*, registration_id: int, details: Details, language: str, is_discreet: bool) -> None:
    """Change what a person has told about herself."""
    with transaction() as session:
        registration = session.get_one(Registration, registration_id)
        registration.chosen_name = details.chosen_name
        registration.region = details.region
        registration.engagement = details.engagement
        registration.language = language
        registration.is_discreet = is_discreet


def withdraw(*, registration_id: int, now: datetime) -> None:
    """Give a seat back; it goes to whoever has waited longest, at once.

    Withdrawing twice changes nothing and sends nothing more. Raises NotFound when somebody
    has erased the registration meanwhile.
    """
    with transaction() as session:
        registration = _lock(session, registration_id)
        if registration.status not in {RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING}:
            return
        registration.status = RegistrationStatus.CANCELLED
        registration.status_since = now
        session.flush()
        _tell(session, registration, messages.withdrawn_letter, now=now)
        _fill_seats(session, registration.event, now)


def it_was_not_me(*, secret: str, now: datetime) -> None:
    """Erase a registration somebody made with another person's address.

    The seat goes on, and every link to it ends. Raises LinkRanOut.
    """
    with transaction() as session:
        registration = _by_secret(session, secret, now)
        event = lock_event(session, registration.event_id)
        # Asked again under the lock: of two presses at once the second finds nothing.
        subject_of(session, LinkPurpose.OWN_PAGE, secret, now=now)
        erase(session, [registration], now=now)
        _fill_seats(session, event, now)


def give_free_seats(session: Session, event: Event, *, now: datetime) -> None:
    """Give the seats of a gathering that has grown to those who wait.

    It runs inside the transaction that changes the number of places.
    """
    _fill_seats(session, event, now)


def free_seats_of_dead_address(session: Session, *, address: str, now: datetime) -> None:
    """Erase what was signed up with an address that does not exist, and let the seats go on.

    It runs inside the transaction that notes the refusal. A person who has opened her page
    is known to exist and keeps her seat.
    """
    for registration in unopened_with_address(session, keyring.address_index(address)):
        event = lock_event(session, registration.event_id)
        erase(session, [registration], now=now)
        _fill_seats(session, event, now)


def set_roles(*, registration_id: int, roles: frozenset[PeerRole]) -> None:
    """Note what a peer has agreed to do on the day."""
    with transaction() as session:
        _lock(session, registration_id)
        session.execute(
            delete(RegistrationRole).where(RegistrationRole.registration_id == registration_id)
        )
        session.add_all(
            RegistrationRole(registration_id=registration_id, role=role) for role in sorted(roles)
        )


def _row(
    details: Details, language: str, *, status: RegistrationStatus, now: datetime
) -> dict[str, object]:
    return {
        "chosen_name": details.chosen_name,
        "region": details.region,
        "engagement": details.engagement,
        "language": language,
        "status": status,
        "status_since": now,
        "registered_at": now,
        "is_discreet": True,
        "on_behalf": False,
        "pass_version": 1,
    }


def _status_for(session: Session, event: Event) -> RegistrationStatus:
    has_room = count_places_taken(session, event.id) < event.places
    return RegistrationStatus.CONFIRMED if has_room else RegistrationStatus.WAITING


def _tell(
    session: Session,
    registration: Registration,
    compose: Callable[[Registration, str], Letter],
    *,
    now: datetime,
) -> None:
    """Mail a person a letter with a fresh link to her page; who has no address gets none."""
    if registration.address is None:
        return
    secret = make_link(session, LinkPurpose.OWN_PAGE, registration.id, now=now)
    enqueue(
        session,
        compose(registration, secret),
        to=registration.address,
        purpose=compose.__name__,
        sender_name=messages.sender_of(registration),
        now=now,
    )


def _fill_seats(session: Session, event: Event, now: datetime) -> None:
    """Give every free seat to whoever has waited longest, while the gathering is not over."""
    if now >= event.ends_at:
        return
    free = event.places - count_places_taken(session, event.id)
    while free > 0 and (waiting := next_in_queue(session, event.id)) is not None:
        waiting.status = RegistrationStatus.CONFIRMED
        waiting.status_since = now
        session.flush()
        _tell(session, waiting, messages.promoted_letter, now=now)
        free -= 1


def _by_secret(session: Session, secret: str, now: datetime) -> Registration:
    registration_id = subject_of(session, LinkPurpose.OWN_PAGE, secret, now=now)
    return session.get_one(Registration, registration_id)


def _lock(session: Session, registration_id: int) -> Registration:
    registration = session.get(Registration, registration_id)
    if registration is None:
        raise NotFound
    lock_event(session, registration.event_id)
    # What was read before the lock may be old, or gone.
    now_there = session.get(Registration, registration_id, populate_existing=True)
    if now_there is None:
        raise NotFound
    return now_there

"""What people are told when a gathering changes, or a mail comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.events.signals import day_or_place_changed, gathering_cancelled
from eventapp.extensions import keyring
from eventapp.mail.signals import address_refused, mail_came_back
from eventapp.registration.mailings.services import tell_of_cancelling, tell_of_change
from eventapp.registration.models import Registration
from eventapp.registration.queries import unopened_with_address
from eventapp.registration.services import free_seats_of_dead_address


@gathering_cancelled.connect
def tell_that_it_is_called_off(
    _sender: Any, *, session: Session, event: Event, now: datetime
) -> None:
    """Write to everybody with a seat, an offer or a place on the waiting list."""
    tell_of_cancelling(session, event, now=now)


@day_or_place_changed.connect
def tell_that_it_is_different(
    _sender: Any, *, session: Session, event: Event, now: datetime
) -> None:
    """Write to everybody with a seat, an offer or a place on the waiting list."""
    tell_of_change(session, event, now=now)


@mail_came_back.connect
def mark_address(
    _sender: Any, *, session: Session, address_index: str, is_no_address: bool, now: datetime
) -> None:
    """Let organisers see that her mails do not arrive; a seat nobody asked for goes on."""
    if is_no_address:
        for registration in unopened_with_address(session, address_index):
            free_seats_of_dead_address(session, address=registration.address or "", now=now)
            break
    _mark(session, address_index, now)


@address_refused.connect
def mark_refused_address(_sender: Any, *, session: Session, address: str, now: datetime) -> None:
    """Let organisers see the same when the address was refused at once."""
    _mark(session, keyring.address_index(address), now)


def _mark(session: Session, address_index: str, now: datetime) -> None:
    session.execute(
        update(Registration)
        .where(Registration.address_index == address_index)
        .values(address_failed_at=now)
    )

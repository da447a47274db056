"""The queue: an offer, its answer, and what happens when none comes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.registration import messages
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.errors import RegistrationClosed
from eventapp.registration.place_queries import offers_run_out
from eventapp.registration.policies import is_live
from eventapp.registration.services.seats import (
    fill_seats,
    lock_registration,
    lock_seats,
    move_together,
    note_standing,
)
from eventapp.registration.services.telling import tell


def accept(*, registration_id: int, now: datetime) -> bool:
    """Say yes to an offered seat, and tell whether one was there to say yes to.

    It works until the offer has been taken back, which may be some minutes after its end.
    Raises NotFound when somebody has erased the registration meanwhile.
    """
    with transaction() as session:
        registration, _standing = lock_registration(session, registration_id, now=now)
        if registration.status is not RegistrationStatus.OFFERED:
            return False
        # The seat was hers already, so it is hers since then.
        since = registration.status_since
        move_together(session, registration, RegistrationStatus.CONFIRMED, since=since)
        tell(session, registration, messages.promoted_letter, now=now)
    return True


def wait_again(*, registration_id: int, now: datetime) -> bool:
    """Put somebody whose offer ran out at the end of the line, and tell whether it was so.

    Raises RegistrationClosed when nothing is given on any more, and NotFound when somebody
    has erased the registration meanwhile.
    """
    with transaction() as session:
        registration, _standing = lock_registration(session, registration_id, now=now)
        if not registration.let_an_offer_run_out:
            return False
        if not is_live(registration.event, now):
            raise RegistrationClosed
        move_together(session, registration, RegistrationStatus.WAITING, since=now)
        fill_seats(session, registration.event, now=now)
    return True


def let_offers_run_out(*, event_id: int, now: datetime) -> None:
    """Take back offers nobody answered in time, and give every free seat on.

    Seats become free by the clock too: reserved ones, and those held for invitations.
    """
    with transaction() as session:
        event, _standing = lock_seats(session, event_id, now=now)
        if not is_live(event, now):
            return
        for registration in offers_run_out(session, event_id, now):
            move_together(
                session,
                registration,
                RegistrationStatus.CANCELLED,
                since=now,
                offered_until=registration.offered_until,
            )
            tell(session, registration, messages.offer_ran_out_letter, now=now)
        fill_seats(session, event, now=now)


def give_free_seats(session: Session, event: Event, *, now: datetime) -> None:
    """Give the seats of a gathering that has grown to those who wait.

    It runs inside the transaction that changes the number of places.
    """
    note_standing(session, event, now=now)
    fill_seats(session, event, now=now)

"""Giving a seat back, and being erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import subject_of
from eventapp.db import transaction
from eventapp.events.queries import lock_event
from eventapp.extensions import keyring
from eventapp.questions.services.answering import forget_answers
from eventapp.registration import messages
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.erasing import erase
from eventapp.registration.models import Registration
from eventapp.registration.queries import unopened_with_address
from eventapp.registration.services.seats import (
    fill_seats,
    lock_registration,
    lock_seats,
    move_together,
)
from eventapp.registration.services.telling import tell


def withdraw(*, registration_id: int, now: datetime) -> None:
    """Give a seat back; it goes to whoever has waited longest, at once.

    Whom she brings cancels with her. Withdrawing twice changes nothing and sends nothing
    more. Raises NotFound when somebody has erased the registration meanwhile.
    """
    with transaction() as session:
        registration, _standing = lock_registration(session, registration_id, now=now)
        if not registration.may_withdraw:
            return
        move_together(session, registration, RegistrationStatus.CANCELLED, since=now)
        # What was told for the day is not needed by somebody who stays at home.
        forget_answers(session, registration.id)
        tell(session, registration, messages.withdrawn_letter, now=now)
        fill_seats(session, registration.event, now=now)


def it_was_not_me(*, secret: str, now: datetime) -> None:
    """Erase a registration somebody made with another person's address.

    The seat goes on, and every link to it ends. Raises LinkRanOut.
    """
    with transaction() as session:
        registration_id = subject_of(session, LinkPurpose.OWN_PAGE, secret, now=now)
        registration = session.get(Registration, registration_id)
        if registration is None:
            raise LinkRanOut
        lock_event(session, registration.event_id)
        # Asked again under the lock: of two presses at once the second finds nothing.
        subject_of(session, LinkPurpose.OWN_PAGE, secret, now=now)
        erase_and_give_on(session, registration, now=now)


def free_seats_of_dead_address(session: Session, *, address: str, now: datetime) -> None:
    """Erase what was signed up with an address that does not exist, and let the seats go on.

    It runs inside the transaction that notes the refusal. A person who has opened her page
    is known to exist and keeps her seat.
    """
    for registration in unopened_with_address(session, keyring.address_index(address)):
        erase_and_give_on(session, registration, now=now)


def erase_and_give_on(session: Session, registration: Registration, *, now: datetime) -> None:
    """Erase a registration and what hangs on it, whom she brings too, and let the seats go on.

    It runs inside the transaction of whoever erases.
    """
    event, _standing = lock_seats(session, registration.event_id, now=now)
    erase(session, [registration], now=now)
    fill_seats(session, event, now=now)

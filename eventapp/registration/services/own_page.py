"""What a person does from her own page, and how she gets there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link, subject_of
from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events.queries import lock_event
from eventapp.extensions import keyring
from eventapp.mail.outbox import enqueue
from eventapp.registration import messages
from eventapp.registration.enums import PeerRole
from eventapp.registration.errors import SeatGoesWithIt
from eventapp.registration.models import Registration, RegistrationRole
from eventapp.registration.places import Seeker
from eventapp.registration.queries import latest_by_address
from eventapp.registration.services.details import Details
from eventapp.registration.services.seats import fill_seats, lock_registration
from eventapp.registration.services.telling import tell


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
            tell(session, registration, messages.status_letter, now=now)


def open_own_page(*, secret: str, now: datetime) -> None:
    """Note that the link in a mail was used, so the address is known to be hers.

    Raises LinkRanOut.
    """
    with transaction() as session:
        registration_id = subject_of(session, LinkPurpose.OWN_PAGE, secret, now=now)
        registration = session.get_one(Registration, registration_id)
        if registration.opened_at is None:
            registration.opened_at = now


def change(
    *, registration_id: int, details: Details, language: str, is_discreet: bool, now: datetime
) -> None:
    """Change what a person has told about herself.

    Raises SeatGoesWithIt when she has a seat that there is not for what she becomes, and
    NotFound when somebody has erased the registration meanwhile.
    """
    with transaction() as session:
        registration, standing = lock_registration(session, registration_id, now=now)
        old = Seeker(registration.engagement, registration.region)
        new = Seeker(details.engagement, details.region)
        # Who came by an invitation has a seat whatever her kind and region are.
        is_bound = registration.holds_a_place and registration.invitation_id is None
        if is_bound and old != new and not standing.room.may_change(old, new):
            raise SeatGoesWithIt
        registration.chosen_name = details.chosen_name
        registration.region = details.region
        registration.engagement = details.engagement
        registration.language = language
        registration.is_discreet = is_discreet
        session.flush()
        fill_seats(session, registration.event, now=now)


def set_roles(*, registration_id: int, roles: frozenset[PeerRole]) -> None:
    """Note what a peer has agreed to do on the day.

    Raises NotFound when somebody has erased the registration meanwhile.
    """
    with transaction() as session:
        registration = session.get(Registration, registration_id)
        if registration is None:
            raise NotFound
        lock_event(session, registration.event_id)
        # What was read before the lock may be gone.
        if session.get(Registration, registration_id, populate_existing=True) is None:
            raise NotFound
        session.execute(
            delete(RegistrationRole).where(RegistrationRole.registration_id == registration_id)
        )
        session.add_all(
            RegistrationRole(registration_id=registration_id, role=role) for role in sorted(roles)
        )

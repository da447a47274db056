"""People who take part."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import Details
from tests.days import NOW

_numbers = count(1)


def details(name: str = "Maja") -> Details:
    """Give what a person fills in."""
    return Details(chosen_name=name, region=Region.SJAELLAND, engagement=Engagement.VOLUNTEER)


def make_registration(
    event: Event,
    *,
    name: str = "Maja",
    address: str | None = None,
    status: RegistrationStatus = RegistrationStatus.CONFIRMED,
    at: datetime = NOW,
    **overrides: object,
) -> Registration:
    """Give a person a place without any mail being written."""
    address = address or f"peer{next(_numbers)}@mail.example"
    values: dict[str, object] = {
        "event_id": event.id,
        "chosen_name": name,
        "address": address,
        "address_index": keyring.address_index(address),
        "status": status,
        "status_since": at,
        "registered_at": at,
        "language": "da",
    }
    with transaction() as session:
        registration = Registration(**{**values, **overrides})
        session.add(registration)
    return registration


def make_companion(registration: Registration, *, name: str = "Ven") -> Registration:
    """Let a person bring somebody: the same place, and no address of her own."""
    shared = ("event_id", "status", "status_since", "registered_at", "language")
    values = {column: getattr(registration, column) for column in shared}
    with transaction() as session:
        companion = Registration(chosen_name=name, companion_of_id=registration.id, **values)
        session.add(companion)
    return companion


def own_page_secret(registration: Registration, *, at: datetime = NOW) -> str:
    """Make a link to a person's own page and give its secret."""
    registration_id = registration.id
    with transaction() as session:
        return make_link(session, LinkPurpose.OWN_PAGE, registration_id, now=at)

"""The use case of going: everything about a person is erased at once."""

from __future__ import annotations

from datetime import datetime

from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events.queries import lock_event
from eventapp.registration.erasing import erase
from eventapp.registration.models import Registration
from eventapp.registration.services import give_free_seats


def erase_myself(*, registration_id: int, now: datetime) -> None:
    """Erase a person who asks for it; her seat goes to whoever has waited longest.

    Raises NotFound when there is nothing left to erase, as for the second of two presses.
    """
    with transaction() as session:
        registration = session.get(Registration, registration_id)
        if registration is None:
            raise NotFound
        event = lock_event(session, registration.event_id)
        # What was read before the lock may be gone: an organiser may be cancelling for her.
        registration = session.get(Registration, registration_id, populate_existing=True)
        if registration is None:
            raise NotFound
        erase(session, [registration], now=now)
        give_free_seats(session, event, now=now)

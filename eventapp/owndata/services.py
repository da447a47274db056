"""The use case of going: everything about a person is erased at once."""

from __future__ import annotations

from datetime import datetime

from eventapp.db import transaction
from eventapp.mail.outbox import forget_first_mails
from eventapp.registration.services import erase_and_give_on
from eventapp.registration.services.seats import lock_registration


def erase_myself(*, registration_id: int, now: datetime) -> None:
    """Erase a person who asks for it; her seat goes to whoever has waited longest.

    Raises NotFound when there is nothing left to erase, as for the second of two presses.
    """
    with transaction() as session:
        registration, _standing = lock_registration(session, registration_id, now=now)
        if registration.address_index is not None:
            forget_first_mails(session, registration.address_index)
        erase_and_give_on(session, registration, now=now)

"""Use cases about one person."""

from __future__ import annotations

from datetime import datetime

from eventapp.db import transaction
from eventapp.events.queries import lock_event
from eventapp.people.models import AddedOnce, PersonNote
from eventapp.people.once import fingerprint
from eventapp.people.queries import added_before, already_noted
from eventapp.registration.access_log import AccessKind, note_access
from eventapp.registration.queries import registration_of_event
from eventapp.registration.services import Details, sign_up_on_behalf


def add_person(
    *, event_id: int, details: Details, address: str | None, once: str, now: datetime
) -> int:
    """Sign up somebody who told us on paper or by phone, and give her number.

    With an address she gets the mail that everybody gets. ``once`` comes from the form: the
    same person from the same form is added once. Raises SignedUpAlready.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        sent_once = fingerprint(once, details, address)
        before = added_before(session, event.id, sent_once)
        if before is not None:
            return before
        registration = sign_up_on_behalf(
            session, event, details=details, address=address, tells_her=True, now=now
        )
        session.add(
            AddedOnce(event_id=event.id, registration_id=registration.id, sent_once=sent_once)
        )
        return registration.id


def add_note(
    *,
    event_id: int,
    registration_id: int,
    account_id: int,
    text: str,
    once: str,
    now: datetime,
) -> None:
    """Note something about a person, who can read it. Sent twice it is noted once.

    Raises NotFound for another gathering's person.
    """
    with transaction() as session:
        # The lock makes two presses at once take turns.
        lock_event(session, event_id)
        registration_of_event(session, event_id, registration_id)
        sent_once = fingerprint(once, text)
        if already_noted(session, registration_id, sent_once):
            return
        session.add(
            PersonNote(
                registration_id=registration_id,
                account_id=account_id,
                text=text,
                at=now,
                sent_once=sent_once,
            )
        )


def note_look(*, event_id: int, registration_id: int, account_id: int, now: datetime) -> None:
    """Note that an organiser opened a person's page. Raises NotFound."""
    with transaction() as session:
        registration_of_event(session, event_id, registration_id)
        note_access(
            session,
            event_id=event_id,
            registration_id=registration_id,
            account_id=account_id,
            what=AccessKind.LOOKED,
            now=now,
        )

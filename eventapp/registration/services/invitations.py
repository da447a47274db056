"""Holding seats for those who are invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from eventapp import tokens
from eventapp.db import transaction
from eventapp.mail.outbox import enqueue
from eventapp.registration.enums import InvitationKind
from eventapp.registration.errors import HeldInThePast, TooFewFreeSeats
from eventapp.registration.messages import DISCREET_SENDER, invitation_letter
from eventapp.registration.models import Invitation
from eventapp.registration.services.seats import fill_seats, lock_seats
from eventapp.web.addresses import public_address


@dataclass(frozen=True, slots=True)
class Held:
    """What an organiser holds seats for."""

    kind: InvitationKind
    label: str
    seats: int
    held_until: datetime


def invite(*, event_id: int, held: Held, address: str | None, secret: str, now: datetime) -> None:
    """Hold seats, and mail the link to the one address they are for, if there is one.

    The address is not kept: once the mail has left, the label is all we know. ``secret`` is
    made before, with ``tokens.new_secret``, so that pressing twice with it holds the seats
    once. Raises HeldInThePast and TooFewFreeSeats.
    """
    if held.held_until <= now:
        raise HeldInThePast
    with transaction() as session:
        event, standing = lock_seats(session, event_id, now=now)
        digest = tokens.hash_secret(secret)
        if session.scalars(select(Invitation.id).where(Invitation.digest == digest)).first():
            return
        # What has become free by the clock is for those who wait.
        if standing.room.admits_any(standing.waiting):
            standing = fill_seats(session, event, now=now)
        room = standing.room
        if held.seats > room.open_seats:
            raise TooFewFreeSeats(room.open_seats)
        session.add(
            Invitation(
                event_id=event_id,
                kind=held.kind,
                label=held.label,
                seats=held.seats,
                held_until=held.held_until,
                digest=digest,
                created_at=now,
            )
        )
        if address is not None:
            enqueue(
                session,
                invitation_letter(
                    event, event.language, public_address("registration.invited", secret=secret)
                ),
                to=address,
                purpose=invitation_letter.__name__,
                sender_name=DISCREET_SENDER[event.language],
                now=now,
            )


def revoke_invitation(*, event_id: int, invitation_id: int, now: datetime) -> bool:
    """Take an invitation back, and tell whether it was there.

    Who has come by it keeps her seat; the other seats go on at once.
    """
    with transaction() as session:
        event, _standing = lock_seats(session, event_id, now=now)
        was_there = session.scalars(
            delete(Invitation)
            .where(Invitation.id == invitation_id, Invitation.event_id == event_id)
            .returning(Invitation.id)
        ).first()
        fill_seats(session, event, now=now)
    return was_there is not None

"""What this area does when the areas below tell it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.events.signals import is_in_use, places_changed
from eventapp.mail.signals import address_refused
from eventapp.registration.queries import has_people
from eventapp.registration.services import free_seats_of_dead_address, give_free_seats


@address_refused.connect
def give_seats_on(_sender: Any, *, session: Session, address: str, now: datetime) -> None:
    """Let the seats of an address that does not exist go to people who wait."""
    free_seats_of_dead_address(session, address=address, now=now)


@places_changed.connect
def let_the_queue_in(_sender: Any, *, session: Session, event: Event, now: datetime) -> None:
    """Let people who wait have the places a gathering has got more of."""
    give_free_seats(session, event, now=now)


@is_in_use.connect
def holds_people(_sender: Any, *, session: Session, event: Event) -> bool:
    """Say that somebody would miss a gathering: even who has cancelled has her page there."""
    return has_people(session, event.id)

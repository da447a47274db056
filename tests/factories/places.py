"""How places are given out, and seats that are held."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventapp.events.models import Event
from eventapp.registration import services
from eventapp.registration.enums import InvitationKind
from eventapp.registration.place_queries import Rules
from eventapp.registration.services.invitations import Held
from eventapp.tokens import new_secret
from tests.days import NOW


def give_rules(event: Event, *, now: datetime = NOW, **rules: object) -> None:
    """Decide how the places of a gathering are given out."""
    services.set_place_rules(event_id=event.id, rules=Rules(**rules), now=now)  # type: ignore[arg-type]


def make_invitation(
    event: Event,
    *,
    seats: int = 1,
    label: str = "Naboen",
    address: str | None = None,
    until: datetime | None = None,
    now: datetime = NOW,
) -> str:
    """Hold seats and give the secret of the link to them."""
    secret = new_secret()
    held = Held(
        kind=InvitationKind.PERSON if seats == 1 else InvitationKind.GROUP,
        label=label,
        seats=seats,
        held_until=until or now + timedelta(days=7),
    )
    services.invite(event_id=event.id, held=held, address=address, secret=secret, now=now)
    return secret

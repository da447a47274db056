"""Gatherings."""

from __future__ import annotations

from itertools import count

from eventapp.accounts.models import Organisation
from eventapp.db import transaction
from eventapp.events.enums import Status
from eventapp.events.models import Event
from tests.days import BEGINS, ENDS, NOW
from tests.factories.accounts import make_organisation

_numbers = count(1)


def make_event(*, organisation: Organisation | None = None, **overrides: object) -> Event:
    """Make a published gathering on the next 8 May with ten places."""
    organisation_id = (organisation or make_organisation()).id
    values: dict[str, object] = {
        "organisation_id": organisation_id,
        "slug": f"stolen-{next(_numbers)}",
        "status": Status.PUBLISHED,
        "title": "Stolen ved siden af",
        "headline_theme": "Det, vi gør, når det lykkes",
        "starts_at": BEGINS,
        "ends_at": ENDS,
        "venue_name": "Multisalen",
        "venue_town": "Fjordby",
        "places": 10,
        "changed_at": NOW,
    }
    with transaction() as session:
        event = Event(**{**values, **overrides})
        session.add(event)
    return event

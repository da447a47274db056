"""The door of a gathering that is today, and what happens at it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from eventapp.accounts.models import Account, Organisation
from eventapp.checkin import services
from eventapp.checkin.enums import How, Outcome
from eventapp.clock import utc_now
from eventapp.events.models import Event
from eventapp.registration.models import Registration
from tests.factories.events import make_event


def make_event_today(*, organisation: Organisation | None = None, **overrides: object) -> Event:
    """Make a gathering that began two hours ago and goes on for five more."""
    now = utc_now()
    values = {"starts_at": now - timedelta(hours=2), "ends_at": now + timedelta(hours=5)}
    return make_event(organisation=organisation, **{**values, **overrides})


def let_in(
    person: Registration,
    *,
    by: Account | None = None,
    client_id: str | None = None,
    at: datetime | None = None,
) -> tuple[str, Outcome]:
    """Let somebody in, and give the number of the record and what the helper saw."""
    number = client_id or str(uuid4())
    moment = at or utc_now()
    scan = services.Scan(
        client_id=number,
        how=How.SCAN,
        happened_at=moment,
        by_account_id=None if by is None else by.id,
    )
    outcome = services.let_in(
        event_id=person.event_id, registration_id=person.id, scan=scan, now=moment
    )
    return number, outcome

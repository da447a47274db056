"""What this area does when a gathering tells it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.events.services.copying import moved
from eventapp.events.signals import gathering_copied
from eventapp.programme.models import Round, TableSession
from eventapp.programme.queries import rounds_of


@gathering_copied.connect
def carry_the_frame(
    _sender: Any,
    *,
    session: Session,
    source: Event,
    copy: Event,
    now: datetime,  # noqa: ARG001 -- What a receiver of this signal is told.
) -> None:
    """Give the copy the same rounds and empty tables; headlines come from the peers each time."""
    distance = copy.starts_here.date() - source.starts_here.date()
    for one in rounds_of(session, source.id):
        starts_at = moved(one.starts_at, distance, source)
        session.add(
            Round(
                event_id=copy.id,
                number=one.number,
                title=one.title,
                starts_at=starts_at,
                ends_at=starts_at + (one.ends_at - one.starts_at),
                tables=[
                    TableSession(
                        number=table.number,
                        drawn_by_lot=table.drawn_by_lot,
                        is_free=table.is_free,
                    )
                    for table in one.tables
                ],
            )
        )

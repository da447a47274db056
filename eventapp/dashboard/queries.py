"""What has happened in a gathering, as far as its overview asks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from eventapp.dashboard.steps import Progress
from eventapp.outcomes.queries import has_published_write_up
from eventapp.programme.queries import count_tables
from eventapp.themes.queries import proposals_in_account


def progress_of(session: Session, event_id: int) -> Progress:
    """Count what the steps ask about."""
    return Progress(
        proposals=proposals_in_account(session, event_id).total,
        tables=count_tables(session, event_id),
        write_up_is_published=has_published_write_up(session, event_id),
    )

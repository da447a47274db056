"""What has happened in a gathering, as far as its overview asks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from eventapp.dashboard.steps import Progress
from eventapp.outcomes.enums import WriteUpStatus
from eventapp.outcomes.queries import write_up_of
from eventapp.programme.queries import count_contributions, count_tables
from eventapp.themes.queries import proposals_in_account


def progress_of(session: Session, event_id: int) -> Progress:
    """Count what the steps ask about."""
    write_up = write_up_of(session, event_id)
    return Progress(
        proposals=proposals_in_account(session, event_id).total,
        tables=count_tables(session, event_id),
        contributions=count_contributions(session, event_id),
        has_write_up=write_up is not None,
        write_up_is_published=write_up is not None and write_up.status is WriteUpStatus.PUBLISHED,
    )

"""Pausing a proposal for one of five reasons, and opening it again.

Nobody can delete a proposal or touch its words: this is all that others can do. Both are
lines in the open log. The second key of a steward, without which a pause ends by itself,
comes on top: it needs the line of the pause, which the proposal remembers.
"""

from __future__ import annotations

from datetime import datetime

from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.themes.enums import LogRole, PauseReason, ProposalStatus
from eventapp.themes.errors import NotPausable, NotPaused
from eventapp.themes.process_log import log_pause, log_reopening
from eventapp.themes.queries import lock_proposal
from eventapp.themes.services.proposing import today_at


def pause(
    *, event_id: int, proposal_id: str, reason: PauseReason, role: LogRole, now: datetime
) -> None:
    """Take a proposal out of sight; a stub with the reason stays.

    Raises NotFound or NotPausable; then nothing was written.
    """
    with transaction() as session:
        proposal = lock_proposal(session, event_id, proposal_id)
        if proposal.status is not ProposalStatus.OPEN:
            raise NotPausable
        event = session.get_one(Event, event_id)
        entry = log_pause(session, event, day=today_at(event, now), role=role, reason=reason)
        proposal.status = ProposalStatus.PAUSED
        proposal.reason = reason
        proposal.pause_entry_id = entry.id


def reopen(*, event_id: int, proposal_id: str, role: LogRole, now: datetime) -> None:
    """Open a paused proposal again, as it was written. Raises NotFound or NotPaused."""
    with transaction() as session:
        proposal = lock_proposal(session, event_id, proposal_id)
        if proposal.status is not ProposalStatus.PAUSED:
            raise NotPaused
        event = session.get_one(Event, event_id)
        log_reopening(
            session,
            event,
            day=today_at(event, now),
            role=role,
            reverses_id=proposal.pause_entry_id,
        )
        proposal.status = ProposalStatus.OPEN
        proposal.reason = None
        proposal.was_reopened = True

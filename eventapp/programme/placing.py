"""Which proposals lie on a table: changed inside the transaction of whoever changes the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.programme.models import TablePlacement, TableSession
from eventapp.programme.process_log import log_placing, log_taking_off
from eventapp.programme.queries import is_placed, placements_at
from eventapp.themes.enums import ProposalStatus
from eventapp.themes.queries import lock_proposal
from eventapp.themes.services.proposing import today_at

PLACEABLE = frozenset({ProposalStatus.OPEN, ProposalStatus.PLACED})


def place(
    session: Session, event: Event, table: TableSession, wanted: Sequence[str], *, now: datetime
) -> None:
    """Let exactly these proposals lie on a table, and write the open log.

    A proposal is placed while it lies on some table, and open again when it lies on none.
    Raises NotFound for a proposal that is not this gathering's, or is neither open nor placed.
    """
    placements = {one.proposal_id: one for one in placements_at(session, table.id)}
    for proposal_id in sorted(placements.keys() - set(wanted)):
        _take_off(session, event, table, placements[proposal_id], now=now)
    for proposal_id in sorted(set(wanted) - placements.keys()):
        _put_on(session, event, table, proposal_id, now=now)


def _put_on(
    session: Session, event: Event, table: TableSession, proposal_id: str, *, now: datetime
) -> None:
    proposal = lock_proposal(session, event.id, proposal_id)
    if proposal.status not in PLACEABLE:
        raise NotFound
    entry = log_placing(session, event, table, day=today_at(event, now))
    session.add(
        TablePlacement(table_session_id=table.id, proposal_id=proposal_id, entry_id=entry.id)
    )
    proposal.status = ProposalStatus.PLACED


def _take_off(
    session: Session,
    event: Event,
    table: TableSession,
    placement: TablePlacement,
    *,
    now: datetime,
) -> None:
    proposal = lock_proposal(session, event.id, placement.proposal_id)
    log_taking_off(session, event, table, day=today_at(event, now), reverses_id=placement.entry_id)
    session.delete(placement)
    session.flush()
    # Its writer may have withdrawn it meanwhile; then it stays withdrawn.
    if proposal.status is ProposalStatus.PLACED and not is_placed(session, proposal.id):
        proposal.status = ProposalStatus.OPEN

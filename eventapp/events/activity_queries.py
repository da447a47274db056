"""Reads of proposed activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from eventapp.errors import NotFound
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.enums import ProposalState
from eventapp.events.models import Event

AFTER_THE_ACTIVITY = timedelta(days=30)
AFTER_A_NO = timedelta(days=60)
UNCONFIRMED_FOR = timedelta(days=2)

_SEEN = (ProposalState.WAITING, ProposalState.LET_THROUGH, ProposalState.PARKED)


def proposals_of(session: Session, organisation_id: int) -> Sequence[ActivityProposal]:
    """List what was proposed to an association, what waits for an answer first."""
    waits_first = ActivityProposal.state != ProposalState.WAITING
    return session.scalars(
        select(ActivityProposal)
        .where(
            ActivityProposal.organisation_id == organisation_id,
            ActivityProposal.state.in_(_SEEN),
        )
        .order_by(waits_first, ActivityProposal.id.desc())
    ).all()


def count_waiting(session: Session, organisation_id: int) -> int:
    """Count the proposals that an association has not answered."""
    return session.scalars(
        select(func.count())
        .select_from(ActivityProposal)
        .where(
            ActivityProposal.organisation_id == organisation_id,
            ActivityProposal.state == ProposalState.WAITING,
        )
    ).one()


def proposal_of(session: Session, organisation_id: int, proposal_id: int) -> ActivityProposal:
    """Find a proposal its proposer stands by. Raises NotFound for another association's."""
    found = session.scalars(
        select(ActivityProposal).where(
            ActivityProposal.id == proposal_id,
            ActivityProposal.organisation_id == organisation_id,
            ActivityProposal.state.in_(_SEEN),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def run_out(session: Session, now: datetime) -> Sequence[ActivityProposal]:
    """List the proposals whose time is over: held, answered with a no, or never confirmed."""
    held = func.coalesce(Event.ends_at, ActivityProposal.ends_at) <= now - AFTER_THE_ACTIVITY
    return session.scalars(
        select(ActivityProposal)
        .outerjoin(Event, Event.id == ActivityProposal.event_id)
        .where(
            or_(
                and_(
                    ActivityProposal.state == ProposalState.UNCONFIRMED,
                    ActivityProposal.created_at <= now - UNCONFIRMED_FOR,
                ),
                and_(
                    ActivityProposal.state.in_((ProposalState.WAITING, ProposalState.LET_THROUGH)),
                    held,
                ),
                and_(
                    ActivityProposal.state == ProposalState.PARKED,
                    ActivityProposal.answered_at <= now - AFTER_A_NO,
                ),
            )
        )
    ).all()

"""Answering proposals, and reducing the answers to numbers in the end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from eventapp.db import insert_or_update, transaction
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.themes.ballots import hold_ballot
from eventapp.themes.enums import ProposalStatus, SupportValue, WindowPurpose
from eventapp.themes.errors import CardChanged, SupportClosed
from eventapp.themes.models import Support, ThemeProposal, WindowSecret
from eventapp.themes.policies import print_of
from eventapp.themes.queries import answered_count, proposals_of, support_totals


def answer(
    *,
    event_id: int,
    registration_id: int,
    proposal_id: str,
    read: str,
    value: SupportValue,
    now: datetime,
) -> None:
    """Keep a person's answer to a proposal; a second answer replaces the first.

    ``read`` is the print of the words that were on her card. Raises SupportClosed, or
    CardChanged when the card has other words now or is not open; then nothing is kept.
    """
    with transaction() as session:
        ballot = _open_ballot(session, event_id, registration_id, now)
        # Shared, so that two people answer at once while the writer who rewords waits.
        proposal = session.scalars(
            select(ThemeProposal)
            .where(ThemeProposal.id == proposal_id, ThemeProposal.event_id == event_id)
            .with_for_update(read=True)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if (
            proposal is None
            or proposal.status is not ProposalStatus.OPEN
            or print_of(proposal) != read
        ):
            raise CardChanged
        insert_or_update(
            session,
            Support,
            {"proposal_id": proposal_id, "ballot": ballot, "value": value},
            unique=("proposal_id", "ballot"),
            update={"value": value},
            where=true(),
        )


def take_back(*, event_id: int, registration_id: int, proposal_id: str, now: datetime) -> None:
    """Undo a person's answer to a proposal. Raises SupportClosed; then the answer stays."""
    with transaction() as session:
        ballot = _open_ballot(session, event_id, registration_id, now)
        session.execute(
            delete(Support).where(Support.proposal_id == proposal_id, Support.ballot == ballot)
        )


def reduce_to_totals(*, event_id: int, now: datetime) -> None:
    """Turn single answers into numbers and destroy the secret: from then on it is anonymous.

    It is done when the write-up is published, at the latest 30 days after the gathering
    (domain rule 15). Doing it twice changes nothing. Raises SupportStillOpen.
    """
    with transaction() as session:
        lock_event(session, event_id)
        # Whoever is answering right now has a hold on the secret; she finishes first.
        window = session.scalars(
            select(WindowSecret)
            .where(WindowSecret.event_id == event_id, WindowSecret.purpose == WindowPurpose.SUPPORT)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        totals = support_totals(session, event_id, now=now)
        if window is None or window.secret is None:
            return
        window.answered_total = answered_count(session, event_id, now=now)
        window.secret = None
        proposals = proposals_of(session, event_id)
        for proposal in proposals:
            counted = totals[proposal.id]
            proposal.yes_total = counted.yes
            proposal.maybe_total = counted.maybe
            proposal.skip_total = counted.skip
        session.execute(
            delete(Support).where(Support.proposal_id.in_([proposal.id for proposal in proposals]))
        )


def _open_ballot(session: Session, event_id: int, registration_id: int, now: datetime) -> str:
    event = session.get_one(Event, event_id)
    if not event.allows(Action.SUPPORT, now):
        raise SupportClosed
    ballot = hold_ballot(session, event_id=event_id, registration_id=registration_id)
    if ballot is None:
        raise SupportClosed
    return ballot

"""Reads of proposals, of answers once they may be counted, and of the open log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.themes.enums import EnteredBy, ProposalStatus, SupportValue, WindowPurpose
from eventapp.themes.errors import SupportStillOpen
from eventapp.themes.models import ProcessLog, Support, ThemeProposal, WindowSecret
from eventapp.themes.policies import answers_are_closed


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people gave each answer to one proposal."""

    yes: int = 0
    maybe: int = 0
    skip: int = 0


@dataclass(frozen=True, slots=True)
class ProposalsInAccount:
    """What became of every proposal: open + paused + placed + parked + withdrawn = total.

    ``from_peers`` leaves out the host's own. ``reopened`` counts those that were paused and
    came back; they are counted again where they are now.
    """

    total: int
    from_peers: int
    reopened: int
    open: int
    paused: int
    placed: int
    parked: int
    withdrawn: int


def proposals_of(session: Session, event_id: int) -> Sequence[ThemeProposal]:
    """List a gathering's proposals by their random keys: an order that says nothing."""
    return session.scalars(
        select(ThemeProposal).where(ThemeProposal.event_id == event_id).order_by(ThemeProposal.id)
    ).all()


def proposal_of_event(session: Session, event_id: int, proposal_id: str) -> ThemeProposal:
    """Find one proposal of a gathering. Raises NotFound for another gathering's."""
    found = session.scalars(
        select(ThemeProposal).where(
            ThemeProposal.id == proposal_id, ThemeProposal.event_id == event_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def lock_proposal(session: Session, event_id: int, proposal_id: str) -> ThemeProposal:
    """Read a proposal so that others who change or answer it wait their turn.

    Raises NotFound for another gathering's.
    """
    found = session.scalars(
        select(ThemeProposal)
        .where(ThemeProposal.id == proposal_id, ThemeProposal.event_id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def sent_with(session: Session, event_id: int, secret: str) -> ThemeProposal | None:
    """Find what was sent with the secret of a form, by whomever it was typed."""
    return session.scalars(
        select(ThemeProposal).where(
            ThemeProposal.link_hash == tokens.hash_secret(secret),
            ThemeProposal.event_id == event_id,
        )
    ).one_or_none()


def proposal_by_link(session: Session, event_id: int, secret: str) -> ThemeProposal:
    """Find the proposal of a receipt. Raises NotFound.

    What somebody typed for another, or for the host, has no receipt: the secret of that form
    opens nothing.
    """
    found = sent_with(session, event_id, secret)
    if found is None or found.entered_by is not EnteredBy.SELF:
        raise NotFound
    return found


def proposal_by_words(session: Session, event_id: int, words_hash: bytes) -> ThemeProposal | None:
    """Find the proposal whose three words have this slow hash."""
    return session.scalars(
        select(ThemeProposal).where(
            ThemeProposal.event_id == event_id, ThemeProposal.words_hash == words_hash
        )
    ).one_or_none()


def is_answered(session: Session, proposal_id: str) -> bool:
    """Tell whether anybody has answered a proposal, and nothing more than that."""
    return (
        session.scalars(
            select(Support.proposal_id).where(Support.proposal_id == proposal_id).limit(1)
        ).first()
        is not None
    )


def unanswered_cards(
    session: Session, event_id: int, ballot: str | None
) -> Sequence[tuple[str, int]]:
    """List the open proposals a ballot has not answered, each with how many have.

    The numbers are for dealing the next card and for nothing else.
    """
    rows = session.execute(
        select(ThemeProposal.id, func.count(Support.ballot))
        .outerjoin(Support, Support.proposal_id == ThemeProposal.id)
        .where(ThemeProposal.event_id == event_id, ThemeProposal.status == ProposalStatus.OPEN)
        .where(
            ~select(Support.ballot)
            .where(Support.proposal_id == ThemeProposal.id, Support.ballot == (ballot or ""))
            .correlate(ThemeProposal)
            .exists()
        )
        .group_by(ThemeProposal.id)
    )
    return [(proposal_id, answers) for proposal_id, answers in rows]


def support_totals(session: Session, event_id: int, *, now: datetime) -> dict[str, Totals]:
    """Count the answers to each proposal. Raises SupportStillOpen while people can answer."""
    _check_closed(session, event_id, now)
    counted: dict[str, dict[str, int]] = {}
    rows = session.execute(
        select(Support.proposal_id, Support.value, func.count())
        .join(ThemeProposal)
        .where(ThemeProposal.event_id == event_id)
        .group_by(Support.proposal_id, Support.value)
    )
    for proposal_id, value, count in rows:
        counted.setdefault(proposal_id, {})[value] = count
    return {
        proposal.id: _totals(proposal, counted.get(proposal.id, {}))
        for proposal in proposals_of(session, event_id)
    }


def answered_count(session: Session, event_id: int, *, now: datetime) -> int:
    """Count the people who answered at least one proposal.

    Raises SupportStillOpen while people can answer: it is a count like any other.
    """
    _check_closed(session, event_id, now)
    window = session.get(WindowSecret, (event_id, WindowPurpose.SUPPORT))
    if window is not None and window.answered_total is not None:
        return window.answered_total
    return count_ballots(session, event_id)


def count_ballots(session: Session, event_id: int) -> int:
    """Count the distinct ballots. For reducing them only: ask answered_count elsewhere."""
    return session.scalars(
        select(func.count(func.distinct(Support.ballot)))
        .join(ThemeProposal, ThemeProposal.id == Support.proposal_id)
        .where(ThemeProposal.event_id == event_id)
    ).one()


def proposals_in_account(session: Session, event_id: int) -> ProposalsInAccount:
    """Account for every proposal of a gathering."""
    proposals = proposals_of(session, event_id)
    states = [proposal.status for proposal in proposals]
    return ProposalsInAccount(
        total=len(proposals),
        from_peers=sum(proposal.entered_by is not EnteredBy.HOST for proposal in proposals),
        reopened=sum(proposal.was_reopened for proposal in proposals),
        open=states.count(ProposalStatus.OPEN),
        paused=states.count(ProposalStatus.PAUSED),
        placed=states.count(ProposalStatus.PLACED),
        parked=states.count(ProposalStatus.PARKED),
        withdrawn=states.count(ProposalStatus.WITHDRAWN),
    )


def log_of(session: Session, event_id: int) -> Sequence[ProcessLog]:
    """List the open log of a gathering, the newest line first."""
    return session.scalars(
        select(ProcessLog)
        .where(ProcessLog.event_id == event_id)
        .order_by(ProcessLog.day.desc(), ProcessLog.id.desc())
    ).all()


def _check_closed(session: Session, event_id: int, now: datetime) -> None:
    if not answers_are_closed(session.get_one(Event, event_id), now):
        raise SupportStillOpen


def _totals(proposal: ThemeProposal, counted: dict[str, int]) -> Totals:
    if proposal.yes_total is not None:
        return Totals(proposal.yes_total, proposal.maybe_total or 0, proposal.skip_total or 0)
    return Totals(
        counted.get(SupportValue.YES, 0),
        counted.get(SupportValue.MAYBE, 0),
        counted.get(SupportValue.PASS, 0),
    )

"""Use cases of proposing an activity. Each is one function and one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import forget_links, make_link, subject_of
from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events import messages
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.activity_queries import run_out
from eventapp.events.enums import Kind, ProposalState, Status
from eventapp.events.errors import AnsweredAlready, NotReadyToPublish
from eventapp.events.models import Event
from eventapp.events.queries import slug_is_taken
from eventapp.events.services.making import Essentials, new_event
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from eventapp.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would like to do with others, and how to answer her."""

    what: Essentials
    chosen_name: str
    address: str


def propose_activity(*, organisation_id: int, wish: Wish, language: str, now: datetime) -> None:
    """Keep a proposal and mail its address a link; without it, nobody else ever sees it.

    The association learns of it once the link was pressed, so that nobody proposes in
    another person's name.
    """
    with transaction() as session:
        proposal = ActivityProposal(
            organisation_id=organisation_id,
            language=language,
            title=wish.what.title,
            about=wish.what.headline_theme,
            venue_name=wish.what.venue_name,
            starts_at=wish.what.starts_at,
            ends_at=wish.what.ends_at,
            places=wish.what.places,
            chosen_name=wish.chosen_name,
            address=wish.address,
            created_at=now,
        )
        session.add(proposal)
        session.flush()
        secret = make_link(session, LinkPurpose.ACTIVITY, proposal.id, now=now)
        _mail(session, proposal, messages.confirm_letter(proposal, secret), now=now)


def confirm_activity(*, secret: str, now: datetime) -> None:
    """Let the association see a proposal. Doing it twice changes nothing. Raises LinkRanOut."""
    with transaction() as session:
        proposal = _by_secret(session, secret, now)
        if proposal.state is ProposalState.UNCONFIRMED:
            proposal.state = ProposalState.WAITING


def withdraw_activity(*, secret: str, now: datetime) -> None:
    """Erase a proposal with everything about its proposer. Raises LinkRanOut.

    What has been let through stays a gathering of the association, which calls it off.
    """
    with transaction() as session:
        _erase(session, _by_secret(session, secret, now))


def let_through(*, proposal_id: int, what: Essentials, now: datetime) -> Event:
    """Make a public gathering of a proposal, and mail its proposer what was changed in it.

    Raises NotReadyToPublish while nobody is named whom to ask and whom to call, and
    AnsweredAlready to the second of two who answer.
    """
    with transaction() as session:
        proposal = _lock(session, proposal_id)
        if not proposal.organisation.is_ready_for_peers:
            raise NotReadyToPublish
        event = new_event(
            organisation_id=proposal.organisation_id,
            kind=Kind.ACTIVITY,
            essentials=what,
            slug=slug_of(
                what.title, what.starts_at.year, lambda slug: slug_is_taken(session, slug)
            ),
        )
        event.status = Status.PUBLISHED
        session.add(event)
        session.flush()
        proposal.event_id, proposal.event = event.id, event
        proposal.state, proposal.answered_at = ProposalState.LET_THROUGH, now
        secret = make_link(session, LinkPurpose.ACTIVITY, proposal.id, now=now)
        letter = messages.let_through_letter(proposal, secret, changes_in(proposal, event))
        _mail(session, proposal, letter, now=now)
    return event


def park_activity(*, proposal_id: int, answer: str, now: datetime) -> None:
    """Say that it cannot be now, with a sentence to its proposer. Raises AnsweredAlready."""
    with transaction() as session:
        proposal = _lock(session, proposal_id)
        proposal.state, proposal.answered_at = ProposalState.PARKED, now
        proposal.answer = answer
        secret = make_link(session, LinkPurpose.ACTIVITY, proposal.id, now=now)
        _mail(session, proposal, messages.parked_letter(proposal, secret), now=now)


def forget_activities(*, now: datetime) -> int:
    """Erase the proposals whose time is over; give how many there were."""
    with transaction() as session:
        over = run_out(session, now)
        for proposal in over:
            _erase(session, proposal)
        return len(over)


def changes_in(proposal: ActivityProposal, event: Event) -> Sequence[str]:
    """Name what stands differently on the public page from how its proposer wrote it."""
    pairs = {
        "title": (proposal.title, event.title),
        "about": (proposal.about, event.headline_theme),
        "when": (
            (proposal.starts_at, proposal.ends_at),
            (event.starts_at, event.ends_at),
        ),
        "where": (proposal.venue_name, event.venue_name),
        "places": (proposal.places, event.places),
    }
    return [name for name, (wished, stands) in pairs.items() if wished != stands]


def _mail(session: Session, proposal: ActivityProposal, letter: Letter, *, now: datetime) -> None:
    enqueue(
        session,
        letter,
        to=proposal.address,
        purpose="activity",
        sender_name=messages.SENDER[proposal.language],
        now=now,
    )


def _by_secret(session: Session, secret: str, now: datetime) -> ActivityProposal:
    return session.get_one(
        ActivityProposal, subject_of(session, LinkPurpose.ACTIVITY, secret, now=now)
    )


def _lock(session: Session, proposal_id: int) -> ActivityProposal:
    """Read a proposal that waits, so that two who answer it take turns."""
    proposal = session.scalars(
        select(ActivityProposal)
        .where(ActivityProposal.id == proposal_id)
        .with_for_update(of=ActivityProposal)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if proposal is None:
        raise NotFound
    if proposal.state is not ProposalState.WAITING:
        raise AnsweredAlready
    return proposal


def _erase(session: Session, proposal: ActivityProposal) -> None:
    forget_links(session, LinkPurpose.ACTIVITY, proposal.id)
    session.delete(proposal)
    session.flush()

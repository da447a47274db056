"""Proposals, answers and who acts in the open log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count

from eventapp.accounts.models import Organisation
from eventapp.db import transaction
from eventapp.events.enums import Action
from eventapp.events.models import Event, Phase
from eventapp.themes.enums import EnteredBy, SupportValue
from eventapp.themes.models import ThemeProposal
from eventapp.themes.policies import print_of
from eventapp.themes.services.answering import answer
from tests.days import NOW
from tests.factories.events import make_event

_numbers = count(1)


def make_open_event(
    *,
    organisation: Organisation | None = None,
    closes_at: datetime = NOW + timedelta(days=20),
    **overrides: object,
) -> Event:
    """Make a gathering where people can propose and answer until a day."""
    event = make_event(organisation=organisation, **overrides)
    with transaction() as session:
        session.add_all(
            Phase(
                event_id=event.id,
                action=action,
                opens_at=NOW - timedelta(days=5),
                closes_at=closes_at,
            )
            for action in (Action.PROPOSE, Action.SUPPORT)
        )
    return event


def close_answers(event: Event, *, at: datetime = NOW) -> None:
    """End the window for answers."""
    with transaction() as session:
        phase = session.merge(event).phase(Action.SUPPORT)
        assert phase is not None
        phase.closes_at = at


def make_proposal(event: Event, text: str | None = None, **overrides: object) -> ThemeProposal:
    """Put a proposal on the wall, without a receipt."""
    values: dict[str, object] = {
        "event_id": event.id,
        "text": f"Hvad gør vi, når kaffen er drukket? ({next(_numbers)})" if text is None else text,
        "language": "da",
        "entered_by": EnteredBy.SELF,
        "created_day": (NOW - timedelta(days=4)).date(),
    }
    with transaction() as session:
        proposal = ThemeProposal(**{**values, **overrides})
        session.add(proposal)
    return proposal


def give_answers(
    proposal: ThemeProposal, answers: Mapping[int, SupportValue], *, now: datetime = NOW
) -> None:
    """Let people answer a proposal: registration id → answer."""
    event_id, proposal_id, read = proposal.event_id, proposal.id, print_of(proposal)
    for registration_id, value in answers.items():
        answer(
            event_id=event_id,
            registration_id=registration_id,
            proposal_id=proposal_id,
            read=read,
            value=value,
            now=now,
        )

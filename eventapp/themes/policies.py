"""Who may do what with proposals: pure questions about rows that were read."""

from __future__ import annotations

import hashlib
from datetime import datetime

from eventapp.events.enums import Action, Status
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.themes.enums import ProposalStatus
from eventapp.themes.models import ThemeProposal

_WORDS_MAY_CHANGE = frozenset({ProposalStatus.OPEN, ProposalStatus.PAUSED})


def has_a_voice(status: RegistrationStatus) -> bool:
    """Tell whether somebody may propose and answer: all who come, or hope for a seat."""
    return status is not RegistrationStatus.CANCELLED


def words_may_change(proposal: ThemeProposal, *, is_answered: bool) -> bool:
    """Tell whether the writer may still change her words: until somebody has answered them."""
    return proposal.status in _WORDS_MAY_CHANGE and not is_answered


def answers_are_closed(event: Event, now: datetime) -> bool:
    """Tell whether answering was open and is over, so that answers may be counted.

    Before the opening there is nothing to count, and while people answer nobody counts
    (domain rule 4).
    """
    if event.status is Status.DRAFT or event.allows(Action.SUPPORT, now):
        return False
    phase = event.phase(Action.SUPPORT)
    return phase is None or phase.opens_at is None or phase.opens_at <= now


def print_of(proposal: ThemeProposal) -> str:
    """Give a short mark of the words on a card, so that an answer is to what was read."""
    return hashlib.sha256(proposal.text.encode()).hexdigest()[:16]

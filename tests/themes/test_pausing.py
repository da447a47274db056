"""Pausing a proposal, opening it again, and the open log that nobody rewrites."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.db import db, transaction
from eventapp.themes.enums import LogRole, PauseReason, ProposalStatus
from eventapp.themes.errors import NotPausable, NotPaused
from eventapp.themes.models import ProcessLog, ThemeProposal
from eventapp.themes.queries import log_of, proposals_in_account
from eventapp.themes.services.pausing import pause, reopen
from tests.days import NOW
from tests.factories.themes import make_open_event, make_proposal

pytestmark = pytest.mark.usefixtures("app")


def _pause(proposal: ThemeProposal, reason: PauseReason = PauseReason.NAMES_A_PERSON) -> None:
    pause(
        event_id=proposal.event_id,
        proposal_id=proposal.id,
        reason=reason,
        role=LogRole.ORGANISER,
        now=NOW,
    )


def _reopen(proposal: ThemeProposal) -> None:
    reopen(
        event_id=proposal.event_id,
        proposal_id=proposal.id,
        role=LogRole.STEWARD,
        now=NOW + timedelta(days=1),
    )


def test_a_pause_and_its_end_are_two_lines_and_the_second_names_the_first() -> None:
    event = make_open_event(language="en")
    proposal = make_proposal(event, "Karlo er en hund")

    _pause(proposal)
    _reopen(proposal)

    second, first = log_of(db.session(), event.id)
    assert [(line.role, line.did, line.what, line.day) for line in (first, second)] == [
        (LogRole.ORGANISER, "paused", "a topic", NOW.date()),
        (LogRole.STEWARD, "reopened", "a paused topic", (NOW + timedelta(days=1)).date()),
    ]
    assert (first.reverses_id, second.reverses_id) == (None, first.id)
    assert (proposal.status, proposal.reason, proposal.text) == (
        ProposalStatus.OPEN,
        None,
        "Karlo er en hund",
    )


@pytest.mark.parametrize("reason", list(PauseReason))
def test_each_reason_is_said_in_the_log_without_the_words_of_the_proposal(
    reason: PauseReason,
) -> None:
    proposal = make_proposal(make_open_event(), "Karlo er en hund")

    _pause(proposal, reason)

    [line] = log_of(db.session(), proposal.event_id)
    assert line.why != ""
    assert "Karlo" not in f"{line.did} {line.what} {line.why}"


def test_the_account_knows_what_was_paused_and_what_came_back() -> None:
    event = make_open_event()
    back, still = make_proposal(event), make_proposal(event)
    make_proposal(event, status=ProposalStatus.PLACED)
    make_proposal(event, status=ProposalStatus.PARKED, parked_where="Næste træf")
    for proposal in (back, still):
        _pause(proposal)
    _reopen(back)

    account = proposals_in_account(db.session(), event.id)

    assert (account.total, account.open, account.paused, account.reopened) == (4, 1, 1, 1)
    assert (account.placed, account.parked, account.withdrawn) == (1, 1, 0)


def test_only_open_ones_are_paused_and_only_paused_ones_reopened() -> None:
    proposal = make_proposal(make_open_event())

    with pytest.raises(NotPaused):
        _reopen(proposal)
    _pause(proposal)
    with pytest.raises(NotPausable):
        _pause(proposal)

    assert len(log_of(db.session(), proposal.event_id)) == 1


@pytest.mark.parametrize("act", ["change", "delete"])
def test_a_line_of_the_open_log_stays_as_it_is(act: str) -> None:
    proposal = make_proposal(make_open_event())
    _pause(proposal)

    with pytest.raises(RuntimeError, match="append-only"):
        _tamper(act)

    assert len(log_of(db.session(), proposal.event_id)) == 1


def _tamper(act: str) -> None:
    with transaction() as session:
        line = session.scalars(select(ProcessLog)).one()
        if act == "change":
            line.why = "Noget andet"
        else:
            session.delete(line)

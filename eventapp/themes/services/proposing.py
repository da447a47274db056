"""Bringing a proposal in, and what its writer can do with it afterwards."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.db import transaction
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.themes.ballots import hold_secret
from eventapp.themes.enums import EnteredBy, ProposalStatus, WindowPurpose
from eventapp.themes.errors import (
    ProposalsClosed,
    SentBefore,
    SomebodyHasAnswered,
    WordsStay,
    WordsTaken,
    WordsUnknown,
)
from eventapp.themes.models import ThemeProposal
from eventapp.themes.policies import words_may_change
from eventapp.themes.process_log import log_withdrawal
from eventapp.themes.queries import (
    is_answered,
    lock_proposal,
    proposal_by_link,
    proposal_by_words,
    sent_with,
)
from eventapp.themes.receipts import Receipt, hash_of_words, lock, unlock


def propose(*, event_id: int, text: str, language: str, secret: str, now: datetime) -> Receipt:
    """Take a proposal in and give its writer the receipt. Nobody is told who she is.

    ``secret`` came with the form: sent twice it makes one proposal and gives the same
    receipt. Raises ProposalsClosed, SentBefore or WordsTaken; then nothing was written.
    """
    receipt = Receipt(secret)
    # Two transactions, because the slow hash between them would keep everybody waiting.
    locked = lock(receipt, salt=_salt(event_id))
    with transaction() as session:
        event = lock_event(session, event_id)
        if not _is_new(session, event, text=text, secret=secret, now=now):
            return receipt
        if proposal_by_words(session, event_id, locked.words_hash) is not None:
            raise WordsTaken
        proposal = _proposal(event, text=text, secret=secret, day=today_at(event, now))
        proposal.language = language
        proposal.entered_by = EnteredBy.SELF
        proposal.words_hash = locked.words_hash
        proposal.locked_link = locked.locked_link
        session.add(proposal)
    return receipt


def type_in(*, event_id: int, text: str, entered_by: EnteredBy, secret: str, now: datetime) -> None:
    """Take in what somebody said on paper or by phone, or what the host proposes.

    It is marked, and it has no receipt. Raises ProposalsClosed or SentBefore.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        if not _is_new(session, event, text=text, secret=secret, now=now):
            return
        proposal = _proposal(event, text=text, secret=secret, day=today_at(event, now))
        proposal.language = event.language
        proposal.entered_by = entered_by
        session.add(proposal)


def reword(*, event_id: int, secret: str, text: str) -> None:
    """Change the words of a proposal: only its writer, and only until somebody has answered.

    Raises NotFound, WordsStay or SomebodyHasAnswered; then the words stay as they are.
    """
    with transaction() as session:
        proposal = _own(session, event_id, secret)
        answered = is_answered(session, proposal.id)
        if not words_may_change(proposal, is_answered=answered):
            raise SomebodyHasAnswered if answered else WordsStay
        proposal.text = text


def withdraw(*, event_id: int, secret: str, now: datetime) -> None:
    """Take a proposal back: its words are gone, its place in the account stays.

    Withdrawing twice changes nothing. Raises NotFound.
    """
    with transaction() as session:
        proposal = _own(session, event_id, secret)
        if proposal.status is ProposalStatus.WITHDRAWN:
            return
        proposal.status = ProposalStatus.WITHDRAWN
        proposal.text = ""
        proposal.reason = None
        proposal.parked_where = ""
        event = session.get_one(Event, event_id)
        log_withdrawal(session, event, day=today_at(event, now))


def link_for_words(*, event_id: int, typed: str) -> Receipt:
    """Give the receipt that three words belong to. Raises WordsUnknown."""
    words_hash, key = hash_of_words(typed, salt=_salt(event_id))
    with transaction() as session:
        proposal = proposal_by_words(session, event_id, words_hash)
        if proposal is None or proposal.locked_link is None:
            raise WordsUnknown
        return unlock(proposal.locked_link, key)


def today_at(event: Event, now: datetime) -> date:
    """Give the day it is where the gathering is held."""
    return now.astimezone(event.zone).date()


def _salt(event_id: int) -> bytes:
    with transaction() as session:
        # Once it is destroyed no words open anything, and none of them is ever found.
        return hold_secret(session, event_id, WindowPurpose.RECEIPT_WORDS) or b"destroyed"


def _is_new(session: Session, event: Event, *, text: str, secret: str, now: datetime) -> bool:
    sent = sent_with(session, event.id, secret)
    if sent is not None:
        if sent.text != text:
            raise SentBefore
        return False
    if not event.allows(Action.PROPOSE, now):
        raise ProposalsClosed
    return True


def _proposal(event: Event, *, text: str, secret: str, day: date) -> ThemeProposal:
    return ThemeProposal(
        event_id=event.id, text=text, created_day=day, link_hash=tokens.hash_secret(secret)
    )


def _own(session: Session, event_id: int, secret: str) -> ThemeProposal:
    found = proposal_by_link(session, event_id, secret)
    return lock_proposal(session, event_id, found.id)

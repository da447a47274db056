"""Rounds, tables, notes, and proposals to place."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.programme.enums import ContributionKind
from eventapp.programme.models import Contribution, Round, TableSession
from eventapp.programme.services.notes import At, Note, note
from eventapp.registration.enums import PeerRole
from eventapp.registration.models import Registration
from eventapp.registration.services import set_roles
from eventapp.themes.enums import EnteredBy, ProposalStatus
from eventapp.themes.models import ThemeProposal
from eventapp.tokens import new_secret
from tests.browser_client import Browser
from tests.days import BEGINS, NOW
from tests.factories.registration import make_registration, own_page_secret

_numbers = count(1)


def make_table(
    event: Event, *, round_number: int = 1, number: int = 1, **overrides: object
) -> TableSession:
    """Make a table, and its round if there is none yet: an hour from half past eight UTC."""
    starts_at = BEGINS + timedelta(hours=round_number)
    event_id = event.id
    with transaction() as session:
        its_round = session.query(Round).filter_by(event_id=event_id, number=round_number).first()
        if its_round is None:
            its_round = Round(
                event_id=event_id,
                number=round_number,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=50),
            )
        values = {"headline": "Når håbet er mit", **overrides}
        table = TableSession(round=its_round, number=number, **values)
        session.add(table)
    return table


def a_note(
    text: str = "Jeg siger det med det samme.", kind: ContributionKind = ContributionKind.POINT
) -> Note:
    """Give one thing that was said."""
    return Note(kind=kind, text=text, own_words=True)


def make_note(table: TableSession, text: str = "Jeg siger det med det samme.") -> Contribution:
    """Note something at a table, as the organiser types it in."""
    its_round = table.round
    event_id = its_round.event_id
    number = note(
        at=At(event_id=event_id, is_organiser=True),
        round_number=its_round.number,
        table_number=table.number,
        note=a_note(text),
        once=new_secret(),
        now=NOW,
    )
    return db.session.query(Contribution).filter_by(event_id=event_id, number=number).one()


def make_proposal(
    event: Event, text: str = "Må man være nervøs?", status: ProposalStatus = ProposalStatus.OPEN
) -> ThemeProposal:
    """Make a proposal as its writer has sent it."""
    event_id = event.id
    with transaction() as session:
        proposal = ThemeProposal(
            event_id=event_id,
            text=text,
            language="da",
            entered_by=EnteredBy.SELF,
            created_day=NOW.date(),
            status=status,
        )
        session.add(proposal)
    return proposal


def let_in(browser: Browser, event: Event, *roles: PeerRole, **overrides: object) -> Registration:
    """Open a peer's own page in a browser, with what she has agreed to do on the day."""
    registration = make_registration(event, **overrides)  # type: ignore[arg-type]
    set_roles(registration_id=registration.id, roles=frozenset(roles))
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    return registration

"""Planning rounds and tables, and what is talked about where."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.programme.errors import NotesAreThere, NumberIsTaken, ProgrammeHasChanged
from eventapp.programme.queries import rounds_of, tables_of
from eventapp.programme.services import plan as services
from eventapp.programme.services.plan import Frame, RoundPlan, TablePlan
from eventapp.themes.enums import LogRole, ProposalStatus
from eventapp.themes.models import ProcessLog, ThemeProposal
from tests.days import BEGINS
from tests.factories.events import make_event
from tests.factories.programme import make_note, make_proposal, make_table

pytestmark = pytest.mark.usefixtures("app")

FIRST = BEGINS + timedelta(hours=1)


def _frame(*, rounds: int = 2, tables: int = 4) -> Frame:
    return Frame(
        rounds=rounds,
        tables=tables,
        starts_at=FIRST,
        lasts=timedelta(minutes=75),
        pause=timedelta(minutes=15),
    )


def _table_plan(number: int = 1, *proposals: ThemeProposal, is_free: bool = False) -> TablePlan:
    return TablePlan(
        number=number,
        headline="Når håbet er mit",
        drawn_by_lot=False,
        is_free=is_free,
        proposals=[proposal.id for proposal in proposals],
    )


def _round_plan(number: int) -> RoundPlan:
    return RoundPlan(
        number=number, title="", starts_at=FIRST, ends_at=FIRST + timedelta(minutes=50)
    )


def _change(event: Event, now: datetime, *proposals: ThemeProposal, table: int = 1) -> None:
    services.change_table(
        event_id=event.id,
        round_number=1,
        table_number=table,
        plan=_table_plan(table, *proposals),
        now=now,
    )


def _log() -> list[tuple[str, str, bool]]:
    entries = db.session.scalars(select(ProcessLog).order_by(ProcessLog.id))
    return [(entry.did, entry.what, entry.reverses_id is not None) for entry in entries]


def test_one_press_makes_rounds_with_one_table_by_lot_and_one_free() -> None:
    event = make_event()

    services.make_frame(event_id=event.id, frame=_frame(), latest=0)

    rounds = rounds_of(db.session(), event.id)
    assert [(one.number, one.starts_at - FIRST, one.ends_at - one.starts_at) for one in rounds] == [
        (1, timedelta(0), timedelta(minutes=75)),
        (2, timedelta(minutes=90), timedelta(minutes=75)),
    ]
    for one in rounds:
        assert [(table.number, table.drawn_by_lot, table.is_free) for table in one.tables] == [
            (1, False, False),
            (2, False, False),
            (3, True, False),
            (4, False, True),
        ]


def test_a_second_press_makes_nothing_more() -> None:
    event = make_event()
    services.make_frame(event_id=event.id, frame=_frame(), latest=0)

    with pytest.raises(ProgrammeHasChanged):
        services.make_frame(event_id=event.id, frame=_frame(), latest=0)

    assert len(tables_of(db.session(), event.id)) == 8


def test_a_proposal_is_placed_while_it_lies_on_some_table(now: datetime) -> None:
    event = make_event()
    for number in (1, 2):
        make_table(event, number=number)
    proposal = make_proposal(event)
    seen = []

    for table, on_it in ((1, [proposal]), (2, [proposal]), (1, []), (2, [])):
        _change(event, now, *on_it, table=table)
        seen.append(proposal.status)

    assert seen == [ProposalStatus.PLACED] * 3 + [ProposalStatus.OPEN]


def test_the_open_log_tells_what_was_placed_and_what_took_it_back(now: datetime) -> None:
    event = make_event(language="en")
    make_table(event)
    proposal = make_proposal(event)

    _change(event, now, proposal)
    _change(event, now, proposal)
    _change(event, now)

    assert _log() == [
        ("placed", "a topic at table 1 in round 1", False),
        ("took away", "a topic at table 1 in round 1", True),
    ]
    roles = db.session.scalars(select(ProcessLog.role).distinct()).all()
    assert roles == [LogRole.ORGANISER]


def test_a_paused_proposal_and_another_gatherings_cannot_be_placed(now: datetime) -> None:
    event = make_event()
    make_table(event)
    elsewhere = make_proposal(make_event())
    parked = make_proposal(event)
    parked.status, parked.parked_where = ProposalStatus.PARKED, "næste træf"
    db.session.commit()

    for proposal in (elsewhere, parked):
        with pytest.raises(NotFound):
            _change(event, now, proposal)

    assert [elsewhere.status, parked.status] == [ProposalStatus.OPEN, ProposalStatus.PARKED]
    assert _log() == []


def test_what_was_withdrawn_stays_withdrawn_when_its_table_goes(now: datetime) -> None:
    event = make_event()
    make_table(event)
    proposal = make_proposal(event)
    _change(event, now, proposal)
    proposal.status, proposal.text = ProposalStatus.WITHDRAWN, ""
    db.session.commit()

    services.remove_table(event_id=event.id, round_number=1, table_number=1, now=now)

    assert proposal.status is ProposalStatus.WITHDRAWN


def test_a_round_goes_with_its_tables_and_what_lay_there_is_open_again(now: datetime) -> None:
    event = make_event()
    make_table(event)
    proposal = make_proposal(event)
    _change(event, now, proposal)

    services.remove_round(event_id=event.id, number=1, now=now)

    assert rounds_of(db.session(), event.id) == []
    assert proposal.status is ProposalStatus.OPEN


def test_where_something_was_noted_nothing_is_removed(now: datetime) -> None:
    event = make_event()
    make_note(make_table(event))

    with pytest.raises(NotesAreThere):
        services.remove_table(event_id=event.id, round_number=1, table_number=1, now=now)
    with pytest.raises(NotesAreThere):
        services.remove_round(event_id=event.id, number=1, now=now)

    assert len(tables_of(db.session(), event.id)) == 1


def test_two_rounds_or_two_tables_do_not_share_a_number(now: datetime) -> None:
    event = make_event()
    for number in (1, 2):
        make_table(event, number=number)
    services.add_round(event_id=event.id, plan=_round_plan(2))

    with pytest.raises(NumberIsTaken):
        services.add_round(event_id=event.id, plan=_round_plan(1))
    with pytest.raises(NumberIsTaken):
        services.change_round(event_id=event.id, number=2, plan=_round_plan(1))
    with pytest.raises(NumberIsTaken):
        services.add_table(event_id=event.id, round_number=1, plan=_table_plan(2), now=now)
    with pytest.raises(NumberIsTaken):
        services.change_table(
            event_id=event.id, round_number=1, table_number=1, plan=_table_plan(2), now=now
        )

    services.add_table(event_id=event.id, round_number=2, plan=_table_plan(2), now=now)
    tables = tables_of(db.session(), event.id)
    assert [(table.round.number, table.number) for table in tables] == [(1, 1), (1, 2), (2, 2)]


def test_another_gatherings_round_is_not_found(now: datetime) -> None:
    event = make_event()
    make_table(make_event())

    with pytest.raises(NotFound):
        services.remove_round(event_id=event.id, number=1, now=now)
    with pytest.raises(NotFound):
        services.add_table(event_id=event.id, round_number=1, plan=_table_plan(), now=now)

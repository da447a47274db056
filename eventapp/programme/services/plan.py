"""Use cases of planning rounds and tables. Each is one function and one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.events.queries import lock_event
from eventapp.programme.enums import ContributionStatus, TableStatus
from eventapp.programme.errors import NotesAreThere, NumberIsTaken, ProgrammeHasChanged
from eventapp.programme.models import Round, TableSession
from eventapp.programme.placing import place
from eventapp.programme.queries import anything_noted_at, notes_at, round_of, rounds_of, table_of


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What is decided about a round."""

    number: int
    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What is decided about a table. A free table is not drawn and holds no proposals."""

    number: int
    headline: str
    drawn_by_lot: bool
    is_free: bool
    proposals: Sequence[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Several rounds alike, one after the other."""

    rounds: int
    tables: int
    starts_at: datetime
    lasts: timedelta
    pause: timedelta


def make_frame(*, event_id: int, frame: Frame, latest: int) -> None:
    """Add rounds with tables in one go, after the rounds there are.

    ``latest`` is the number of the last round when the page was made, so that a second
    press makes nothing. In every round the last table is left free and the one before it
    goes by lot, where there are enough tables (rule 8 of the gathering).
    Raises ProgrammeHasChanged.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        if latest_round(rounds_of(session, event.id)) != latest:
            raise ProgrammeHasChanged
        for place_in_line in range(frame.rounds):
            starts_at = frame.starts_at + place_in_line * (frame.lasts + frame.pause)
            session.add(
                Round(
                    event_id=event.id,
                    number=latest + place_in_line + 1,
                    starts_at=starts_at,
                    ends_at=starts_at + frame.lasts,
                    tables=[_empty_table(number, frame.tables) for number in _upto(frame.tables)],
                )
            )


def add_round(*, event_id: int, plan: RoundPlan) -> None:
    """Add a round without tables. Raises NumberIsTaken."""
    with transaction() as session:
        event = lock_event(session, event_id)
        _refuse_taken(plan.number, rounds_of(session, event.id))
        added = Round(event_id=event.id)
        _apply_round(added, plan)
        session.add(added)


def change_round(*, event_id: int, number: int, plan: RoundPlan) -> None:
    """Change a round. Raises NumberIsTaken or NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        changed = round_of(session, event.id, number)
        if plan.number != number:
            _refuse_taken(plan.number, rounds_of(session, event.id))
        _apply_round(changed, plan)


def remove_round(*, event_id: int, number: int, now: datetime) -> None:
    """Remove a round with its tables; what was placed there is open again.

    Raises NotesAreThere once something has been noted in it, or NotFound.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        removed = round_of(session, event.id, number)
        if anything_noted_at(session, [table.id for table in removed.tables]):
            raise NotesAreThere
        for table in removed.tables:
            place(session, event, table, [], now=now)
        session.delete(removed)


def add_table(*, event_id: int, round_number: int, plan: TablePlan, now: datetime) -> None:
    """Add a table to a round. Raises NumberIsTaken or NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        its_round = round_of(session, event.id, round_number)
        _refuse_taken(plan.number, its_round.tables)
        table = TableSession(round=its_round)
        _apply_table(table, plan)
        session.add(table)
        session.flush()
        place(session, event, table, plan.proposals, now=now)


def change_table(
    *, event_id: int, round_number: int, table_number: int, plan: TablePlan, now: datetime
) -> None:
    """Change a table and what is talked about there. Raises NumberIsTaken or NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        if plan.number != table_number:
            _refuse_taken(plan.number, table.round.tables)
        _apply_table(table, plan)
        session.flush()
        place(session, event, table, plan.proposals, now=now)


def remove_table(*, event_id: int, round_number: int, table_number: int, now: datetime) -> None:
    """Remove a table; what was placed there is open again. Raises NotesAreThere or NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        if anything_noted_at(session, [table.id]):
            raise NotesAreThere
        place(session, event, table, [], now=now)
        session.delete(table)


def close_table(*, event_id: int, round_number: int, table_number: int) -> None:
    """Let nothing more be written at a table. Raises NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        table.status = TableStatus.CLOSED


def reopen_table(*, event_id: int, round_number: int, table_number: int) -> None:
    """Take back that a table was closed: it stands where its notes say. Raises NotFound."""
    with transaction() as session:
        event = lock_event(session, event_id)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        if table.status is TableStatus.CLOSED:
            table.status = _status_from_notes(session, table)


def latest_round(rounds: Sequence[Round]) -> int:
    """Give the number of the last round, 0 when there is none."""
    return max((one.number for one in rounds), default=0)


def _upto(number: int) -> range:
    return range(1, number + 1)


def _empty_table(number: int, tables: int) -> TableSession:
    is_free = tables > 1 and number == tables
    by_lot = tables > 2 and number == tables - 1  # noqa: PLR2004 -- One is free, one chosen.
    return TableSession(number=number, headline="", is_free=is_free, drawn_by_lot=by_lot)


def _refuse_taken(number: int, others: Sequence[Round] | Sequence[TableSession]) -> None:
    if number in {other.number for other in others}:
        raise NumberIsTaken(number)


def _apply_round(changed: Round, plan: RoundPlan) -> None:
    changed.number = plan.number
    changed.title = plan.title
    changed.starts_at = plan.starts_at
    changed.ends_at = plan.ends_at


def _apply_table(table: TableSession, plan: TablePlan) -> None:
    table.number = plan.number
    table.headline = plan.headline
    table.drawn_by_lot = plan.drawn_by_lot
    table.is_free = plan.is_free


def _status_from_notes(session: Session, table: TableSession) -> TableStatus:
    states = {note.status for note in notes_at(session, table.id)}
    if not states:
        return TableStatus.PLANNED
    return TableStatus.OPEN if ContributionStatus.NOTED in states else TableStatus.READ_BACK

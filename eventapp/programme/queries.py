"""Reads of rounds, tables and notes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from eventapp.errors import NotFound
from eventapp.programme.enums import ContributionStatus
from eventapp.programme.models import Contribution, Round, TablePlacement, TableSession
from eventapp.themes.enums import ProposalStatus
from eventapp.themes.models import ThemeProposal


def rounds_of(session: Session, event_id: int) -> Sequence[Round]:
    """List a gathering's rounds in order, with their tables and what is talked about there."""
    return session.scalars(
        select(Round)
        .where(Round.event_id == event_id)
        .options(
            joinedload(Round.event),
            selectinload(Round.tables).selectinload(TableSession.proposals),
        )
        .order_by(Round.number)
    ).all()


def tables_of(session: Session, event_id: int) -> Sequence[TableSession]:
    """List all tables of a gathering, round by round."""
    return session.scalars(
        select(TableSession)
        .join(TableSession.round)
        .where(Round.event_id == event_id)
        .options(contains_eager(TableSession.round), selectinload(TableSession.proposals))
        .order_by(Round.number, TableSession.number)
    ).all()


def round_of(session: Session, event_id: int, number: int) -> Round:
    """Find a round by its number. Raises NotFound."""
    found = session.scalars(
        select(Round).where(Round.event_id == event_id, Round.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def table_of(
    session: Session, event_id: int, *, round_number: int, table_number: int
) -> TableSession:
    """Find a table by its round's number and its own. Raises NotFound."""
    found = session.scalars(
        select(TableSession)
        .join(TableSession.round)
        .where(
            Round.event_id == event_id,
            Round.number == round_number,
            TableSession.number == table_number,
        )
        .options(contains_eager(TableSession.round).joinedload(Round.event))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def contributions_of(session: Session, event_id: int) -> Sequence[Contribution]:
    """List everything noted at a gathering, in the order it was noted, withdrawn ones too."""
    return session.scalars(
        select(Contribution)
        .where(Contribution.event_id == event_id)
        .options(joinedload(Contribution.table).joinedload(TableSession.round))
        .order_by(Contribution.number)
    ).all()


def notes_at(session: Session, table_session_id: int) -> Sequence[Contribution]:
    """List what stands at a table, the newest first; withdrawn notes are left out."""
    return session.scalars(
        select(Contribution)
        .where(
            Contribution.table_session_id == table_session_id,
            Contribution.status != ContributionStatus.WITHDRAWN,
        )
        .order_by(Contribution.number.desc())
    ).all()


def contribution_of(session: Session, event_id: int, number: int) -> Contribution:
    """Find one note of a gathering. Raises NotFound for another gathering's."""
    found = session.scalars(
        select(Contribution)
        .where(Contribution.event_id == event_id, Contribution.number == number)
        .options(joinedload(Contribution.table).joinedload(TableSession.round))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def already_sent(session: Session, event_id: int, sent_once: str) -> Contribution | None:
    """Find the note that the same form has written before."""
    return session.scalars(
        select(Contribution).where(
            Contribution.event_id == event_id, Contribution.sent_once == sent_once
        )
    ).one_or_none()


def next_number(session: Session, event_id: int) -> int:
    """Give the next note's number. Call it under the lock of the gathering."""
    latest = session.scalars(
        select(func.max(Contribution.number)).where(Contribution.event_id == event_id)
    ).one()
    return (latest or 0) + 1


def count_tables(session: Session, event_id: int) -> int:
    """Count the tables of all rounds."""
    return session.scalars(
        select(func.count()).select_from(TableSession).join(Round).where(Round.event_id == event_id)
    ).one()


def count_contributions(session: Session, event_id: int) -> int:
    """Count what was noted and not withdrawn."""
    by_status = count_contributions_by_status(session, event_id)
    return sum(by_status.values()) - by_status.get(ContributionStatus.WITHDRAWN, 0)


def count_contributions_by_status(session: Session, event_id: int) -> dict[ContributionStatus, int]:
    """Count what was noted, by where it is on its way into the write-up."""
    rows = session.execute(
        select(Contribution.status, func.count())
        .where(Contribution.event_id == event_id)
        .group_by(Contribution.status)
    )
    return {row[0]: row[1] for row in rows}


def count_notes_at_tables(session: Session, event_id: int) -> dict[int, int]:
    """Count what stands at each table that has something, by the table's id."""
    rows = session.execute(
        select(Contribution.table_session_id, func.count())
        .where(
            Contribution.event_id == event_id,
            Contribution.status != ContributionStatus.WITHDRAWN,
        )
        .group_by(Contribution.table_session_id)
    )
    return {row[0]: row[1] for row in rows}


def anything_noted_at(session: Session, table_ids: Sequence[int]) -> bool:
    """Tell whether anything was ever noted at one of these tables, withdrawn or not."""
    return (
        session.scalars(
            select(Contribution.id).where(Contribution.table_session_id.in_(table_ids)).limit(1)
        ).first()
        is not None
    )


def placeable_proposals(session: Session, event_id: int) -> Sequence[ThemeProposal]:
    """List the proposals that can lie on a table: the open ones, and those that do already."""
    return session.scalars(
        select(ThemeProposal)
        .where(
            ThemeProposal.event_id == event_id,
            ThemeProposal.status.in_({ProposalStatus.OPEN, ProposalStatus.PLACED}),
        )
        .order_by(ThemeProposal.id)
    ).all()


def placements_at(session: Session, table_session_id: int) -> Sequence[TablePlacement]:
    """List what lies on a table."""
    return session.scalars(
        select(TablePlacement)
        .where(TablePlacement.table_session_id == table_session_id)
        .order_by(TablePlacement.id)
    ).all()


def is_placed(session: Session, proposal_id: str) -> bool:
    """Tell whether a proposal lies on some table."""
    return (
        session.scalars(
            select(TablePlacement.id).where(TablePlacement.proposal_id == proposal_id).limit(1)
        ).first()
        is not None
    )

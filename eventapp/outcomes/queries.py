"""Reads of the write-up and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from eventapp.errors import NotFound
from eventapp.outcomes.enums import PrintingState, WriteUpStatus
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph, Printing, Section, WriteUp
from eventapp.programme.models import Contribution, TableSession

Found = TypeVar("Found")


def write_up_of(session: Session, event_id: int) -> WriteUp | None:
    """Find a gathering's write-up with all its parts, in few statements."""
    paragraphs = selectinload(WriteUp.sections).selectinload(Section.paragraphs)
    changes = selectinload(WriteUp.sections).selectinload(Section.desired_changes)
    said_at = selectinload(Contribution.table).selectinload(TableSession.round)
    return session.scalars(
        select(WriteUp)
        .where(WriteUp.event_id == event_id)
        .options(
            paragraphs.selectinload(Paragraph.claims).selectinload(Claim.evidence).options(said_at),
            paragraphs.selectinload(Paragraph.sources),
            changes.selectinload(DesiredChange.evidence).options(said_at),
        )
    ).one_or_none()


def published_write_up(session: Session, event_id: int) -> WriteUp:
    """Find a write-up everybody may read. Raises NotFound for a draft as for nothing."""
    write_up = write_up_of(session, event_id)
    if write_up is None or write_up.status is not WriteUpStatus.PUBLISHED:
        raise NotFound
    return write_up


def has_published_write_up(session: Session, event_id: int) -> bool:
    """Tell whether a gathering's write-up can be read."""
    return (
        session.scalars(
            select(WriteUp.id).where(
                WriteUp.event_id == event_id, WriteUp.status == WriteUpStatus.PUBLISHED
            )
        ).first()
        is not None
    )


def published_write_ups(session: Session, event_ids: Sequence[int]) -> frozenset[int]:
    """Give which of these gatherings have a write-up that can be read."""
    return frozenset(
        session.scalars(
            select(WriteUp.event_id).where(
                WriteUp.event_id.in_(event_ids), WriteUp.status == WriteUpStatus.PUBLISHED
            )
        )
    )


def section_of(session: Session, event_id: int, section_id: int) -> Section:
    """Find a part. Raises NotFound for another gathering's."""
    return _one(
        session.scalars(
            select(Section)
            .join(WriteUp)
            .where(Section.id == section_id, WriteUp.event_id == event_id)
        ).one_or_none()
    )


def paragraph_of(session: Session, event_id: int, paragraph_id: int) -> Paragraph:
    """Find a paragraph. Raises NotFound for another gathering's."""
    return _one(
        session.scalars(
            select(Paragraph)
            .join(Section)
            .join(WriteUp)
            .where(Paragraph.id == paragraph_id, WriteUp.event_id == event_id)
        ).one_or_none()
    )


def claim_of(session: Session, event_id: int, claim_id: int) -> Claim:
    """Find a sentence. Raises NotFound for another gathering's."""
    return _one(
        session.scalars(
            select(Claim)
            .join(Paragraph)
            .join(Section)
            .join(WriteUp)
            .where(Claim.id == claim_id, WriteUp.event_id == event_id)
        ).one_or_none()
    )


def change_of(session: Session, event_id: int, change_id: int) -> DesiredChange:
    """Find a desired change. Raises NotFound for another gathering's."""
    return _one(
        session.scalars(
            select(DesiredChange)
            .join(Section)
            .join(WriteUp)
            .where(DesiredChange.id == change_id, WriteUp.event_id == event_id)
        ).one_or_none()
    )


def contributions_by_id(
    session: Session, event_id: int, ids: Sequence[int]
) -> Sequence[Contribution]:
    """Give contributions of this gathering by their ids; others are left out."""
    return session.scalars(
        select(Contribution)
        .where(Contribution.event_id == event_id, Contribution.id.in_(ids))
        .order_by(Contribution.number)
    ).all()


def latest_printing(
    session: Session, write_up_id: int, *, state: PrintingState | None = None
) -> Printing | None:
    """Find the newest making of the PDF, or the newest in one state."""
    statement = select(Printing).where(Printing.write_up_id == write_up_id)
    if state is not None:
        statement = statement.where(Printing.state == state)
    return session.scalars(statement.order_by(Printing.id.desc()).limit(1)).one_or_none()


def unfinished_printings(session: Session) -> Sequence[Printing]:
    """List the PDFs that were asked for and are not made, the oldest first."""
    return session.scalars(
        select(Printing)
        .where(Printing.state.in_((PrintingState.WAITING, PrintingState.AT_WORK)))
        .order_by(Printing.id)
    ).all()


def _one(found: Found | None) -> Found:
    if found is None:
        raise NotFound
    return found

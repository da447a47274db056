"""Reads of letters and of who gets them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.errors import NotFound
from eventapp.newsletter.enums import IssueStatus
from eventapp.newsletter.models import Issue, NewsletterRequest, Subscriber


def request_of(session: Session, organisation_id: int, address_index: str) -> int:
    """Give the number of a request that has just been written."""
    return session.scalars(
        select(NewsletterRequest.id).where(
            NewsletterRequest.organisation_id == organisation_id,
            NewsletterRequest.address_index == address_index,
        )
    ).one()


def count_subscribers(session: Session, organisation_id: int) -> int:
    """Count those who get an association's letters."""
    return session.scalars(
        select(func.count())
        .select_from(Subscriber)
        .where(Subscriber.organisation_id == organisation_id)
    ).one()


def next_subscribers(
    session: Session, organisation_id: int, *, after: int, before: datetime, most: int
) -> Sequence[Subscriber]:
    """List who comes next, in the order of their numbers, of those who had asked by then."""
    return session.scalars(
        select(Subscriber)
        .where(
            Subscriber.organisation_id == organisation_id,
            Subscriber.id > after,
            Subscriber.confirmed_at <= before,
        )
        .order_by(Subscriber.id)
        .limit(most)
    ).all()


def issues_of(session: Session, organisation_id: int) -> Sequence[Issue]:
    """List an association's letters, the newest first."""
    return session.scalars(
        select(Issue).where(Issue.organisation_id == organisation_id).order_by(Issue.id.desc())
    ).all()


def issue_of(session: Session, organisation_id: int, issue_id: int) -> Issue:
    """Find a letter of an association. Raises NotFound for another's."""
    found = session.scalars(
        select(Issue).where(Issue.id == issue_id, Issue.organisation_id == organisation_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def issues_going_out(session: Session) -> Sequence[int]:
    """List the letters that are on their way, the oldest first."""
    return session.scalars(
        select(Issue.id).where(Issue.status == IssueStatus.SENDING).order_by(Issue.id)
    ).all()


def lock_issue(session: Session, issue_id: int) -> Issue:
    """Read a letter so that others who want to write to it wait their turn."""
    return session.scalars(
        select(Issue).where(Issue.id == issue_id).with_for_update(of=Issue)
    ).one()

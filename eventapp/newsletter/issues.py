"""Use cases of writing a letter and letting it go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.accounts.models import Account
from eventapp.clock import utc_now
from eventapp.db import after_commit, db, transaction
from eventapp.extensions import jobs, settings_now
from eventapp.mail.outbox import enqueue
from eventapp.newsletter.enums import IssueStatus
from eventapp.newsletter.errors import AlreadyOut, NobodyToWriteTo
from eventapp.newsletter.messages import issue_mail, leaving_link
from eventapp.newsletter.models import Issue
from eventapp.newsletter.queries import (
    count_subscribers,
    issues_going_out,
    lock_issue,
    next_subscribers,
)
from eventapp.web.addresses import public_address

CHUNK = 50  # So that a press on stop is heard after a second or so.
PURPOSE = "newsletter"


@dataclass(frozen=True, slots=True)
class Written:
    """What an organiser has written."""

    subject: str
    body: str
    language: str


def write(*, organisation_id: int, written: Written, now: datetime) -> int:
    """Begin a letter and give its number."""
    with transaction() as session:
        issue = Issue(
            organisation_id=organisation_id,
            subject=written.subject,
            body=written.body,
            language=written.language,
            written_at=now,
        )
        session.add(issue)
        session.flush()
        return issue.id


def rewrite(*, issue_id: int, written: Written) -> None:
    """Change a letter that has gone to nobody. Raises AlreadyOut."""
    with transaction() as session:
        issue = lock_issue(session, issue_id)
        if issue.status is not IssueStatus.DRAFT:
            raise AlreadyOut
        issue.subject, issue.body = written.subject, written.body
        issue.language = written.language


def try_out(*, issue_id: int, account_id: int, now: datetime) -> None:
    """Mail a letter to the person who wrote it, as everybody would get it.

    Its way out leads to the page, but erases nobody.
    """
    with transaction() as session:
        issue = lock_issue(session, issue_id)
        leaving = public_address("newsletter.leave", secret="A" * 26)
        enqueue(
            session,
            issue_mail(issue, leaving=leaving),
            to=session.get_one(Account, account_id).address,
            purpose=PURPOSE,
            sender_name=issue.organisation.name,
            now=now,
        )


def send(*, issue_id: int, now: datetime) -> None:
    """Let a letter go out. A second press changes nothing. Raises NobodyToWriteTo."""
    with transaction() as session:
        issue = lock_issue(session, issue_id)
        if issue.status is not IssueStatus.DRAFT:
            return
        issue.expected = count_subscribers(session, issue.organisation_id)
        if not issue.expected:
            raise NobodyToWriteTo
        issue.status, issue.started_at = IssueStatus.SENDING, now
        after_commit(session, lambda: jobs.later(send_chunk, issue_id=issue_id))


def stop(*, issue_id: int, now: datetime) -> None:
    """Let a letter go to nobody more; who has it in the outbox still gets it."""
    with transaction() as session:
        issue = lock_issue(session, issue_id)
        if issue.status is IssueStatus.SENDING:
            issue.status, issue.ended_at = IssueStatus.STOPPED, now


@jobs.job
def send_chunk(*, issue_id: int) -> None:
    """Put the next few mails of a letter in the outbox, and ask for the chunk after it."""
    now = utc_now()
    with transaction() as session:
        # The lock makes two workers take turns, so that nobody gets the letter twice.
        issue = lock_issue(session, issue_id)
        if issue.status is IssueStatus.SENDING:
            _send_some(session, issue, now)
        if issue.status is IssueStatus.SENDING:
            after_commit(session, lambda: jobs.later(send_chunk, issue_id=issue_id))


@jobs.every(minutes=1)
def send_what_is_left() -> None:
    """Go on with letters that a crash has left on their way."""
    for issue_id in issues_going_out(db.session()):
        send_chunk(issue_id=issue_id)


def _send_some(session: Session, issue: Issue, now: datetime) -> None:
    people = next_subscribers(
        session,
        issue.organisation_id,
        after=issue.reached,
        before=issue.started_at or now,
        most=CHUNK,
    )
    for person in people:
        leaving = leaving_link(person)
        enqueue(
            session,
            issue_mail(issue, leaving=leaving),
            to=person.address,
            purpose=PURPOSE,
            sender_name=issue.organisation.name,
            now=now,
            # The one press works over HTTPS alone (RFC 8058), which a demo has not.
            list_unsubscribe=leaving if settings_now().is_secure else None,
        )
        issue.reached = person.id
    issue.queued += len(people)
    if len(people) < CHUNK:
        issue.status, issue.ended_at = IssueStatus.SENT, now

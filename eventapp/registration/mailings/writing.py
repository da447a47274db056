"""Writing the mails of a mailing, some at a time, outside any request."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Status
from eventapp.extensions import jobs
from eventapp.mail.outbox import enqueue
from eventapp.registration import messages
from eventapp.registration.mailings.models import Mailing
from eventapp.registration.mailings.queries import next_concerned, unfinished
from eventapp.registration.models import Registration
from eventapp.registration.wordings.enums import LetterKind

# What is told although the gathering is over, or will not be held.
_TOLD_ANYHOW = frozenset({LetterKind.GATHERING_CANCELLED, LetterKind.THANKS})


@jobs.job
def write_mailing(mailing_id: int) -> None:
    """Write all mails of a mailing. Run twice, or at once, it writes each once."""
    while write_some(mailing_id, now=utc_now()):
        # What was written is not needed any more; memory stays as it was.
        db.session.expunge_all()


@jobs.every(minutes=1)
def write_what_is_due() -> None:
    """Write what is due, and go on with what a crash left."""
    due = unfinished(db.session(), utc_now())
    for mailing_id in due:
        write_mailing(mailing_id)


def write_some(mailing_id: int, *, now: datetime) -> bool:
    """Write the next few mails of a mailing; tell whether there may be more."""
    with transaction() as session:
        # Whoever else writes the same mailing waits here, and goes on after these.
        mailing = session.scalars(
            select(Mailing).where(Mailing.id == mailing_id).with_for_update(of=Mailing)
        ).one_or_none()
        if mailing is None or mailing.finished_at is not None or now < mailing.due_at:
            return False
        people = [] if _is_pointless(mailing) else next_concerned(session, mailing)
        for person in people:
            _write(session, mailing, person, now)
            mailing.last_id = person.id
            mailing.written += 1
        if not people:
            mailing.finished_at = now
            mailing.recipients = mailing.written
        return bool(people)


def _is_pointless(mailing: Mailing) -> bool:
    is_open = mailing.event.status in {Status.PUBLISHED, Status.RUNNING}
    return not is_open and mailing.kind not in _TOLD_ANYHOW


def _write(session: Session, mailing: Mailing, person: Registration, now: datetime) -> None:
    if person.address is None:
        return
    secret = make_link(session, LinkPurpose.OWN_PAGE, person.id, now=now)
    enqueue(
        session,
        messages.COMPOSED[mailing.kind](person, secret),
        to=person.address,
        purpose=mailing.purpose,
        sender_name=messages.sender_of(person),
        now=now,
    )

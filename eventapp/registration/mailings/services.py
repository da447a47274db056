"""Use cases of mails to many. Each is one function and one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from eventapp.db import after_commit, transaction
from eventapp.errors import N_, Conflict
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs
from eventapp.registration.mailings.models import Mailing
from eventapp.registration.mailings.queries import count_concerned, mailing_of
from eventapp.registration.mailings.writing import write_mailing
from eventapp.registration.wordings.enums import LetterKind

ONCE = "once"
#: Time to mend a slip, and for a second change to go into the same mail.
BEFORE_TELLING_A_CHANGE = timedelta(minutes=10)


class NobodyToWriteTo(Conflict):
    """There is nobody whom the mail concerns."""

    def __init__(self) -> None:
        """Say it, and that nothing was sent."""
        super().__init__(
            N_("There is nobody with a seat and an e-mail address yet. Nothing was sent.")
        )


class NotNow(Conflict):
    """The gathering is a draft, closed or called off."""

    def __init__(self) -> None:
        """Say it, and that nothing was sent."""
        super().__init__(N_("This gathering is not open, so nothing was sent."))


def send_practical(*, event_id: int, now: datetime) -> None:
    """Send what is good to know to everybody with a seat. A second press changes nothing.

    Raises NotNow and NobodyToWriteTo; then nothing was written.
    """
    with transaction() as session:
        event = lock_event(session, event_id)
        if event.status not in {Status.PUBLISHED, Status.RUNNING} or event.is_cancelled:
            raise NotNow
        _send_once(session, event, LetterKind.PRACTICAL, now)


def send_thanks(*, event_id: int, now: datetime) -> None:
    """Thank everybody who came, with the link to the write-up. A second press changes nothing.

    Whether there is a write-up to read is for the caller to know. Raises NobodyToWriteTo.
    """
    with transaction() as session:
        _send_once(session, lock_event(session, event_id), LetterKind.THANKS, now)


def _send_once(session: Session, event: Event, kind: LetterKind, now: datetime) -> None:
    if mailing_of(session, event.id, kind, ONCE) is None:
        mailing = begin(session, event, kind, occasion=ONCE, now=now)
        if mailing.recipients == 0:
            raise NobodyToWriteTo


def begin(
    session: Session,
    event: Event,
    kind: LetterKind,
    *,
    occasion: str,
    now: datetime,
    registered_before: datetime | None = None,
    after: timedelta = timedelta(0),
) -> Mailing:
    """Begin a mail to everybody it concerns; its writing follows in the background.

    It costs one row, however many people there are, inside the transaction of what it tells
    about. The gathering is locked by the caller, who has asked whether the mail was begun.
    """
    before = registered_before or now
    mailing = Mailing(
        event_id=event.id,
        kind=kind,
        occasion=occasion,
        created_at=now,
        due_at=now + after,
        registered_before=before,
        recipients=count_concerned(session, event.id, kind, before),
        last_id=0,
        written=0,
    )
    session.add(mailing)
    session.flush()
    if not after:
        mailing_id = mailing.id
        after_commit(session, lambda: jobs.later(write_mailing, mailing_id=mailing_id))
    return mailing


def tell_of_change(session: Session, event: Event, *, now: datetime) -> None:
    """Tell everybody that day or place is another, ten minutes from now.

    A further change before then goes into the same mail. It runs inside the transaction that
    changes the gathering.
    """
    if now >= event.ends_at or event.status not in {Status.PUBLISHED, Status.RUNNING}:
        return
    kind = LetterKind.CHANGED
    waiting = session.scalars(
        select(Mailing)
        .where(
            Mailing.event_id == event.id,
            Mailing.kind == kind,
            Mailing.last_id == 0,
            Mailing.finished_at.is_(None),
        )
        .with_for_update(of=Mailing)
    ).first()
    if waiting is None:
        begin(
            session, event, kind, occasion=now.isoformat(), now=now, after=BEFORE_TELLING_A_CHANGE
        )
        return
    waiting.due_at = now + BEFORE_TELLING_A_CHANGE
    waiting.registered_before = now
    waiting.recipients = count_concerned(session, event.id, kind, now)


def tell_of_cancelling(session: Session, event: Event, *, now: datetime) -> None:
    """Tell everybody that the gathering will not be held; nothing else is written from now on.

    It runs inside the transaction that calls the gathering off.
    """
    session.execute(
        update(Mailing)
        .where(Mailing.event_id == event.id, Mailing.finished_at.is_(None))
        .where(Mailing.kind != LetterKind.GATHERING_CANCELLED)
        .values(finished_at=now)
    )
    occasion = event.starts_at.isoformat()
    if mailing_of(session, event.id, LetterKind.GATHERING_CANCELLED, occasion) is None:
        begin(session, event, LetterKind.GATHERING_CANCELLED, occasion=occasion, now=now)

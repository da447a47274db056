"""Use cases of a message to many.

Sending one off writes down whom it is for and nothing else. A job then writes the mails, a
chunk at a time: the mails of a chunk, and the marks that they are written, are stored
together or not at all, so a crash between two chunks loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account
from eventapp.clock import utc_now
from eventapp.db import after_commit, db, transaction
from eventapp.events.queries import lock_event
from eventapp.extensions import jobs
from eventapp.mail.models import OutboxMail
from eventapp.mail.outbox import enqueue
from eventapp.people.audience import (
    can_be_written_to,
    conditions_of,
    lock_mailing,
    lock_mails_not_tried,
    mailing_from_form,
    mailing_of_event,
    mailings_under_way,
    next_recipients,
)
from eventapp.people.errors import MessageHasStarted, NobodyToWriteTo
from eventapp.people.messages import Wording, message_letter
from eventapp.people.models import MessageReader, MessageToMany
from eventapp.people.once import fingerprint
from eventapp.people.queries import Narrowing
from eventapp.registration.access_log import AccessKind, note_access
from eventapp.registration.messages import sender_of
from eventapp.registration.models import Registration
from eventapp.registration.queries import registration_of_event

CHUNK = 100  # Some 200 rows and a few hundred kB: a fraction of a second, and memory stays flat.


@dataclass(frozen=True, slots=True)
class Message:
    """What an organiser writes, and to whom."""

    wording: Wording
    to: Narrowing


def write_message(
    *, event_id: int, account_id: int, message: Message, once: str, now: datetime
) -> int:
    """Keep a message as a draft and give its number. Sent twice from one form it is one."""
    with transaction() as session:
        lock_event(session, event_id)
        sent_once = fingerprint(once)
        before = mailing_from_form(session, event_id, sent_once)
        if before is not None:
            return before
        mailing = MessageToMany(
            event_id=event_id, created_by=account_id, created_at=now, sent_once=sent_once
        )
        _put_words(mailing, message)
        session.add(mailing)
        session.flush()
        return mailing.id


def change_message(*, mailing_id: int, message: Message) -> None:
    """Change a draft. Raises MessageHasStarted."""
    with transaction() as session:
        mailing = lock_mailing(session, mailing_id)
        if mailing.started_at is not None:
            raise MessageHasStarted
        _put_words(mailing, message)


def try_message(
    *, event_id: int, mailing_id: int, as_reader: int, account_id: int, now: datetime
) -> None:
    """Mail an organiser a message as somebody would get it, without the link to her page.

    Raises NotFound for another gathering's message or person.
    """
    with transaction() as session:
        mailing = mailing_of_event(session, event_id, mailing_id)
        reader = registration_of_event(session, event_id, as_reader)
        letter = message_letter(reader, Wording.of(mailing), secret=None)
        enqueue(
            session,
            letter,
            to=session.get_one(Account, account_id).address,
            purpose=try_message.__name__,
            sender_name=sender_of(reader),
            now=now,
        )


def start_message(*, mailing_id: int, account_id: int, now: datetime) -> None:
    """Send a message off. It takes a few statements, however many it is for.

    Pressed twice it leaves once. Raises NobodyToWriteTo.
    """
    with transaction() as session:
        mailing = lock_mailing(session, mailing_id)
        if mailing.started_at is not None:
            return
        mailing.recipients = _put_recipients(session, mailing)
        if not mailing.recipients:
            raise NobodyToWriteTo
        mailing.started_at = now
        note_access(
            session,
            event_id=mailing.event_id,
            registration_id=None,
            account_id=account_id,
            what=AccessKind.MESSAGE,
            now=now,
        )
        after_commit(session, _hurry)


def stop_message(*, mailing_id: int, now: datetime) -> None:
    """Stop a message: what nobody has begun to send is taken out of the outbox again.

    What has left has left. Stopping twice changes nothing.
    """
    with transaction() as session:
        mailing = lock_mailing(session, mailing_id)
        if mailing.started_at is None or mailing.stopped_at is not None:
            return
        mailing.stopped_at = now
        mails = lock_mails_not_tried(session, mailing_id)
        session.execute(
            update(MessageReader)
            .where(MessageReader.mail_id.in_(mails))
            .values(written_at=None, mail_id=None)
        )
        session.execute(delete(OutboxMail).where(OutboxMail.id.in_(mails)))


def write_chunk(*, mailing_id: int, now: datetime) -> bool:
    """Write the next mails of a message; tell whether there may be more to write."""
    with transaction() as session:
        # The lock lets one worker at a time write the mails of a message.
        mailing = lock_mailing(session, mailing_id)
        if mailing.stopped_at is not None or mailing.written_at is not None:
            return False
        chunk = next_recipients(session, mailing_id, at_most=CHUNK)
        if not chunk:
            mailing.written_at = now
            return False
        _write_mails(session, chunk, Wording.of(mailing), now=now)
    return True


@jobs.every(minutes=1)
def write_messages() -> None:
    """Write what is left of every message that is on its way."""
    for mailing_id in mailings_under_way(db.session()):
        while write_chunk(mailing_id=mailing_id, now=utc_now()):
            # The session lets go of what it has committed, so memory stays flat.
            continue


def _hurry() -> None:
    jobs.later(write_messages)


def _write_mails(
    session: Session,
    chunk: Sequence[tuple[MessageReader, Registration]],
    wording: Wording,
    *,
    now: datetime,
) -> None:
    written = []
    for recipient, registration in chunk:
        recipient.written_at = now
        if registration.address is None:
            continue
        secret = make_link(session, LinkPurpose.OWN_PAGE, registration.id, now=now)
        mail = enqueue(
            session,
            message_letter(registration, wording, secret=secret),
            to=registration.address,
            purpose=message_letter.__name__,
            sender_name=sender_of(registration),
            now=now,
        )
        written.append((recipient, mail))
    # All at once: the rows get their numbers, by which the marks name them.
    session.flush()
    for recipient, mail in written:
        recipient.mail_id = mail.id


def _put_words(mailing: MessageToMany, message: Message) -> None:
    mailing.text = message.wording.text
    mailing.language = message.wording.language
    mailing.to_status = message.to.status
    mailing.to_region = message.to.region
    mailing.to_engagement = message.to.engagement
    mailing.to_role = message.to.role


def _put_recipients(session: Session, mailing: MessageToMany) -> int:
    whom = select(literal(mailing.id), Registration.id).where(
        *conditions_of(mailing), *can_be_written_to()
    )
    session.execute(insert(MessageReader).from_select(["mailing_id", "registration_id"], whom))
    # Counted, because not every driver says how many rows such a statement has written.
    return session.scalars(
        select(func.count())
        .select_from(MessageReader)
        .where(MessageReader.mailing_id == mailing.id)
    ).one()

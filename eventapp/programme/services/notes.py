"""Use cases of writing at a table. Each is one function and one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.programme.enums import (
    AT_THE_TABLE,
    ContributionKind,
    ContributionStatus,
    TableStatus,
)
from eventapp.programme.errors import (
    NoteIsTakenUp,
    NotesAreClosed,
    NothingToRead,
    OthersHaveWritten,
    TableIsClosed,
)
from eventapp.programme.models import Contribution, TableSession
from eventapp.programme.policies import may_note
from eventapp.programme.queries import (
    already_sent,
    contribution_of,
    next_number,
    notes_at,
    table_of,
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is written down of one thing that was said."""

    kind: ContributionKind
    text: str
    own_words: bool


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody writes, and in which of the two ways she may."""

    event_id: int
    is_organiser: bool


def note(
    *, at: At, round_number: int, table_number: int, note: Note, once: str, now: datetime
) -> int:
    """Write one note at a table and give its number.

    ``once`` comes from the form. The same note from the same form is written once, however
    often it arrives; going back and writing something else in the same form is a new note.
    Raises NotesAreClosed, TableIsClosed or NotFound; then nothing was written.
    """
    with transaction() as session:
        # The lock makes two who write at one moment take turns, so each gets a number.
        event = _lock_for_notes(session, at, now)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        sent_once = _fingerprint(once, table, note)
        before = already_sent(session, event.id, sent_once)
        if before is not None:
            return before.number
        _take_in(table)
        contribution = Contribution(
            event_id=event.id,
            table_session_id=table.id,
            number=next_number(session, event.id),
            kind=note.kind,
            text=note.text,
            own_words=note.own_words,
            noted_on=now.astimezone(event.zone).date(),
            sent_once=sent_once,
        )
        session.add(contribution)
    return contribution.number


def change_note(*, at: At, number: int, note: Note, now: datetime) -> None:
    """Put a note right. It counts as not read aloud until it has been heard again.

    Only whoever wrote a note may change its words; who that is her browser alone knows, so
    the page decides it. Raises NotesAreClosed, TableIsClosed, NoteIsTakenUp or NotFound.
    """
    with transaction() as session:
        contribution = _own_at_table(session, at, number, now)
        if (contribution.kind, contribution.text, contribution.own_words) == (
            note.kind,
            note.text,
            note.own_words,
        ):
            return
        contribution.kind = note.kind
        contribution.text = note.text
        contribution.own_words = note.own_words
        contribution.status = ContributionStatus.NOTED
        _take_in(contribution.table)


def take_out(*, at: At, number: int, now: datetime) -> None:
    """Erase the words of a note for good; that there was one is still counted.

    Anybody who writes at the table may do it, because the table may say no to what was
    noted. Taking it out twice changes nothing. Raises NotesAreClosed, TableIsClosed,
    NoteIsTakenUp or NotFound.
    """
    with transaction() as session:
        event = _lock_for_notes(session, at, now)
        if contribution_of(session, event.id, number).status is ContributionStatus.WITHDRAWN:
            return
        contribution = _at_open_table(session, event.id, number)
        contribution.status = ContributionStatus.WITHDRAWN
        contribution.text = ""
        contribution.own_words = False
        # It is made from the words, and they are gone.
        contribution.sent_once = None


def mark_read_back(
    *, at: At, round_number: int, table_number: int, heard: str, now: datetime
) -> None:
    """Note that a table has heard its notes and said yes to them.

    ``heard`` is what ``what_was_heard`` gave when the page was made. Saying yes twice
    changes nothing. Raises OthersHaveWritten, NothingToRead, NotesAreClosed, TableIsClosed
    or NotFound.
    """
    with transaction() as session:
        event = _lock_for_notes(session, at, now)
        table = table_of(session, event.id, round_number=round_number, table_number=table_number)
        if table.status is TableStatus.CLOSED:
            raise TableIsClosed
        notes = notes_at(session, table.id)
        if not notes:
            raise NothingToRead
        if what_was_heard(notes) != heard:
            raise OthersHaveWritten
        for contribution in notes:
            if contribution.status is ContributionStatus.NOTED:
                contribution.status = ContributionStatus.READ_BACK
        table.status = TableStatus.READ_BACK


def what_was_heard(notes: Sequence[Contribution]) -> str:
    """Give a fingerprint of what stands on the page that is read aloud."""
    shown = "\n".join(f"{note.number} {note.kind} {note.text!r}" for note in notes)
    return hashlib.sha256(shown.encode()).hexdigest()


def _fingerprint(once: str, table: TableSession, note: Note) -> str:
    """Tell two sendings of one note from two notes out of one form."""
    sent = f"{once}/{table.id}/{note.kind}/{note.own_words}/{note.text}"
    return hashlib.sha256(sent.encode()).hexdigest()


def _lock_for_notes(session: Session, at: At, now: datetime) -> Event:
    event = lock_event(session, at.event_id)
    if not may_note(event, now=now, is_organiser=at.is_organiser):
        raise NotesAreClosed
    return event


def _own_at_table(session: Session, at: At, number: int, now: datetime) -> Contribution:
    return _at_open_table(session, _lock_for_notes(session, at, now).id, number)


def _at_open_table(session: Session, event_id: int, number: int) -> Contribution:
    contribution = contribution_of(session, event_id, number)
    if contribution.table.status is TableStatus.CLOSED:
        raise TableIsClosed
    if contribution.status not in AT_THE_TABLE:
        raise NoteIsTakenUp
    return contribution


def _take_in(table: TableSession) -> None:
    """Open a table by writing at it; what is new has not been read aloud."""
    if table.status is TableStatus.CLOSED:
        raise TableIsClosed
    table.status = TableStatus.OPEN

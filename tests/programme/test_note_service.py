"""Writing at the tables: numbers, double presses, and what can still be changed."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.programme.enums import ContributionKind, ContributionStatus, TableStatus
from eventapp.programme.errors import (
    NotesAreClosed,
    NothingToRead,
    OthersHaveWritten,
    TableIsClosed,
)
from eventapp.programme.models import Contribution, TableSession
from eventapp.programme.queries import (
    contributions_of,
    count_contributions,
    count_contributions_by_status,
    count_notes_at_tables,
    count_tables,
    next_number,
    notes_at,
    tables_of,
)
from eventapp.programme.services import notes as services
from eventapp.programme.services.notes import At, Note
from eventapp.programme.services.plan import close_table, reopen_table
from eventapp.tokens import new_secret
from tests.factories.events import make_event
from tests.factories.programme import a_note, make_note, make_table

pytestmark = pytest.mark.usefixtures("app")


def _note(
    event: Event,
    *,
    now: datetime,
    table: int = 1,
    note: Note | None = None,
    once: str | None = None,
    is_organiser: bool = False,
) -> int:
    return services.note(
        at=At(event_id=event.id, is_organiser=is_organiser),
        round_number=1,
        table_number=table,
        note=note or a_note(),
        once=once or new_secret(),
        now=now,
    )


def _status(contribution: Contribution) -> ContributionStatus:
    db.session.refresh(contribution)
    return contribution.status


def test_notes_are_numbered_through_the_gathering_whatever_their_table(now: datetime) -> None:
    event, other = make_event(), make_event()
    for number in (1, 2):
        make_table(event, number=number)
    make_table(other)

    numbers = [_note(event, now=now, table=table) for table in (1, 2, 1)]
    _note(other, now=now)

    assert numbers == [1, 2, 3]
    noted = contributions_of(db.session(), event.id)
    assert [(one.key, one.table.number) for one in noted] == [("b001", 1), ("b002", 2), ("b003", 1)]


def test_the_same_form_sent_twice_writes_one_note(now: datetime) -> None:
    event = make_event()
    make_table(event)

    numbers = [_note(event, now=now, once="A" * 26) for _press in range(2)]

    assert numbers == [1, 1]
    assert count_contributions(db.session(), event.id) == 1


def test_going_back_and_writing_something_else_in_the_same_form_is_a_new_note(
    now: datetime,
) -> None:
    event = make_event()
    make_table(event)

    _note(event, now=now, once="A" * 26, note=a_note("Først"))
    _note(event, now=now, once="A" * 26, note=a_note("Så"))

    assert [one.text for one in contributions_of(db.session(), event.id)] == ["Først", "Så"]


def test_nothing_tells_who_noted_or_when_beyond_the_day() -> None:
    assert sorted(Contribution.__table__.columns.keys()) == [
        "event_id",
        "id",
        "kind",
        "noted_on",
        "number",
        "own_words",
        "sent_once",
        "status",
        "table_session_id",
        "text",
    ]


def _write_together(app: Flask, event_id: int, now: datetime, people: int) -> list[object]:
    """Let several note-takers write at one table at one moment; give numbers and refusals."""
    outcomes: list[object] = []
    start = threading.Barrier(people)

    def write(text: str) -> None:
        with app.app_context():
            start.wait()
            try:
                outcomes.append(
                    services.note(
                        at=At(event_id=event_id, is_organiser=False),
                        round_number=1,
                        table_number=1,
                        note=a_note(text),
                        once=new_secret(),
                        now=now,
                    )
                )
            except IntegrityError as refused:
                outcomes.append(type(refused))

    threads = [threading.Thread(target=write, args=(f"Nr. {at}",)) for at in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What this thread has read before is from before they wrote.
    db.session.rollback()
    return outcomes


def test_people_who_write_at_one_table_at_once_each_get_a_number(app: Flask, now: datetime) -> None:
    event = make_event()
    make_table(event)

    outcomes = _write_together(app, event.id, now, people=6)

    assert sorted(outcomes, key=str) == [1, 2, 3, 4, 5, 6]
    texts = [one.text for one in contributions_of(db.session(), event.id)]
    assert sorted(texts) == [f"Nr. {at}" for at in range(6)]


def test_without_the_lock_two_of_them_reach_for_the_same_number(
    app: Flask, now: datetime, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database == "sqlite":
        pytest.skip("SQLite lets one write at a time, with the lock or without it.")
    event = make_event()
    # The first note opens its table, and that row would make them wait as well.
    make_table(event, status=TableStatus.OPEN)
    together = threading.Barrier(2)

    def wait_for_the_other(session: Session, event_id: int) -> int:
        number = next_number(session, event_id)
        together.wait(timeout=10)
        return number

    monkeypatch.setattr(
        services, "lock_event", lambda session, event_id: session.get_one(Event, event_id)
    )
    monkeypatch.setattr(services, "next_number", wait_for_the_other)

    outcomes = _write_together(app, event.id, now, people=2)

    assert sorted(outcomes, key=str) == [1, IntegrityError]


def test_a_note_can_be_put_right_and_is_then_not_read_aloud_any_more(now: datetime) -> None:
    event = make_event()
    table = make_table(event)
    noted = make_note(table)
    at = At(event_id=event.id, is_organiser=False)
    services.mark_read_back(
        at=at,
        round_number=1,
        table_number=1,
        heard=services.what_was_heard(notes_at(db.session(), table.id)),
        now=now,
    )
    assert (_status(noted), table.status) == (ContributionStatus.READ_BACK, TableStatus.READ_BACK)

    services.change_note(
        at=at,
        number=noted.number,
        note=Note(kind=ContributionKind.WISH, text="Rettet", own_words=False),
        now=now,
    )

    assert _status(noted) is ContributionStatus.NOTED
    assert (noted.kind, noted.text, noted.own_words) == (ContributionKind.WISH, "Rettet", False)
    assert table.status is TableStatus.OPEN


def test_a_yes_is_only_to_what_was_heard(now: datetime) -> None:
    event = make_event()
    table = make_table(event)
    first = make_note(table, "Hørt")
    heard = services.what_was_heard(notes_at(db.session(), table.id))
    second = make_note(table, "Skrevet imens")
    at = At(event_id=event.id, is_organiser=False)

    with pytest.raises(OthersHaveWritten):
        services.mark_read_back(at=at, round_number=1, table_number=1, heard=heard, now=now)

    assert [_status(one) for one in (first, second)] == [ContributionStatus.NOTED] * 2


def test_a_table_without_notes_is_not_read_back(now: datetime) -> None:
    event = make_event()
    make_table(event)

    with pytest.raises(NothingToRead):
        services.mark_read_back(
            at=At(event_id=event.id, is_organiser=False),
            round_number=1,
            table_number=1,
            heard=services.what_was_heard([]),
            now=now,
        )


def test_taking_out_erases_the_words_and_keeps_the_count(now: datetime) -> None:
    event = make_event()
    table = make_table(event)
    gone, kept = make_note(table, "Væk"), make_note(table, "Her")
    at = At(event_id=event.id, is_organiser=False)

    for _twice in range(2):
        services.take_out(at=at, number=gone.number, now=now)

    db.session.refresh(gone)
    assert (gone.status, gone.text, gone.sent_once) == (ContributionStatus.WITHDRAWN, "", None)
    assert count_contributions_by_status(db.session(), event.id) == {
        ContributionStatus.WITHDRAWN: 1,
        ContributionStatus.NOTED: 1,
    }
    assert [one.id for one in notes_at(db.session(), table.id)] == [kept.id]
    assert count_notes_at_tables(db.session(), event.id) == {table.id: 1}
    # Its number is not used again.
    assert _note(event, now=now) == 3


def test_nothing_is_written_at_a_table_that_has_finished(now: datetime) -> None:
    event = make_event()
    table = make_table(event)
    noted = make_note(table)
    close_table(event_id=event.id, round_number=1, table_number=1)
    at = At(event_id=event.id, is_organiser=True)

    with pytest.raises(TableIsClosed):
        _note(event, now=now, is_organiser=True)
    with pytest.raises(TableIsClosed):
        services.change_note(at=at, number=1, note=a_note("Nyt"), now=now)
    with pytest.raises(TableIsClosed):
        services.take_out(at=at, number=1, now=now)

    assert _status(noted) is ContributionStatus.NOTED
    reopen_table(event_id=event.id, round_number=1, table_number=1)
    assert _note(event, now=now) == 2


def test_peers_write_until_the_gathering_is_over_and_the_organiser_until_it_is_closed(
    now: datetime,
) -> None:
    event = make_event(ends_at=now, starts_at=now - timedelta(hours=6))
    make_table(event)

    with pytest.raises(NotesAreClosed):
        _note(event, now=now)
    assert _note(event, now=now, is_organiser=True) == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED, Status.ARCHIVED])
def test_nobody_writes_in_a_gathering_that_is_not_going_on(status: Status, now: datetime) -> None:
    event = make_event(status=status)
    make_table(event)

    for is_organiser in (True, False):
        with pytest.raises(NotesAreClosed):
            _note(event, now=now, is_organiser=is_organiser)


def test_a_table_of_another_gathering_is_not_found(now: datetime) -> None:
    event, other = make_event(), make_event()
    make_table(event)
    noted = make_note(make_table(other, number=7))

    with pytest.raises(NotFound):
        _note(event, now=now, table=7)
    with pytest.raises(NotFound):
        services.take_out(at=At(event_id=event.id, is_organiser=True), number=noted.number, now=now)

    assert count_tables(db.session(), event.id) == 1
    assert [one.number for one in tables_of(db.session(), other.id)] == [7]
    assert db.session.scalars(select(TableSession.status).order_by(TableSession.id)).all() == [
        TableStatus.PLANNED,
        TableStatus.OPEN,
    ]

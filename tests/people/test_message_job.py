"""The mails of a message are written in chunks; nothing is lost, and nobody gets two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.accounts.models import MailLink
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.mail.models import OutboxMail
from eventapp.mail.outbox import enqueue
from eventapp.people.audience import next_recipients, tally_of
from eventapp.people.models import MessageReader, MessageToMany
from eventapp.people.services import mailings
from eventapp.registration.models import Registration
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.locks import begin_like_a_read
from tests.factories.mails import all_mails, deliver
from tests.factories.people import make_crowd, make_message, work


class Killed(BaseException):
    """What ends a worker in the middle, and nothing catches."""


def _started(gathering: Event, number: int) -> int:
    make_crowd(gathering, number)
    account = make_account(organisation=gathering.organisation)
    mailing_id = make_message(gathering, account)
    mailings.start_message(mailing_id=mailing_id, account_id=account.id, now=NOW)
    return mailing_id


def _copies() -> Counter[int]:
    """Count how many people have how many mails."""
    db.session.rollback()
    rows = db.session.scalars(select(OutboxMail.recipient)).all()
    return Counter(Counter(rows).values())


def test_a_message_is_written_in_chunks_until_everybody_has_one(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 250)
    assert app

    more = [mailings.write_chunk(mailing_id=mailing_id, now=NOW) for _chunk in range(4)]

    assert more == [True, True, True, False]
    assert _copies() == {1: 250}
    assert db.session.get_one(MessageToMany, mailing_id).written_at == NOW


@pytest.mark.parametrize("dies_at", [1, 37, 100, 101, 250])
def test_a_worker_killed_anywhere_loses_nobody_and_writes_to_nobody_twice(
    app: Flask, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    _started(make_event(places=3000), 250)
    app.extensions["jobs"].flush()
    written = 0
    real = enqueue

    def dying(*args: Any, **options: Any) -> OutboxMail:
        nonlocal written
        written += 1
        mail = real(*args, **options)
        if written == dies_at:
            raise Killed
        return mail

    monkeypatch.setattr(mailings, "enqueue", dying)
    with pytest.raises(Killed):
        mailings.write_messages()
    between = _copies()
    monkeypatch.setattr(mailings, "enqueue", real)
    mailings.write_messages()

    # What stood half done is gone whole; what was done stays done.
    assert between == ({1: (dies_at - 1) // 100 * 100} if dies_at > 100 else {})
    assert _copies() == {1: 250}
    assert db.session.scalars(select(func.count()).select_from(MailLink)).one() == 250


def test_a_message_nobody_hurried_is_found_by_the_clock(app: Flask) -> None:
    _started(make_event(places=3000), 3)
    app.extensions["jobs"].flush()

    mailings.write_messages()

    assert _copies() == {1: 3}


def test_a_chunk_of_a_hundred_hurries_the_post_once(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 100)
    app.extensions["jobs"].flush()

    mailings.write_chunk(mailing_id=mailing_id, now=NOW)

    assert app.extensions["jobs"].pending_count() == 1


def test_stopping_keeps_what_has_left_and_takes_the_rest_out_of_the_outbox(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 250)
    mailings.write_chunk(mailing_id=mailing_id, now=NOW)
    deliver(app)
    mailings.write_chunk(mailing_id=mailing_id, now=NOW)
    before = tally_of(db.session(), mailing_id)

    mailings.stop_message(mailing_id=mailing_id, now=NOW)
    mailings.stop_message(mailing_id=mailing_id, now=utc_now())
    mailings.write_messages()
    deliver(app)

    after = tally_of(db.session(), mailing_id)
    assert (after.to_all, after.left, after.still_here) == (250, before.left, 250 - before.left)
    assert db.session.scalars(select(func.count()).select_from(OutboxMail)).one() == before.left
    assert db.session.get_one(MessageToMany, mailing_id).stopped_at == NOW


def test_a_mail_the_post_has_begun_on_is_not_held_back(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 5)
    assert app
    mailings.write_chunk(mailing_id=mailing_id, now=NOW)
    with transaction() as session:
        begun = session.scalars(select(OutboxMail).order_by(OutboxMail.id).limit(1)).one()
        begun.attempts = 1
        begun_id = begun.id

    mailings.stop_message(mailing_id=mailing_id, now=NOW)

    assert db.session.scalars(select(OutboxMail.id)).all() == [begun_id]


def test_whoever_is_erased_meanwhile_gets_nothing(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 3)
    with transaction() as session:
        session.delete(session.scalars(select(Registration).limit(1)).one())

    work(app)

    assert len(all_mails()) == 2
    assert tally_of(db.session(), mailing_id).to_all == 2
    assert db.session.scalars(select(func.count()).select_from(MessageReader)).one() == 2


def _write_at_once(app: Flask, mailing_id: int) -> list[BaseException]:
    """Let two workers write one message at the same time; give what went wrong."""
    db.session.rollback()
    start = Barrier(2)
    wrong: list[BaseException] = []

    def work_on(_worker: int) -> None:
        start.wait()
        try:
            with app.app_context():
                while mailings.write_chunk(mailing_id=mailing_id, now=NOW):
                    pass
        except Exception as error:  # noqa: BLE001 -- Counted by the test.
            wrong.append(error)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work_on, range(2)))
    return wrong


def test_two_workers_at_once_write_to_nobody_twice(app: Flask) -> None:
    mailing_id = _started(make_event(places=3000), 300)

    assert _write_at_once(app, mailing_id) == []
    assert _copies() == {1: 300}


def _both_read_first(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both workers read whom to write to before either writes, as a bad moment would."""
    assert app
    met = Barrier(2, timeout=20)
    rounds = Counter[str]()
    real: Callable[..., Any] = next_recipients

    def read(session: Session, mailing_id: int, *, at_most: int) -> Any:
        found = real(session, mailing_id, at_most=at_most)
        rounds["read"] += 1
        if rounds["read"] <= 2:
            met.wait()
        return found

    monkeypatch.setattr(mailings, "next_recipients", read)


def test_the_twin_without_the_lock_goes_wrong(
    app: Flask, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing_id = _started(make_event(places=3000), 100)
    monkeypatch.setattr(
        mailings, "lock_mailing", lambda session, found: session.get_one(MessageToMany, found)
    )
    _both_read_first(app, monkeypatch)

    if database == "postgresql":
        _write_at_once(app, mailing_id)
        assert _copies() == {2: 100}
    else:
        with begin_like_a_read():
            wrong = _write_at_once(app, mailing_id)
        assert len(wrong) == 1

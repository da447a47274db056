"""A worker is killed in the middle: nothing is lost, and at most one mail comes twice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.mail.models import OutboxMail
from eventapp.registration.services import register
from tests.factories.events import make_event
from tests.factories.mails import LONG_AGO, MailServer, all_mails, deliver, served_by
from tests.factories.registration import details

PROGRAM = Path(__file__).parent / "kill_after_the_answer.py"
ROOT = Path(__file__).parents[2]
SIGKILLED = -9  # The negative number of the signal, as Python gives it.


def _write_mails(app: Flask, now: datetime) -> list[str]:
    event = make_event()
    for name in ("a", "b", "c"):
        register(
            event_id=event.id,
            address=f"{name}@mail.example",
            details=details(),
            language="da",
            now=now,
        )
    with transaction() as session:
        session.execute(update(OutboxMail).values(due_at=LONG_AGO))
    app.extensions["jobs"].flush()
    ids = [row.message_id for row in all_mails()]
    db.session.rollback()
    return ids


def _run_until_killed(app: Flask, port: int, when: str) -> None:
    settings = app.config["SETTINGS"]
    ended = subprocess.run(
        [sys.executable, PROGRAM, settings.database_url, settings.data, str(port), when],
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert ended.returncode == SIGKILLED, ended.stderr.decode()


@pytest.mark.parametrize(("when", "copies_of_the_first"), [("after", 2), ("before", 1)])
def test_a_killed_worker_loses_nothing_and_repeats_one_mail_at_most(
    app: Flask, now: datetime, when: str, copies_of_the_first: int
) -> None:
    first, second, third = _write_mails(app, now)
    server = MailServer()

    with served_by(app, server) as running:
        _run_until_killed(app, running.port, when)
        claimed = all_mails()[0]
        assert (claimed.sent_at, claimed.attempts) == (None, 1)
        assert claimed.due_at > utc_now(), "Another worker must not take it at once."
        deliver(app)

    came = [str(mail["Message-ID"]) for mail in server.taken]
    assert sorted(came) == sorted([first] * copies_of_the_first + [second, third])
    assert [row.sent_at is not None for row in all_mails()] == [True, True, True]
    assert [row.recipient for row in all_mails()] == [None, None, None]


def test_a_mail_that_is_being_sent_is_left_alone_by_other_workers(
    app: Flask, now: datetime
) -> None:
    from eventapp.mail.delivery import _claim_next

    _write_mails(app, now)

    taken = [_claim_next(utc_now()) for _ in range(4)]

    assert taken == [row.id for row in all_mails()] + [None]

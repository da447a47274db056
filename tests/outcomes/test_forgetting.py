"""Answers become anonymous by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Status
from eventapp.outcomes.enums import WriteUpStatus
from eventapp.outcomes.models import WriteUp
from eventapp.outcomes.services.forgetting import make_answers_anonymous
from eventapp.themes.enums import WindowPurpose
from eventapp.themes.models import WindowSecret
from tests.factories.events import make_event

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("days_ago", "status", "write_up", "is_kept"),
    [
        (1, Status.CLOSED, WriteUpStatus.PUBLISHED, False),
        (1, Status.CLOSED, WriteUpStatus.DRAFT, True),
        (1, Status.CLOSED, None, True),
        (31, Status.CLOSED, None, False),
        (29, Status.CLOSED, None, True),
    ],
)
def test_the_secret_behind_the_ballots_is_destroyed_in_time(
    days_ago: int, status: Status, write_up: WriteUpStatus | None, *, is_kept: bool
) -> None:
    ended = utc_now() - timedelta(days=days_ago)
    event = make_event(status=status, starts_at=ended - timedelta(hours=6), ends_at=ended)
    event_id = event.id
    with transaction() as session:
        session.add(
            WindowSecret(event_id=event_id, purpose=WindowPurpose.SUPPORT, secret=b"x" * 32)
        )
        if write_up is not None:
            session.add(WriteUp(event_id=event_id, status=write_up))

    make_answers_anonymous()

    secret = db.session.scalars(select(WindowSecret.secret)).one()
    assert (secret is not None) is is_kept

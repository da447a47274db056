"""Showing the write-up to everybody, and taking it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from eventapp.db import transaction
from eventapp.errors import NotFound
from eventapp.events.queries import lock_event
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.checks import open_points
from eventapp.outcomes.enums import WriteUpStatus
from eventapp.outcomes.errors import NotReady
from eventapp.outcomes.models import WriteUp
from eventapp.outcomes.queries import write_up_of
from eventapp.outcomes.services.printing import ask_for_printing


def publish_write_up(*, event_id: int, now: datetime) -> None:
    """Show the write-up to everybody and have its PDF made.

    Publishing again after a change makes the next version. Raises NotReady while a sentence
    lacks what it needs; then nothing was changed.
    """
    with transaction() as session:
        write_up = _locked(session, event_id)
        if open_points(edition_of(session, write_up, now=now)):
            raise NotReady
        if write_up.published_on is not None:
            write_up.version += 1
        write_up.status = WriteUpStatus.PUBLISHED
        write_up.published_on = now.astimezone(write_up.event.zone).date()
        session.flush()
        ask_for_printing(session, write_up, now=now)


def take_back(*, event_id: int) -> None:
    """Make the write-up a draft again; what was published stays as a version number."""
    with transaction() as session:
        _locked(session, event_id).status = WriteUpStatus.DRAFT


def print_again(*, event_id: int, now: datetime) -> None:
    """Have the PDF made once more, for example after it failed."""
    with transaction() as session:
        ask_for_printing(session, _locked(session, event_id), now=now)


def _locked(session: Session, event_id: int) -> WriteUp:
    lock_event(session, event_id)
    write_up = write_up_of(session, event_id)
    if write_up is None:
        raise NotFound
    return write_up

"""The lines of the open log that the programme writes."""

from __future__ import annotations

from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.programme.models import TableSession
from eventapp.themes.enums import LogRole
from eventapp.themes.models import ProcessLog
from eventapp.themes.process_log import write_log


def log_placing(session: Session, event: Event, table: TableSession, *, day: date) -> ProcessLog:
    """Note that a proposal was put on a table."""
    with force_locale(event.language):
        return write_log(
            session,
            event_id=event.id,
            day=day,
            role=LogRole.ORGANISER,
            did=_("placed"),
            what=_topic_at(table),
        )


def log_taking_off(
    session: Session, event: Event, table: TableSession, *, day: date, reverses_id: int | None
) -> ProcessLog:
    """Note that a proposal was taken off a table, and which placing that takes back."""
    with force_locale(event.language):
        return write_log(
            session,
            event_id=event.id,
            day=day,
            role=LogRole.ORGANISER,
            did=_("took away"),
            what=_topic_at(table),
            reverses_id=reverses_id,
        )


def _topic_at(table: TableSession) -> str:
    words: str = _(
        "a topic at table %(table)s in round %(round)s",
        table=table.number,
        round=table.round.number,
    )
    return words

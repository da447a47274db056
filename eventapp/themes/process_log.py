"""The open log: how a line is written, and the lines this area writes.

A line is written in the language of the gathering, because it stays as it was written.
"""

from __future__ import annotations

from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.themes.enums import LogRole, PauseReason
from eventapp.themes.models import ProcessLog


def write_log(  # noqa: PLR0913 -- A line has these parts, all of them named.
    session: Session,
    *,
    event_id: int,
    day: date,
    role: LogRole,
    did: str,
    what: str,
    why: str = "",
    reverses_id: int | None = None,
) -> ProcessLog:
    """Add a line to the open log, inside the transaction of what was done.

    ``did`` is a verb in the past tense; role, did and what read as one sentence. No part of
    it may tell who a person is.
    """
    entry = ProcessLog(
        event_id=event_id,
        day=day,
        role=role,
        did=did,
        what=what,
        why=why,
        reverses_id=reverses_id,
    )
    session.add(entry)
    session.flush()
    return entry


def log_pause(
    session: Session, event: Event, *, day: date, role: LogRole, reason: PauseReason
) -> ProcessLog:
    """Note that a proposal was paused, and for which of the five reasons."""
    with force_locale(event.language):
        whys = {
            PauseReason.NAMES_A_PERSON: _("It names a person."),
            PauseReason.CONTACT_DETAILS: _("It holds a number or an address."),
            PauseReason.RISK: _("It worries us for somebody."),
            PauseReason.INSULT: _("It hurts somebody."),
            PauseReason.TEST_ENTRY: _("It was only a try."),
        }
        return write_log(
            session,
            event_id=event.id,
            day=day,
            role=role,
            did=_("paused"),
            what=_("a topic"),
            why=whys[reason],
        )


def log_reopening(
    session: Session, event: Event, *, day: date, role: LogRole, reverses_id: int | None
) -> ProcessLog:
    """Note that a paused proposal is open again, and which pause that takes back."""
    with force_locale(event.language):
        return write_log(
            session,
            event_id=event.id,
            day=day,
            role=role,
            did=_("reopened"),
            what=_("a paused topic"),
            why=_("Its words are as they were written."),
            reverses_id=reverses_id,
        )


def log_withdrawal(session: Session, event: Event, *, day: date) -> ProcessLog:
    """Note that a participant took a proposal of her own back."""
    with force_locale(event.language):
        return write_log(
            session,
            event_id=event.id,
            day=day,
            role=LogRole.PARTICIPANT,
            did=_("withdrew"),
            what=_("a topic of their own"),
            why=_("One always can, and need not say why."),
        )

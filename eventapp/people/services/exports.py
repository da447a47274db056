"""The use case of taking the list out as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.people.enums import Column, Format
from eventapp.people.exporting import table_of
from eventapp.people.spreadsheets import as_csv, as_xlsx
from eventapp.registration.access_log import AccessKind, note_access


def take_out(
    *,
    event_id: int,
    account_id: int,
    columns: Sequence[Column],
    form: Format,
    folder: Path,
    now: datetime,
) -> bytes:
    """Give the list as a file, and note who took it. It is noted first, and kept noted.

    ``folder`` is where a large file waits while it is made; nothing is left there.
    """
    with transaction() as session:
        note_access(
            session,
            event_id=event_id,
            registration_id=None,
            account_id=account_id,
            what=AccessKind.EXPORT,
            now=now,
        )
    session = db.session()
    table = table_of(session, session.get_one(Event, event_id), columns)
    return as_csv(table) if form is Format.CSV else as_xlsx(table, folder=folder)

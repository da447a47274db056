"""Making the PDF outside the request: asked for, made step by step, kept whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from eventapp.clock import utc_now
from eventapp.db import after_commit, db, transaction
from eventapp.extensions import jobs
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.documents import write_up_pdf
from eventapp.outcomes.enums import PrintingState
from eventapp.outcomes.models import Printing, WriteUp
from eventapp.outcomes.queries import unfinished_printings, write_up_of
from eventapp.outcomes.storage import pdf_path
from eventapp.printing.orders import DocumentFailed
from eventapp.web.language import translations_of

LEFT_BEHIND = timedelta(minutes=3)  # Longer than two tries of a minute each can take.

log = structlog.get_logger()


def ask_for_printing(session: Session, write_up: WriteUp, *, now: datetime) -> Printing:
    """Note that a PDF is wanted, and hurry it once that is stored."""
    printing = Printing(
        write_up_id=write_up.id, version=write_up.version, asked_at=now, changed_at=now
    )
    session.add(printing)
    session.flush()
    printing_id = printing.id
    after_commit(session, lambda: jobs.later(print_write_up, printing_id=printing_id))
    return printing


@jobs.job
def print_write_up(*, printing_id: int) -> None:
    """Make one PDF. The one before it stays until the new one is whole."""
    if not _begin(printing_id):
        return
    printing = db.session.get_one(Printing, printing_id)
    write_up = db.session.get_one(WriteUp, printing.write_up_id)
    event_id = write_up.event_id
    whole = write_up_of(db.session(), event_id)
    if whole is None:
        return
    edition = edition_of(db.session(), whole, now=utc_now())
    db.session.rollback()
    try:
        document = write_up_pdf(
            edition,
            translations=translations_of(edition.language),
            on_step=lambda step, of: _note(printing_id, PrintingState.AT_WORK, step, of),
        )
    except DocumentFailed as failure:
        # How it ended, and not what it said: that can hold what people wrote.
        log.warning("printing_failed", printing=printing_id, end=failure.reason.partition(":")[0])
        _note(printing_id, PrintingState.FAILED, 0, 0)
        return
    _keep(pdf_path(event_id, printing_id), document)
    _note(printing_id, PrintingState.READY, 1, 1)


@jobs.every(minutes=2)
def pick_up_printings() -> None:
    """Make the PDFs that a crash left waiting or half made."""
    now = utc_now()
    left = [
        printing.id
        for printing in unfinished_printings(db.session())
        if now - printing.changed_at > LEFT_BEHIND
    ]
    db.session.rollback()
    for printing_id in left:
        print_write_up(printing_id=printing_id)


def _begin(printing_id: int) -> bool:
    """Take the work on, unless it is done or somebody else has it."""
    with transaction() as session:
        now = utc_now()
        printing = session.get(Printing, printing_id, with_for_update=True)
        if printing is None or printing.state in {PrintingState.READY, PrintingState.FAILED}:
            return False
        taken = printing.state is PrintingState.AT_WORK
        if taken and now - printing.changed_at <= LEFT_BEHIND:
            return False
        printing.state, printing.changed_at = PrintingState.AT_WORK, now
        return True


def _note(printing_id: int, state: PrintingState, step: int, of_steps: int) -> None:
    with transaction() as session:
        printing = session.get(Printing, printing_id)
        if printing is not None:
            printing.state, printing.changed_at = state, utc_now()
            printing.step, printing.of_steps = step, of_steps


def _keep(path: Path, document: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(document)
    partial.rename(path)

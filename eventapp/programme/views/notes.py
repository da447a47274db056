"""Writing at a table: from a peer's own page, and from the organiser's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict, NotFound
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.models import Event
from eventapp.programme import pen
from eventapp.programme.access import WRITES_AT_TABLE
from eventapp.programme.enums import AT_THE_TABLE, TableStatus
from eventapp.programme.forms import ChangeNoteForm, NoteForm, ReadBackForm
from eventapp.programme.models import Contribution, TableSession
from eventapp.programme.policies import may_note
from eventapp.programme.queries import (
    contribution_of,
    count_notes_at_tables,
    notes_at,
    rounds_of,
    table_of,
)
from eventapp.programme.services import notes as services
from eventapp.programme.services.notes import At
from eventapp.programme.views import bp
from eventapp.themes.nudges import Nudge, nudges_in
from eventapp.web.access import access
from eventapp.web.forms import Button

_SMALL_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where notes are written from; the pages are the same, their addresses are not."""

    event: Event
    is_organiser: bool

    @property
    def at(self) -> At:
        """Say to the services where and as what somebody writes."""
        return At(event_id=self.event.id, is_organiser=self.is_organiser)

    @property
    def layout(self) -> str:
        """Name the frame of the pages."""
        return "layouts/organise.html" if self.is_organiser else "layouts/personal.html"

    def url(self, page: str, **values: Any) -> str:
        """Give the address of one of these pages."""
        ending = "_as_organiser" if self.is_organiser else ""
        address: str = url_for(f"programme.{page}{ending}", slug=self.event.slug, **values)
        return address

    def table_url(self, table: TableSession) -> str:
        """Give the address at which the next note stays at the same table."""
        return self.url("note", round=table.round.number, table=table.number)

    def takes_notes(self, table: TableSession) -> bool:
        """Tell whether something can be written at a table now."""
        is_open = may_note(self.event, now=utc_now(), is_organiser=self.is_organiser)
        return is_open and table.status is not TableStatus.CLOSED


def _peers_desk() -> Desk:
    return Desk(current_event(), is_organiser=False)


def _organisers_desk() -> Desk:
    return Desk(current_event(), is_organiser=True)


@bp.route("/e/<slug:slug>/notes", methods=["GET", "POST"])
@access(WRITES_AT_TABLE)
def note(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Choose a table, then write what is said there, one thing at a time."""
    return _note(_peers_desk())


@bp.route("/organise/<slug:slug>/notes", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def note_as_organiser(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- As above.
    """Write what a table said on paper, or where no peer takes notes."""
    return _note(_organisers_desk())


@bp.route("/e/<slug:slug>/notes/<int(min=1, max=99999):number>", methods=["GET", "POST"])
@access(WRITES_AT_TABLE)
def change_note(slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001 -- As above.
    """Put a note right, or take it out."""
    return _change_note(_peers_desk(), number)


@bp.route("/organise/<slug:slug>/notes/<int(min=1, max=99999):number>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change_note_as_organiser(slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Put a note right, or take it out."""
    return _change_note(_organisers_desk(), number)


@bp.post("/e/<slug:slug>/notes/<int(min=1, max=99999):number>/take-out")
@access(WRITES_AT_TABLE)
def take_out(slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001 -- As above.
    """Erase the words of a note."""
    return _take_out(_peers_desk(), number)


@bp.post("/organise/<slug:slug>/notes/<int(min=1, max=99999):number>/take-out")
@access(EVENT_ORGANISER)
def take_out_as_organiser(slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Erase the words of a note."""
    return _take_out(_organisers_desk(), number)


@bp.route(
    "/e/<slug:slug>/notes/<int(max=9999):round_number>/<int(max=9999):table_number>/read-back",
    methods=["GET", "POST"],
)
@access(WRITES_AT_TABLE)
def read_back(slug: str, round_number: int, table_number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Read a table's notes aloud and ask whether they cover what was said."""
    return _read_back(_peers_desk(), round_number, table_number)


@bp.route(
    "/organise/<slug:slug>/notes/<int(max=9999):round_number>/<int(max=9999):table_number>/read-back",
    methods=["GET", "POST"],
)
@access(EVENT_ORGANISER)
def read_back_as_organiser(
    slug: str,  # noqa: ARG001 -- The rule has read the gathering.
    round_number: int,
    table_number: int,
) -> ResponseReturnValue:
    """Read a table's notes aloud and ask whether they cover what was said."""
    return _read_back(_organisers_desk(), round_number, table_number)


def _note(desk: Desk) -> ResponseReturnValue:
    numbers = _table_in_address()
    if numbers is None:
        return _choose_table(desk)
    form = NoteForm()
    try:
        table = table_of(
            db.session(), desk.event.id, round_number=numbers[0], table_number=numbers[1]
        )
    except NotFound:
        # The table was taken away meanwhile: what was written must not go with it.
        return _choose_table(desk, kept=form.text.data), 404
    if form.validate_on_submit() and not _nudges(form):
        now = utc_now()
        try:
            number = services.note(
                at=desk.at,
                round_number=numbers[0],
                table_number=numbers[1],
                note=form.note(),
                once=form.sent_from,
                now=now,
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            pen.remember(desk.event.id, number, now=now)
            flash(_("Saved."))
            return redirect(desk.table_url(table), 303)
    return _show_table(desk, table, form)


def _choose_table(desk: Desk, kept: str | None = None) -> str:
    return render_template(
        "programme/tables.html",
        desk=desk,
        event=desk.event,
        rounds=rounds_of(db.session(), desk.event.id),
        noted=count_notes_at_tables(db.session(), desk.event.id),
        kept=kept,
        now=utc_now(),
    )


def _show_table(desk: Desk, table: TableSession, form: NoteForm) -> ResponseReturnValue:
    notes = notes_at(db.session(), table.id)
    own = pen.own_notes(desk.event.id)
    now = utc_now()
    latest = next((one for one in notes if one.number in own), None)
    undo = (
        latest.number
        if latest and pen.can_still_undo(desk.event.id, latest.number, now=now)
        else None
    )
    return render_template(
        "programme/note.html",
        desk=desk,
        event=desk.event,
        table=table,
        form=form,
        notes=notes,
        own=own,
        undo=undo,
        button=Button(),
        nudges=_nudges(form),
        takes_notes=desk.takes_notes(table),
    ), form.status


def _change_note(desk: Desk, number: int) -> ResponseReturnValue:
    contribution = _standing(desk, number)
    is_own = number in pen.own_notes(desk.event.id)
    if request.method == "POST" and not is_own:
        raise NotFound
    form = ChangeNoteForm.of(contribution)
    if form.validate_on_submit() and not _nudges(form):
        try:
            services.change_note(at=desk.at, number=number, note=form.note(), now=utc_now())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Changed."))
            return redirect(desk.table_url(contribution.table), 303)
    return render_template(
        "programme/change_note.html",
        desk=desk,
        event=desk.event,
        contribution=contribution,
        form=form,
        is_own=is_own,
        button=Button(),
        nudges=_nudges(form),
    ), form.status


def _take_out(desk: Desk, number: int) -> ResponseReturnValue:
    contribution = contribution_of(db.session(), desk.event.id, number)
    back = desk.table_url(contribution.table)
    if Button().validate_on_submit():
        services.take_out(at=desk.at, number=number, now=utc_now())
        flash(_("The contribution is gone."))
    return redirect(back, 303)


def _read_back(desk: Desk, round_number: int, table_number: int) -> ResponseReturnValue:
    table = table_of(
        db.session(), desk.event.id, round_number=round_number, table_number=table_number
    )
    form = ReadBackForm()
    if form.validate_on_submit():
        try:
            services.mark_read_back(
                at=desk.at,
                round_number=round_number,
                table_number=table_number,
                heard=form.heard.data or "",
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Read aloud. The table said yes."))
            return redirect(desk.table_url(table), 303)
    notes = notes_at(db.session(), table.id)
    return render_template(
        "programme/read_back.html",
        desk=desk,
        event=desk.event,
        table=table,
        notes=notes[::-1],
        heard=services.what_was_heard(notes),
        form=form,
        takes_notes=desk.takes_notes(table),
    ), form.status


def _nudges(form: NoteForm) -> list[Nudge]:
    """List what the writer may want to look at once before it is saved; it never blocks."""
    if request.method != "POST" or form.errors or "as_it_is" in request.form:
        return []
    return nudges_in(form.text.data or "")


def _standing(desk: Desk, number: int) -> Contribution:
    """Find a note that the table still has in its hands."""
    contribution = contribution_of(db.session(), desk.event.id, number)
    if contribution.status not in AT_THE_TABLE:
        raise NotFound
    return contribution


def _table_in_address() -> tuple[int, int] | None:
    """Read which table the address names, so that the next note stays there."""
    asked = [request.args.get(name, "") for name in ("round", "table")]
    if not all(_SMALL_NUMBER.fullmatch(number) for number in asked):
        return None
    return int(asked[0]), int(asked[1])

"""Lists of people: taken out as a file, and brought in from one."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import signed_in_account
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.access import EVENT_ORGANISER, EVENT_ORGANISER_FRESHLY, current_event
from eventapp.extensions import settings_now
from eventapp.people.enums import Fate, Format
from eventapp.people.errors import SheetProblem
from eventapp.people.forms import ConfirmForm, ExportForm, ListForm
from eventapp.people.reading import MOST_BYTES, MOST_ROWS, read_table
from eventapp.people.recognising import HEADINGS, people_in
from eventapp.people.services import imports
from eventapp.people.services.exports import take_out
from eventapp.people.views import bp
from eventapp.people.words import FATE_WORDS, REGION_IN_LISTS, TROUBLE_WORDS
from eventapp.web.access import access
from eventapp.web.forms import clean_line

PER_PAGE = 100
# The file itself, and what a browser writes around it. A little more is let in than is taken,
# so that a file just too large meets a sentence and not an error.
MOST_SENT = 2 * MOST_BYTES

KINDS = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
}


@bp.route("/organise/<slug:slug>/people/export", methods=["GET", "POST"])
@access(EVENT_ORGANISER_FRESHLY)
def export_people(slug: str) -> ResponseReturnValue:  # noqa: ARG001
    """Take the list out as a file, with the columns somebody ticks; it is noted who did."""
    event = current_event()
    form = ExportForm()
    if form.validate_on_submit():
        kind = Format(form.form.data)
        content = take_out(
            event_id=event.id,
            account_id=signed_in_account().id,
            columns=form.chosen(),
            form=kind,
            folder=settings_now().data / "tmp",
            now=utc_now(),
        )
        response = Response(content, mimetype=KINDS[kind])
        # A neutral name: it will lie among the organiser's other files.
        response.headers["Content-Disposition"] = f'attachment; filename="liste.{kind.value}"'
        return response
    return render_template("people/export_people.html", event=event, form=form), form.status


@bp.route("/organise/<slug:slug>/people/import", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def import_people(slug: str) -> ResponseReturnValue:
    """Ask for a file with people, and go on to what would happen."""
    request.max_content_length = MOST_SENT
    event = current_event()
    form = ListForm()
    if form.validate_on_submit():
        try:
            rows = people_in(read_table(form.content()), clean_line)
        except SheetProblem as refusal:
            form.refuse(refusal)
        else:
            import_id = imports.keep_list(
                event_id=event.id, account_id=signed_in_account().id, rows=rows, now=utc_now()
            )
            return redirect(url_for(".imported_list", slug=slug, import_id=import_id), 303)
    return render_template(
        "people/import_people.html",
        event=event,
        form=form,
        headings=HEADINGS,
        regions=REGION_IN_LISTS.values(),
        most_rows=MOST_ROWS,
    ), form.status


@bp.route("/organise/<slug:slug>/people/import/<int:import_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def imported_list(slug: str, import_id: int) -> ResponseReturnValue:
    """Show row by row what would happen, and bring the list in once somebody says yes."""
    event, now = current_event(), utc_now()
    kept = imports.list_of_event(db.session(), event.id, import_id, now=now)
    form = ConfirmForm()
    if form.validate_on_submit():
        imports.take_in(
            event_id=event.id,
            import_id=import_id,
            account_id=signed_in_account().id,
            tells_them=form.tells_them.data,
            now=now,
        )
        flash(_("The list is being added."))
        return redirect(url_for(".imported_list", slug=slug, import_id=import_id), 303)
    if kept.confirmed_at is not None:
        return render_template("people/import_under_way.html", event=event, kept=kept)
    planned = imports.plan_of(db.session(), event, kept)
    pages = -(-len(planned) // PER_PAGE)
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "people/imported_list.html",
        event=event,
        kept=kept,
        form=form,
        planned=planned[(page - 1) * PER_PAGE : page * PER_PAGE],
        troubled=[one for one in planned if one.fate is Fate.CANNOT][:PER_PAGE],
        counts={fate: sum(one.fate is fate for one in planned) for fate in Fate},
        page=page,
        pages=pages,
        fate_words=FATE_WORDS,
        trouble_words=TROUBLE_WORDS,
    ), form.status

"""The organiser's pages of planning rounds and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.events.kinds import DEFAULTS
from eventapp.programme.forms import FrameForm, RoundForm, TableForm
from eventapp.programme.models import Round
from eventapp.programme.queries import (
    count_notes_at_tables,
    placeable_proposals,
    round_of,
    rounds_of,
    table_of,
)
from eventapp.programme.services import plan as services
from eventapp.programme.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button, Form

_ROUND = "/organise/<slug:slug>/programme/<int(max=9999):round_number>"
_TABLE = f"{_ROUND}/<int(max=9999):table_number>"
USUAL_MINUTES, USUAL_PAUSE = 75, 15
TWO_COFFEES = timedelta(hours=1)  # People arrive and say good morning before the first round.


@bp.route("/organise/<slug:slug>/programme", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def edit(slug: str) -> ResponseReturnValue:
    """Show the rounds and tables there are, and make several in one go."""
    event = current_event()
    rounds = rounds_of(db.session(), event.id)
    form = FrameForm(
        rounds=DEFAULTS[event.kind].rounds,
        tables=DEFAULTS[event.kind].tables,
        starts=(event.starts_at + TWO_COFFEES).astimezone(event.zone).time(),
        minutes=USUAL_MINUTES,
        pause=USUAL_PAUSE,
    )
    if form.validate_on_submit() and _done(
        form,
        lambda: services.make_frame(
            event_id=event.id,
            frame=form.frame(event.starts_here.date(), event.zone),
            latest=_known_latest(form),
        ),
    ):
        flash(_("The rounds are there. Give the tables their headlines."))
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template(
        "programme/edit.html",
        event=event,
        rounds=rounds,
        latest=services.latest_round(rounds),
        form=form,
        noted=count_notes_at_tables(db.session(), event.id),
    ), form.status


@bp.route("/organise/<slug:slug>/programme/add", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def add_round(slug: str) -> ResponseReturnValue:
    """Add one round."""
    event = current_event()
    rounds = rounds_of(db.session(), event.id)
    form = RoundForm(number=services.latest_round(rounds) + 1)
    if form.validate_on_submit() and _done(
        form,
        lambda: services.add_round(event_id=event.id, plan=form.plan(_day_of(rounds), event.zone)),
    ):
        flash(_("Saved."))
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template("programme/round.html", event=event, form=form, known=None), form.status


@bp.route(_ROUND, methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change_round(slug: str, round_number: int) -> ResponseReturnValue:
    """Change a round."""
    event = current_event()
    known = round_of(db.session(), event.id, round_number)
    form = RoundForm.of(known)
    if form.validate_on_submit() and _done(
        form,
        lambda: services.change_round(
            event_id=event.id,
            number=round_number,
            plan=form.plan(known.starts_here.date(), event.zone),
        ),
    ):
        flash(_("Saved."))
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template(
        "programme/round.html", event=event, form=form, known=known, button=Button()
    ), form.status


@bp.post(f"{_ROUND}/remove")
@access(EVENT_ORGANISER)
def remove_round(slug: str, round_number: int) -> ResponseReturnValue:
    """Remove a round while nothing has been noted in it."""
    if Button().validate_on_submit():
        services.remove_round(event_id=current_event().id, number=round_number, now=utc_now())
        flash(_("Removed."))
    return redirect(url_for(".edit", slug=slug), 303)


@bp.route(f"{_ROUND}/add", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def add_table(slug: str, round_number: int) -> ResponseReturnValue:
    """Add a table to a round."""
    event = current_event()
    its_round = round_of(db.session(), event.id, round_number)
    form = TableForm.numbered(
        max((table.number for table in its_round.tables), default=0) + 1,
        placeable_proposals(db.session(), event.id),
    )
    if form.validate_on_submit() and _done(
        form,
        lambda: services.add_table(
            event_id=event.id, round_number=round_number, plan=form.plan(), now=utc_now()
        ),
    ):
        flash(_("Saved."))
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template(
        "programme/table.html", event=event, its_round=its_round, form=form, known=None
    ), form.status


@bp.route(_TABLE, methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change_table(slug: str, round_number: int, table_number: int) -> ResponseReturnValue:
    """Change a table and what is talked about there."""
    event = current_event()
    known = table_of(db.session(), event.id, round_number=round_number, table_number=table_number)
    form = TableForm.of(known, placeable_proposals(db.session(), event.id))
    if form.validate_on_submit() and _done(
        form,
        lambda: services.change_table(
            event_id=event.id,
            round_number=round_number,
            table_number=table_number,
            plan=form.plan(),
            now=utc_now(),
        ),
    ):
        flash(_("Saved."))
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template(
        "programme/table.html",
        event=event,
        its_round=known.round,
        form=form,
        known=known,
        button=Button(),
    ), form.status


@bp.post(f"{_TABLE}/remove")
@access(EVENT_ORGANISER)
def remove_table(slug: str, round_number: int, table_number: int) -> ResponseReturnValue:
    """Remove a table while nothing has been noted at it."""
    if Button().validate_on_submit():
        services.remove_table(
            event_id=current_event().id,
            round_number=round_number,
            table_number=table_number,
            now=utc_now(),
        )
        flash(_("Removed."))
    return redirect(url_for(".edit", slug=slug), 303)


@bp.post(f"{_TABLE}/close")
@access(EVENT_ORGANISER)
def close_table(slug: str, round_number: int, table_number: int) -> ResponseReturnValue:
    """Let nothing more be written at a table."""
    return _switch(services.close_table, slug, round_number, table_number)


@bp.post(f"{_TABLE}/open")
@access(EVENT_ORGANISER)
def reopen_table(slug: str, round_number: int, table_number: int) -> ResponseReturnValue:
    """Let notes be written at a table again."""
    return _switch(services.reopen_table, slug, round_number, table_number)


def _switch(
    act: Callable[..., None], slug: str, round_number: int, table_number: int
) -> ResponseReturnValue:
    if Button().validate_on_submit():
        act(event_id=current_event().id, round_number=round_number, table_number=table_number)
        flash(_("Saved."))
    return redirect(
        url_for(".change_table", slug=slug, round_number=round_number, table_number=table_number),
        303,
    )


def _done(form: Form, act: Callable[[], None]) -> bool:
    """Do something, or show above the form why it could not be done."""
    try:
        act()
    except Conflict as refusal:
        form.refuse(refusal)
        return False
    return True


def _day_of(rounds: Sequence[Round]) -> date:
    """Give the day of a new round: the day of the last one, or of the gathering."""
    return rounds[-1].starts_here.date() if rounds else current_event().starts_here.date()


def _known_latest(form: FrameForm) -> int:
    """Read the last round the page knew; what nobody of ours sent fits no programme."""
    known = form.latest.data or ""
    return int(known) if known.isascii() and known.isdecimal() and len(known) < 5 else -1  # noqa: PLR2004

"""The door page on a helper's phone, what she presses there, and what she sees then."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import signed_in_account
from eventapp.checkin import services
from eventapp.checkin.enums import Answer, How, Outcome
from eventapp.checkin.errors import DoorClosed
from eventapp.checkin.forms import CodeForm, LetInForm, NameForm, ScanForm, UndoForm
from eventapp.checkin.lookup import people_by_name, person_by_code
from eventapp.checkin.policies import UNDO_WITHIN, door_is_open, is_fresh, sees_names
from eventapp.checkin.presence import fold
from eventapp.checkin.queries import (
    MOST_SHOWN,
    arrival_of_event,
    arrivals_since,
    records_of_event,
    records_of_person,
)
from eventapp.checkin.views import bp
from eventapp.checkin.views.passes import pass_at_door
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_HELPER, EVENT_ORGANISER, current_event, current_place
from eventapp.extensions import limiter
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.passes import pass_of
from eventapp.registration.queries import registration_of_event, registrations_of
from eventapp.web.access import access

# Three busy doors on the venue's one network, and far too few to try codes out.
AS_OFTEN_AS_DOORS_NEED = "120 per minute"


@bp.route("/organise/<slug:slug>/door", methods=["GET", "POST"])
@access(EVENT_HELPER)
@limiter.limit(AS_OFTEN_AS_DOORS_NEED, methods=["POST"])
def door(slug: str) -> ResponseReturnValue:
    """Take a typed code; show what this helper just did, so that she can take it back."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            answer = _take_code(slug, form)
        except Conflict as refusal:
            form.refuse(refusal)
            form.renew()
        else:
            if answer is not None:
                return answer
    return _door_page(form, NameForm(formdata=None)), form.status


@bp.post("/organise/<slug:slug>/door/find")
@access(EVENT_ORGANISER)
@limiter.limit(AS_OFTEN_AS_DOORS_NEED)
def find(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Find somebody by name: for organisers, because a door host gets no list of names.

    It is a POST, so that no name stands in an address.
    """
    form = NameForm()
    people = None
    if form.validate_on_submit():
        people = people_by_name(db.session(), current_event().id, form.name.data)
    return _door_page(CodeForm(formdata=None), form, people=people), form.status


@bp.post("/organise/<slug:slug>/door/let-in/<int:registration_id>")
@access(EVENT_HELPER)
@limiter.limit(AS_OFTEN_AS_DOORS_NEED)
def let_in(slug: str, registration_id: int) -> ResponseReturnValue:
    """Let in the person whose pass the helper has before her."""
    event, form = current_event(), LetInForm()
    person = registration_of_event(db.session(), event.id, registration_id)
    if form.validate_on_submit():
        try:
            return _let_in(slug, person, form, How(form.how.data))
        except Conflict as refusal:
            form.refuse(refusal)
            form.renew()
            person = registration_of_event(db.session(), event.id, registration_id)
    return pass_at_door(event, person, form)


@bp.get("/organise/<slug:slug>/door/arrival/<uuid:client_id>")
@access(EVENT_HELPER)
def arrival(slug: str, client_id: UUID) -> ResponseReturnValue:
    """Welcome somebody, or ask kindly when her pass was shown before.

    After five minutes the page names nobody any more.
    """
    event = current_event()
    record, person = arrival_of_event(db.session(), event.id, str(client_id))
    presence = fold(records_of_person(db.session(), event.id, person.id))
    if presence.was_undone(record.client_id):
        return redirect(url_for(".door", slug=slug), 303)
    if record.outcome is Outcome.AGAIN:
        first = presence.arrivals[person.id].happened_at
        return render_template(
            "checkin/again.html", event=event, came_at=first.astimezone(event.zone)
        )
    fresh = is_fresh(record, utc_now())
    return render_template(
        "checkin/arrival.html",
        event=event,
        name=person.chosen_name if fresh else None,
        undo=UndoForm.of(record.client_id) if fresh else None,
    )


@bp.post("/organise/<slug:slug>/door/undo")
@access(EVENT_HELPER)
@limiter.limit(AS_OFTEN_AS_DOORS_NEED)
def undo(slug: str) -> ResponseReturnValue:
    """Take back one arrival."""
    event, form = current_event(), UndoForm()
    if form.validate_on_submit():
        try:
            services.undo(
                event_id=event.id,
                undoes=form.undoes.data,
                client_id=form.number,
                by_account_id=signed_in_account().id,
                role=current_place().role,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Taken back. The pass can be shown again."))
            return redirect(url_for(".door", slug=slug), 303)
    codes, names = CodeForm(formdata=None), NameForm(formdata=None)
    return _door_page(codes, names, refused=form), form.status


@bp.get("/organise/<slug:slug>/door/again/<any(same,another,organiser):answer>")
@access(EVENT_HELPER)
def advice(slug: str, answer: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read it.
    """Say what to do when a pass was shown before. Nothing is written."""
    return render_template("checkin/advice.html", event=current_event(), answer=Answer(answer))


@bp.get("/organise/<slug:slug>/door/inside")
@access(EVENT_ORGANISER)
def inside(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List who is inside, for an evacuation: by name, to be read aloud or printed."""
    event = current_event()
    arrivals = fold(records_of_event(db.session(), event.id)).arrivals
    people = [
        (person, arrivals[person.id], UndoForm.of(arrivals[person.id].client_id))
        for person in registrations_of(db.session(), event.id)
        if person.id in arrivals
    ]
    return render_template("checkin/inside.html", event=event, people=people)


def _take_code(slug: str, form: CodeForm) -> ResponseReturnValue | None:
    """Let in whose code it is. None when nobody has it: then the form says so.

    Somebody who waits, has cancelled or is in already comes on a page of her own, where the
    helper decides. Raises DoorClosed and PageUsedBefore.
    """
    event = current_event()
    if not door_is_open(event, utc_now()):
        raise DoorClosed
    person = person_by_code(db.session(), event.id, form.read)
    if person is None:
        services.note_unknown(event_id=event.id, scan=_scan(form, How.CODE), now=utc_now())
        form.code.errors = [
            _(
                "Nobody here today has this code. Look once more, or ask an organiser to find the name."
            )
        ]
        form.renew()
        return None
    if person.status is RegistrationStatus.CONFIRMED:
        return _let_in(slug, person, form, How.CODE)
    token = pass_of(person).token
    return redirect(url_for(".show_pass", token=token, by=How.CODE.value), 303)


def _let_in(slug: str, person: Registration, form: ScanForm, how: How) -> ResponseReturnValue:
    services.let_in(
        event_id=person.event_id, registration_id=person.id, scan=_scan(form, how), now=utc_now()
    )
    return redirect(url_for(".arrival", slug=slug, client_id=form.number), 303)


def _scan(form: ScanForm, how: How) -> services.Scan:
    return services.Scan(
        client_id=form.number, how=how, happened_at=utc_now(), by_account_id=signed_in_account().id
    )


def _door_page(
    form: CodeForm,
    search: NameForm,
    *,
    people: Sequence[Registration] | None = None,
    refused: UndoForm | None = None,
) -> str:
    event, place, now = current_event(), current_place(), utc_now()
    names = sees_names(place.role)
    last = arrivals_since(
        db.session(),
        event.id,
        now - UNDO_WITHIN,
        by_account_id=None if names else signed_in_account().id,
    )
    return render_template(
        "checkin/door.html",
        event=event,
        form=form,
        search=search,
        refused=refused,
        is_open=door_is_open(event, now),
        sees_names=names,
        people=None if people is None else [(one, pass_of(one).token) for one in people],
        most_shown=MOST_SHOWN,
        last=[(record, person, UndoForm.of(record.client_id)) for record, person in last],
        inside=len(fold(records_of_event(db.session(), event.id)).arrivals) if names else None,
    )

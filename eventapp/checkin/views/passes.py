"""The address in a pass. For everybody it says one sentence; for a helper it is the door."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.access import current_account
from eventapp.checkin.enums import How
from eventapp.checkin.forms import LetInForm
from eventapp.checkin.lookup import TOKEN_LENGTH, is_token, person_by_token
from eventapp.checkin.presence import fold
from eventapp.checkin.queries import records_of_person
from eventapp.checkin.views import bp
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.events.queries import events_around
from eventapp.registration.models import Registration
from eventapp.registration.queries import count_places_taken
from eventapp.web.access import EVERYBODY, access


@bp.get(f"/t/<string(length={TOKEN_LENGTH}):token>")
@access(EVERYBODY)
def show_pass_in_capitals(token: str) -> ResponseReturnValue:
    """Lead on from an address that something has written in small letters."""
    return redirect(url_for(".show_pass", token=token.upper()), 308)


@bp.get(f"/T/<string(length={TOKEN_LENGTH}):token>")
@access(EVERYBODY)
def show_pass(token: str) -> ResponseReturnValue:
    """Say that this is a pass, the same for every token, and never whose.

    To somebody who is at the door of a gathering today, say who it is and offer to let her
    in. Looking changes nothing: a camera, a mail scanner and a preview look too.
    """
    if token != token.upper():
        return redirect(url_for(".show_pass", token=token.upper()), 308)
    if not is_token(token):
        raise NotFound
    account = current_account()
    doors = events_around(db.session(), account.id, utc_now()) if account is not None else ()
    if not doors:
        return render_template("checkin/show_pass.html")
    found = person_by_token(db.session(), doors, token)
    if found is None:
        return render_template("checkin/pass_unknown.html", doors=doors)
    return pass_at_door(*found, LetInForm(how=_how_found()))


def pass_at_door(event: Event, person: Registration, form: LetInForm) -> ResponseReturnValue:
    """Say who stands at the door, and offer to let her in; or say that she is in already."""
    presence = fold(records_of_person(db.session(), event.id, person.id))
    if presence.is_inside(person.id):
        first = presence.arrivals[person.id]
        return render_template(
            "checkin/again.html", event=event, came_at=first.happened_at.astimezone(event.zone)
        )
    return render_template(
        "checkin/pass_at_door.html",
        event=event,
        person=person,
        form=form,
        has_room=count_places_taken(db.session(), event.id) < event.places,
    ), form.status


def _how_found() -> str:
    """Read how the helper came here: by the camera, unless the door page says otherwise."""
    wish = request.args.get("by", "")
    return wish if wish in {How.CODE.value, How.NAME.value} else How.SCAN.value

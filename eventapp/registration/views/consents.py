"""What a person says yes to, one thing at a time, and how many do."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.consents import services
from eventapp.consents.enums import ASKED_OF_PEERS, ConsentPurpose
from eventapp.consents.forms import YesForm
from eventapp.consents.queries import in_force
from eventapp.consents.receipts import in_groups, receipt_of_registration
from eventapp.consents.services import TextKey
from eventapp.consents.words import PURPOSE_WORDS
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.consent_counts import count_yes
from eventapp.registration.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button, Form
from eventapp.web.language import current_language

_ASKED = "<any(read_through, photo, next_gathering):purpose>"


def _page(form: Form) -> ResponseReturnValue:
    registration = own_registration()
    now, session = utc_now(), db.session()
    organisation_id = registration.event.organisation_id
    return render_template(
        "registration/consents.html",
        form=form,
        event=registration.event,
        words=PURPOSE_WORDS,
        given=in_force(session, registration.id),
        texts={
            purpose: services.text_to_show(
                session, TextKey(organisation_id, purpose, current_language()), now=now
            )
            for purpose in ASKED_OF_PEERS
        },
        receipt=in_groups(receipt_of_registration(registration.id)),
    ), form.status


@bp.get("/m/consents")
@access(OWN_PAGE)
def consents() -> ResponseReturnValue:
    """Show what can be said yes to, in its exact words, and what has been."""
    return _page(YesForm())


@bp.post(f"/m/consents/{_ASKED}/yes")
@access(OWN_PAGE)
def say_yes(purpose: str) -> ResponseReturnValue:
    """Note a yes to the words that stood on the page."""
    registration = own_registration()
    form = YesForm()
    if form.validate_on_submit():
        event = registration.event
        try:
            services.give(
                registration_id=registration.id,
                key=TextKey(event.organisation_id, ConsentPurpose(purpose), current_language()),
                shown=form.shown.data,
                gathering_ends_at=event.ends_at,
                now=utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("Noted. You can take it back here at any time."))
            return redirect(url_for(".consents"), 303)
    return _page(form)


@bp.post(f"/m/consents/{_ASKED}/no")
@access(OWN_PAGE)
def take_back(purpose: str) -> ResponseReturnValue:
    """Take a yes back."""
    registration = own_registration()
    form = Button()
    if form.validate_on_submit():
        services.withdraw(
            registration_id=registration.id, purpose=ConsentPurpose(purpose), now=utc_now()
        )
        flash(_("Taken back."))
        return redirect(url_for(".consents"), 303)
    return _page(form)


@bp.get("/organise/<slug:slug>/consents")
@access(EVENT_ORGANISER)
def consent_counts(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read it.
    """Say how many say yes to what: counts, and never who."""
    event = current_event()
    return render_template(
        "registration/consent_counts.html",
        event=event,
        counts=count_yes(db.session(), event.id),
        words=PURPOSE_WORDS,
    )

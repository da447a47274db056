"""A message to many: written, looked at, tried, sent off, followed, and stopped."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import signed_in_account
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.people import audience
from eventapp.people.enums import Progress
from eventapp.people.forms import MessageForm, ReaderForm
from eventapp.people.messages import Wording, message_letter, words_in_braces
from eventapp.people.models import MessageToMany
from eventapp.people.services import mailings
from eventapp.people.views import bp
from eventapp.web.access import access
from eventapp.web.forms import Button


@bp.get("/organise/<slug:slug>/messages")
@access(EVENT_ORGANISER)
def messages(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List what has been written to people."""
    event = current_event()
    return render_template(
        "people/messages.html", event=event, mailings=audience.mailings_of(db.session(), event.id)
    )


@bp.route("/organise/<slug:slug>/messages/new", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def new_message(slug: str) -> ResponseReturnValue:
    """Write a message; nothing leaves before it has been looked at."""
    event = current_event()
    form = MessageForm(language=event.language)
    if form.validate_on_submit():
        mailing_id = mailings.write_message(
            event_id=event.id,
            account_id=signed_in_account().id,
            message=form.message(),
            once=form.sent_from,
            now=utc_now(),
        )
        return redirect(url_for(".message", slug=slug, mailing_id=mailing_id), 303)
    return _form_page(form), form.status


@bp.route("/organise/<slug:slug>/messages/<int:mailing_id>/change", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def change_message(slug: str, mailing_id: int) -> ResponseReturnValue:
    """Change a draft."""
    mailing = audience.mailing_of_event(db.session(), current_event().id, mailing_id)
    form = MessageForm.of(mailing)
    if form.validate_on_submit():
        try:
            mailings.change_message(mailing_id=mailing_id, message=form.message())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".message", slug=slug, mailing_id=mailing_id), 303)
    return _form_page(form, mailing_id), form.status


def _form_page(form: MessageForm, mailing_id: int | None = None) -> str:
    event = current_event()
    return render_template(
        "people/write_message.html",
        event=event,
        form=form,
        mailing_id=mailing_id,
        braces={language: words_in_braces(language) for language in ("da", "en")},
    )


@bp.route("/organise/<slug:slug>/messages/<int:mailing_id>", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def message(slug: str, mailing_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show a draft as one person would get it, or how far a message has come.

    As whom is sent by POST and answered at once, so that no name stands in an address.
    """
    mailing = audience.mailing_of_event(db.session(), current_event().id, mailing_id)
    if mailing.progress is not Progress.DRAFT:
        return render_template(
            "people/message_under_way.html",
            event=current_event(),
            mailing=mailing,
            tally=audience.tally_of(db.session(), mailing_id),
            stop=Button(),
        )
    return _draft_page(mailing)


def _draft_page(mailing: MessageToMany, refusal: Conflict | None = None) -> ResponseReturnValue:
    event = current_event()
    form, button = ReaderForm(), Button()
    asked_for = form.name.data or "" if form.validate_on_submit() else ""
    reader = audience.reader_of(db.session(), mailing, name=asked_for)
    if reader is None and asked_for:
        form.name.errors = [_("Nobody this message is for has that in their name.")]
        reader = audience.reader_of(db.session(), mailing)
    if refusal is not None:
        form.refuse(refusal)
    named = (event.title.casefold(), event.organisation.name.casefold())
    return render_template(
        "people/message.html",
        event=event,
        mailing=mailing,
        reach=audience.reach_of(db.session(), mailing),
        reader=reader,
        letter=reader and message_letter(reader, Wording.of(mailing), secret=None),
        names_us=any(name in mailing.text.casefold() for name in named),
        form=form,
        button=button,
        account=signed_in_account(),
    ), form.status


@bp.post("/organise/<slug:slug>/messages/<int:mailing_id>/try/<int:registration_id>")
@access(EVENT_ORGANISER)
def try_message(slug: str, mailing_id: int, registration_id: int) -> ResponseReturnValue:
    """Mail the organiser a draft as one person would get it. Raises NotFound for a stranger."""
    if Button().validate_on_submit():
        mailings.try_message(
            event_id=current_event().id,
            mailing_id=mailing_id,
            as_reader=registration_id,
            account_id=signed_in_account().id,
            now=utc_now(),
        )
        flash(_("A test is on its way to you."))
    return redirect(url_for(".message", slug=slug, mailing_id=mailing_id), 303)


@bp.post("/organise/<slug:slug>/messages/<int:mailing_id>/send")
@access(EVENT_ORGANISER)
def send_message(slug: str, mailing_id: int) -> ResponseReturnValue:
    """Send a message off. Pressed twice it leaves once."""
    mailing = audience.mailing_of_event(db.session(), current_event().id, mailing_id)
    if Button().validate_on_submit():
        try:
            mailings.start_message(
                mailing_id=mailing_id, account_id=signed_in_account().id, now=utc_now()
            )
        except Conflict as refusal:
            return _draft_page(mailing, refusal)
    return redirect(url_for(".message", slug=slug, mailing_id=mailing_id), 303)


@bp.post("/organise/<slug:slug>/messages/<int:mailing_id>/stop")
@access(EVENT_ORGANISER)
def stop_message(slug: str, mailing_id: int) -> ResponseReturnValue:
    """Stop a message. What has left has left."""
    audience.mailing_of_event(db.session(), current_event().id, mailing_id)
    if Button().validate_on_submit():
        mailings.stop_message(mailing_id=mailing_id, now=utc_now())
    return redirect(url_for(".message", slug=slug, mailing_id=mailing_id), 303)

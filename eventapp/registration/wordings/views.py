"""Pages where organisers read what the mails say, word them, and send some themselves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.access import ORGANISER, current_member
from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict, NotFound
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.registration.mailings.queries import count_concerned, mailings_of
from eventapp.registration.mailings.services import send_practical
from eventapp.registration.wordings.defaults import KIND_WORDS
from eventapp.registration.wordings.enums import DISCREET_ONLY, FORMS, LetterKind
from eventapp.registration.wordings.forms import WordingForm
from eventapp.registration.wordings.lexicon import telling_words
from eventapp.registration.wordings.queries import (
    own_wording,
    own_wordings_of,
    words_of_organisation,
)
from eventapp.registration.wordings.samples import both_forms, event_to_show, sample_of
from eventapp.registration.wordings.services import (
    Which,
    WordsTell,
    back_to_our_words,
    word_letter,
)
from eventapp.web.access import access
from eventapp.web.forms import Button
from eventapp.web.language import LANGUAGES, current_language

bp = Blueprint("letters", __name__, url_prefix="/organise")

_WHICH = (
    f"/letters/<any({', '.join(LetterKind)}):kind>"
    f"/<any({', '.join(LANGUAGES)}):language>/<any({', '.join(FORMS)}):look>"
)


@bp.get("/letters")
@access(ORGANISER)
def all_kinds() -> ResponseReturnValue:
    """List the kinds of mails, and which of them the association has worded itself."""
    organisation = current_member().organisation
    told = words_of_organisation(db.session(), organisation)
    own = own_wordings_of(db.session(), organisation.id)
    return render_template(
        "registration/letters.html",
        kinds=KIND_WORDS,
        worded={one.kind for one in own},
        # A gathering may have got a telling title after the mail was worded.
        telling={
            one.kind: words
            for one in own
            if one.is_discreet and (words := telling_words(one.text, own=told))
        },
        in_language=current_language(),
    )


@bp.route(_WHICH, methods=["GET", "POST"])
@access(ORGANISER)
def letter(kind: str, language: str, look: str) -> ResponseReturnValue:
    """Show what a mail says and how it looks, and let the association word it."""
    organisation = current_member().organisation
    which = _which(kind, language, look)
    own = own_wording(
        db.session(), organisation.id, which.kind, language=language, is_discreet=which.is_discreet
    )
    form = WordingForm.of(which, own)
    if form.validate_on_submit():
        try:
            if "show" not in request.form:
                return _saved(organisation, which, form)
            _look_for_telling_words(organisation, which, form)
        except Conflict as refusal:
            form.refuse(refusal)
    now = utc_now()
    event = event_to_show(db.session(), organisation, language=language, now=now)
    return render_template(
        "registration/letter.html",
        which=which,
        look=look,
        looks=["discreet"] if which.kind in DISCREET_ONLY else FORMS,
        words=KIND_WORDS[which.kind],
        form=form,
        is_own=own is not None,
        sample=sample_of(which, event, now=now, wording=form.wording()),
        press=Button(),
    ), form.status


@bp.post(f"{_WHICH}/reset")
@access(ORGANISER)
def reset(kind: str, language: str, look: str) -> ResponseReturnValue:
    """Go back to our words."""
    which = _which(kind, language, look)
    if Button().validate_on_submit():
        back_to_our_words(organisation_id=current_member().organisation_id, which=which)
        flash(_("The mail says our words again."))
    return redirect(url_for(".letter", kind=kind, language=language, look=look), 303)


@bp.get("/<slug:slug>/letters")
@access(EVENT_ORGANISER)
def of_gathering(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show which mails go to many, when, and how far each has come."""
    event = current_event()
    return render_template(
        "registration/letters_of_gathering.html",
        event=event,
        mailings=mailings_of(db.session(), event.id),
        words=KIND_WORDS,
    )


@bp.route("/<slug:slug>/letters/practical", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def practical(slug: str) -> ResponseReturnValue:
    """Show what is good to know as one reader gets it, and send it to everybody with a seat."""
    event, now = current_event(), utc_now()
    form = Button()
    if form.validate_on_submit():
        try:
            send_practical(event_id=event.id, now=now)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("The mails are being written. This page shows how far they have come."))
            return redirect(url_for(".of_gathering", slug=slug), 303)
    kind = LetterKind.PRACTICAL
    begun = [one for one in mailings_of(db.session(), event.id) if one.mailing.kind is kind]
    return render_template(
        "registration/send_letter.html",
        event=event,
        form=form,
        words=KIND_WORDS[kind],
        samples=both_forms(kind, event, now=now),
        recipients=count_concerned(db.session(), event.id, kind, now),
        begun=begun[0] if begun else None,
        nobody=_("There is nobody to send it to yet."),
        edit=url_for(".letter", kind=kind.value, language=event.language, look="discreet"),
    ), form.status


def _which(kind: str, language: str, look: str) -> Which:
    which = Which(LetterKind(kind), language, is_discreet=look == "discreet")
    if which.kind in DISCREET_ONLY and not which.is_discreet:
        raise NotFound
    return which


def _saved(organisation: Organisation, which: Which, form: WordingForm) -> ResponseReturnValue:
    wording = form.wording()
    word_letter(
        organisation_id=organisation.id, which=which, subject=wording.subject, text=wording.text
    )
    flash(_("Saved. From now on the mail says this."))
    return redirect(url_for(".all_kinds"), 303)


def _look_for_telling_words(organisation: Organisation, which: Which, form: WordingForm) -> None:
    if not which.is_discreet:
        return
    told = words_of_organisation(db.session(), organisation)
    if words := telling_words(form.wording().text, own=told):
        raise WordsTell(list(words))

"""Thanking everybody who came, with the link to what was said."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.outcomes.errors import NothingToReadYet
from eventapp.outcomes.queries import has_published_write_up
from eventapp.outcomes.views import bp
from eventapp.registration.mailings.queries import count_concerned, mailings_of
from eventapp.registration.mailings.services import send_thanks
from eventapp.registration.wordings.defaults import KIND_WORDS
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.samples import both_forms
from eventapp.web.access import access
from eventapp.web.forms import Button


@bp.route("/organise/<slug:slug>/writeup/thanks", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def thanks(slug: str) -> ResponseReturnValue:
    """Show the thank-you as one reader gets it, and send it to everybody who came."""
    event, now, kind = current_event(), utc_now(), LetterKind.THANKS
    form = Button()
    can_be_read = has_published_write_up(db.session(), event.id)
    if form.validate_on_submit():
        try:
            if not can_be_read:
                raise NothingToReadYet
            send_thanks(event_id=event.id, now=now)
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(_("The mails are being written. This page shows how far they have come."))
            return redirect(url_for("letters.of_gathering", slug=slug), 303)
    begun = [one for one in mailings_of(db.session(), event.id) if one.mailing.kind is kind]
    return render_template(
        "registration/send_letter.html",
        event=event,
        form=form,
        words=KIND_WORDS[kind],
        samples=both_forms(kind, event, now=now),
        recipients=count_concerned(db.session(), event.id, kind, now) if can_be_read else 0,
        begun=begun[0] if begun else None,
        nobody=_("There is nobody to send it to yet.")
        if can_be_read
        else _("First publish the write-up. Then you can send this."),
        edit=url_for("letters.letter", kind=kind.value, language=event.language, look="discreet"),
    ), form.status

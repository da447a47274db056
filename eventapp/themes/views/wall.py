"""What everybody can read: the proposals, and the open log."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.enums import Action
from eventapp.events.queries import published_event
from eventapp.themes.access import read_registration_at
from eventapp.themes.enums import EnteredBy, ProposalStatus
from eventapp.themes.order import order_of_the_day
from eventapp.themes.policies import answers_are_closed, has_a_voice
from eventapp.themes.queries import answered_count, log_of, proposals_of, support_totals
from eventapp.themes.services.proposing import today_at
from eventapp.themes.views import bp
from eventapp.themes.wording import REASON_WORDS, ROLE_WORDS
from eventapp.web.access import EVERYBODY, access

# Open ones first, then what became of the others. A withdrawn one has no words left to show.
_SHOWN = {
    status: place
    for place, status in enumerate(
        (ProposalStatus.OPEN, ProposalStatus.PLACED, ProposalStatus.PARKED, ProposalStatus.PAUSED)
    )
}


@bp.get("/e/<slug:slug>/themes")
@access(EVERYBODY)
def wall(slug: str) -> ResponseReturnValue:
    """Show what has been proposed, in an order that ranks nobody."""
    event = published_event(db.session(), slug)
    now = utc_now()
    today = today_at(event, now)
    shown = sorted(
        (one for one in proposals_of(db.session(), event.id) if one.status in _SHOWN),
        key=lambda one: (_SHOWN[one.status], order_of_the_day(one.id, today)),
    )
    registration = read_registration_at(slug)
    may_count = answers_are_closed(event, now)
    return render_template(
        "themes/wall.html",
        event=event,
        proposals=shown,
        reasons=dict(REASON_WORDS),
        by_host=EnteredBy.HOST,
        is_known=registration is not None and has_a_voice(registration.status),
        takes_registrations=event.allows(Action.REGISTER, now),
        takes_proposals=event.allows(Action.PROPOSE, now),
        takes_answers=event.allows(Action.SUPPORT, now),
        totals=support_totals(db.session(), event.id, now=now) if may_count else {},
        answered=answered_count(db.session(), event.id, now=now) if may_count else 0,
    )


@bp.get("/e/<slug:slug>/log")
@access(EVERYBODY)
def open_log(slug: str) -> ResponseReturnValue:
    """Show who did what and why, the newest first."""
    event = published_event(db.session(), slug)
    entries = log_of(db.session(), event.id)
    # A line is in the language of the gathering, so the role that begins it is too.
    with force_locale(event.language):
        roles = {role: str(words) for role, words in ROLE_WORDS.items()}
    return render_template(
        "themes/open_log.html",
        event=event,
        entries=entries,
        by_id={entry.id: entry for entry in entries},
        roles=roles,
    )

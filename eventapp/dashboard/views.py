"""Pages that show several areas at once."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from eventapp.accounts.access import HELPER, current_member, signed_in_account
from eventapp.accounts.queries import organisation_by_slug
from eventapp.clock import utc_now
from eventapp.dashboard.queries import progress_of
from eventapp.dashboard.steps import steps_of
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.access import EVENT_HELPER, current_event, current_place
from eventapp.events.activity_queries import count_waiting
from eventapp.events.enums import Action, Entry
from eventapp.events.models import Event
from eventapp.events.queries import (
    all_series_for_account,
    events_for_account,
    next_of_each_series,
    public_events,
    public_events_of,
    published_event,
)
from eventapp.outcomes.queries import has_published_write_up, published_write_ups
from eventapp.programme.queries import count_tables
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.policies import takes_sign_ups
from eventapp.registration.queries import count_by_status, places_word
from eventapp.web.access import EVERYBODY, access
from eventapp.web.forms import Button
from eventapp.web.kept_pages import kept_page
from eventapp.web.security_headers import allow_search_engines

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@access(EVERYBODY)
def front() -> ResponseReturnValue:
    """List the gatherings everybody may see."""
    now = utc_now()
    events = public_events(db.session())
    allow_search_engines()
    return render_template(
        "dashboard/front.html",
        coming=next_of_each_series([one for one in reversed(events) if one.ends_at > now], now),
        held=[event for event in events if event.ends_at <= now],
    )


@bp.get("/o/<slug:organisation>")
@access(EVERYBODY)
def organisation(organisation: str) -> ResponseReturnValue:
    """List what one association holds and has held, and how to follow it."""
    held_by = organisation_by_slug(db.session(), organisation)
    now = utc_now()
    events = public_events_of(db.session(), held_by.id)
    allow_search_engines()
    return render_template(
        "dashboard/organisation.html",
        organisation=held_by,
        coming=next_of_each_series([one for one in reversed(events) if one.ends_at > now], now),
        held=[event for event in events if event.ends_at <= now],
        written_up=published_write_ups(db.session(), [event.id for event in events]),
    )


@bp.get("/e/<slug:slug>")
@access(EVERYBODY)
def public_page(slug: str) -> ResponseReturnValue:
    """Show what a gathering is, when, where, and how the day goes."""
    now = utc_now()
    return kept_page(f"public page of {slug}", lambda: _public_page(slug, now), now=now)


@bp.get("/m/day")
@access(OWN_PAGE)
def own_day() -> ResponseReturnValue:
    """Show the day to somebody who takes part: all of it, also when strangers see less."""
    event = own_registration().event
    if not event.is_public:
        raise NotFound
    return _day(event, utc_now(), shows_all=True)


def _public_page(slug: str, now: datetime) -> str:
    event = published_event(db.session(), slug)
    if event.is_named_openly:
        allow_search_engines()
    return _day(event, now, shows_all=event.entry is not Entry.INVITED)


def _day(event: Event, now: datetime, *, shows_all: bool) -> str:
    return render_template(
        "dashboard/public_page.html",
        event=event,
        shows_all=shows_all,
        takes_registrations=takes_sign_ups(event, now),
        takes_proposals=event.allows(Action.PROPOSE, now),
        is_over=now >= event.ends_at,
        places=places_word(db.session(), event, now=now),
        has_write_up=has_published_write_up(db.session(), event.id),
        has_programme=count_tables(db.session(), event.id) > 0,
    )


@bp.get("/organise/")
@access(HELPER)
def home() -> ResponseReturnValue:
    """List the gatherings of the person who is signed in."""
    return render_template(
        "dashboard/home.html",
        member=current_member(),
        events=next_of_each_series(
            events_for_account(db.session(), signed_in_account().id), utc_now()
        ),
        all_series=all_series_for_account(db.session(), signed_in_account().id),
        waiting=count_waiting(db.session(), current_member().organisation_id),
        sign_out=Button(),
    )


@bp.get("/organise/<slug:slug>")
@access(EVENT_HELPER)
def event(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """Show the day as a line of steps, and what is next."""
    gathering = current_event()
    return render_template(
        "dashboard/event.html",
        event=gathering,
        place_here=current_place(),
        counts=count_by_status(db.session(), gathering.id),
        steps=steps_of(gathering, progress_of(db.session(), gathering.id), now=utc_now()),
    )

"""What an association holds, as a calendar to subscribe to and as a feed.

Both are for everybody, so they name gatherings openly, and only those that may be named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.accounts.models import Organisation
from eventapp.accounts.queries import organisation_by_slug
from eventapp.db import db
from eventapp.events.calendars import (
    Announcement,
    Appointment,
    calendar_file,
    feed_file,
    uid_of,
)
from eventapp.events.models import Event
from eventapp.events.queries import latest_change, public_events_of
from eventapp.events.views import bp
from eventapp.web.access import EVERYBODY, access
from eventapp.web.addresses import public_address
from eventapp.web.security_headers import allow_keeping, allow_search_engines
from eventapp.web.template_helpers import day_and_place, day_and_time

NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@bp.get("/o/<slug:organisation>/calendar.ics")
@access(EVERYBODY)
def calendar(organisation: str) -> ResponseReturnValue:
    """Give what an association holds as a calendar."""
    held_by = organisation_by_slug(db.session(), organisation)
    events = public_events_of(db.session(), held_by.id)
    content = calendar_file(
        [appointment_of(event) for event in events],
        name=held_by.name,
        address=public_address("events.calendar", organisation=organisation),
    )
    return _kept(content, "text/calendar; charset=utf-8", _changed_at(held_by))


@bp.get("/o/<slug:organisation>/feed.xml")
@access(EVERYBODY)
def feed(organisation: str) -> ResponseReturnValue:
    """Give what an association announces as a feed."""
    held_by = organisation_by_slug(db.session(), organisation)
    events = public_events_of(db.session(), held_by.id)
    changed = _changed_at(held_by)
    content = feed_file(
        _announcements(events),
        title=held_by.name,
        page=public_address("dashboard.organisation", organisation=organisation),
        address=public_address("events.feed", organisation=organisation),
        # A feed must say when it changed (RFC 4287, 4.1.1), one that was always empty too.
        changed=changed or NEVER,
    )
    return _kept(content, "application/atom+xml; charset=utf-8", changed)


def appointment_of(event: Event) -> Appointment:
    """Give a gathering as everybody may read it in a calendar."""
    address = public_address("dashboard.public_page", slug=event.slug)
    where = (event.venue_name, event.venue_address, event.venue_town)
    return Appointment(
        uid=uid_of(address),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        summary=event.title,
        description=event.headline_theme,
        location=", ".join(filter(None, where)),
        url=address,
        status="CANCELLED" if event.is_cancelled else "CONFIRMED",
        changed_at=event.changed_at,
        revision=event.revision,
    )


def _announcements(events: Sequence[Event]) -> list[Announcement]:
    return [
        Announcement(
            title=event.title,
            text="\n".join(
                filter(
                    None,
                    (
                        _("The gathering will not be held.") if event.is_cancelled else "",
                        day_and_time(event),
                        day_and_place(event),
                        event.headline_theme,
                        event.introduction,
                    ),
                )
            ),
            link=public_address("dashboard.public_page", slug=event.slug),
            changed_at=event.changed_at,
        )
        for event in events
    ]


def _changed_at(held_by: Organisation) -> datetime | None:
    return latest_change(db.session(), held_by.id)


def _kept(content: bytes, kind: str, changed_at: datetime | None) -> Response:
    """Answer, or say that nothing is new since the caller asked last."""
    allow_search_engines()
    allow_keeping()
    response = Response(content, content_type=kind)
    # A few words in it are in the reader's language.
    response.vary.update(("Accept-Language", "Cookie"))
    response.add_etag()
    response.last_modified = changed_at
    response.make_conditional(request)
    return response

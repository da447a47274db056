"""The organiser's list of who comes."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventapp.db import db
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.people.enums import Sort
from eventapp.people.forms import NarrowingForm, SearchForm
from eventapp.people.queries import list_page
from eventapp.people.views import bp
from eventapp.people.words import ROLE_IN_LISTS
from eventapp.registration.queries import count_by_status
from eventapp.web.access import access

LAST_PAGE = 9999


@bp.route("/organise/<slug:slug>/people", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def people(slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- The rule has read the gathering.
    """List who comes, by chosen name; addresses are not shown.

    What narrows the list stands in the address, for it names nobody, and can be kept as a
    bookmark. A name that is looked for is sent by POST and answered at once: so it stands in
    no address, no history and no log of a proxy. Nothing is changed by it.
    """
    event = current_event()
    asked, search = NarrowingForm.asked(), SearchForm()
    looked_for = search.search.data or "" if search.validate_on_submit() else ""
    narrowing = asked.narrowing()
    return render_template(
        "people/people.html",
        event=event,
        asked=asked,
        chosen=asked.in_address(),
        is_narrowed=narrowing.is_any,
        search=search,
        looked_for=looked_for,
        page=list_page(
            db.session(),
            event.id,
            narrowing=narrowing,
            sort=Sort(asked.sort.data),
            search=looked_for,
            number=_page_number(),
        ),
        counts=count_by_status(db.session(), event.id),
        role_words=ROLE_IN_LISTS,
    ), search.status


def _page_number() -> int:
    """Read which page of the list is asked for: in the address, or with a name that is sought."""
    return min(request.values.get("page", 1, type=int), LAST_PAGE)

"""The write-up as everybody reads it: a page, a PDF, data."""

from __future__ import annotations

from flask import Response, jsonify, render_template, send_file
from flask.typing import ResponseReturnValue

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.queries import published_event
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.data_edition import edition_json
from eventapp.outcomes.enums import PrintingState
from eventapp.outcomes.queries import latest_printing, published_write_up
from eventapp.outcomes.storage import pdf_path
from eventapp.outcomes.views import bp
from eventapp.outcomes.views.page import write_up_page
from eventapp.web.access import EVERYBODY, access
from eventapp.web.security_headers import allow_search_engines


@bp.get("/e/<slug:slug>/writeup")
@access(EVERYBODY)
def write_up(slug: str) -> ResponseReturnValue:
    """Show what the peers said, each sentence with what stands behind it."""
    event = published_event(db.session(), slug)
    edition = edition_of(db.session(), published_write_up(db.session(), event.id), now=utc_now())
    allow_search_engines()
    return write_up_page(event, edition, is_draft=False)


@bp.get("/e/<slug:slug>/writeup.pdf")
@access(EVERYBODY)
def write_up_document(slug: str) -> ResponseReturnValue:
    """Give the PDF, or say how far it has come: the page asks again by itself."""
    event = published_event(db.session(), slug)
    found = published_write_up(db.session(), event.id)
    ready = latest_printing(db.session(), found.id, state=PrintingState.READY)
    if ready is None:
        response = Response(
            render_template(
                "outcomes/being_printed.html",
                event=event,
                printing=latest_printing(db.session(), found.id),
            ),
            status=202,
        )
        response.headers["Retry-After"] = "3"
        return response
    allow_search_engines()
    return send_file(
        pdf_path(event.id, ready.id),
        mimetype="application/pdf",
        download_name=f"{event.slug}.pdf",
        conditional=True,
    )


@bp.get("/e/<slug:slug>/writeup.json")
@access(EVERYBODY)
def write_up_data(slug: str) -> ResponseReturnValue:
    """Give the write-up as data."""
    event = published_event(db.session(), slug)
    edition = edition_of(db.session(), published_write_up(db.session(), event.id), now=utc_now())
    allow_search_engines()
    return jsonify(edition_json(edition))

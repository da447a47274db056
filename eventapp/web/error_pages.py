"""Pages for what went wrong, in plain words: what happened, that nothing is lost, what to do."""

from __future__ import annotations

import structlog
from flask import Flask, Response, make_response, render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from eventapp.db import db
from eventapp.errors import DomainError
from eventapp.web.refusals import sentence_of

log = structlog.get_logger()

# Status → heading and the sentence under it.
WORDS = {
    400: (_l("That could not be read"), _l("Go back, load the page again and send it once more.")),
    403: (_l("This page is not open to you"), _l("Ask the person who invited you for a new link.")),
    404: (
        _l("There is no page here"),
        _l("Perhaps the link was cut in two. Try to copy all of it."),
    ),
    405: (_l("This page cannot do that"), _l("Go back and try from there.")),
    409: (_l("That is not possible right now"), _l("Nothing was changed.")),
    410: (_l("This link has run out"), _l("Ask for a new one. It takes a minute.")),
    413: (
        _l("That was too much at once"),
        _l("Nothing was saved. Go back: what you wrote is still on your page."),
    ),
    429: (_l("That was many times in a short while"), _l("Wait a few minutes and try again.")),
    500: (_l("Something broke on our side"), _l("It is not your fault. Try again in a moment.")),
    503: (_l("We are away for a moment"), _l("Nothing is lost. Try again in a minute.")),
}


def init_app(app: Flask) -> None:
    """Show a page of ours for every error there is."""
    app.register_error_handler(DomainError, _show_refusal)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(OperationalError, _show_database_away)
    app.register_error_handler(Exception, _show_broken)


def _page(status: int, sentence: object = None) -> Response:
    heading, advice = WORDS.get(status, WORDS[500 if status >= 500 else 400])  # noqa: PLR2004
    body = render_template(
        "errors/error.html", heading=heading, sentence=sentence, advice=advice, status=status
    )
    return make_response(body, status)


def _show_refusal(refusal: DomainError) -> Response:
    return _page(refusal.status, None if refusal.status == 404 else sentence_of(refusal))  # noqa: PLR2004


def _show_http_error(error: HTTPException) -> Response:
    response = _page(error.code or 500)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _show_database_away(error: OperationalError) -> Response:
    db.session.rollback()
    # The text of a database error can hold what people wrote, so only its kind is logged.
    log.error("database_away", kind=type(error.orig).__name__)
    return _page(503)


def _show_broken(error: Exception) -> Response:
    db.session.rollback()
    log.error("request_broke", kind=type(error).__name__, where=_where(error))
    return _page(500)


def _where(error: Exception) -> str:
    """Name the lines an error went through, without the values it met."""
    steps, trace = [], error.__traceback__
    while trace is not None:
        steps.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(steps[-6:])

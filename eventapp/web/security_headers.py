"""The headers every answer carries, as exact strings that a test compares whole."""

from __future__ import annotations

from flask import Flask, Response, g, request

from eventapp.config import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), interest-cohort=()"

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    # Not no-referrer: the check of where a form was sent from needs it over HTTPS.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
OVER_HTTPS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
PERSONAL = {"Cache-Control": "no-store"}
OPEN_TO_ALL = {"Cache-Control": "no-cache"}  # It may be kept, and is asked for again.
NOT_FOR_SEARCH = {"X-Robots-Tag": "noindex"}


def allow_search_engines() -> None:
    """Say of the page being made that it is published and may be found."""
    g.may_be_indexed = True


def may_be_indexed() -> bool:
    """Tell whether search engines may find the page being made."""
    return bool(g.get("may_be_indexed", False))


def allow_keeping() -> None:
    """Say of the answer being made that it is the same for everybody and may be kept."""
    g.may_be_kept = True


def init_app(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, errors included."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(ALWAYS)
        if settings.is_secure:
            response.headers.update(OVER_HTTPS)
        if request.endpoint == "static":
            return response
        if not may_be_indexed():
            response.headers.update(NOT_FOR_SEARCH)
        response.headers.update(OPEN_TO_ALL if g.get("may_be_kept", False) else PERSONAL)
        return response

"""How the web side of the app is put together."""

from __future__ import annotations

from typing import Any

from flask import Flask

from eventapp import tokens
from eventapp.config import Settings
from eventapp.web import (
    converters,
    error_pages,
    language,
    log,
    origin,
    security_headers,
    static_files,
    template_helpers,
)

MOST_SENT_BYTES = 2 * 1024 * 1024  # A long text pasted into every field of a form, and then some.


def session_key(settings: Settings) -> bytes:
    """Give the key that signs the cookie of forms and notices."""
    return tokens.derive_key(settings.secret, "session")


def engine_options(settings: Settings) -> dict[str, Any]:
    """Say how connections to the database are kept."""
    if settings.uses_sqlite:
        return {}
    # A connection that died with the database is noticed before it is used.
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}


def cookie_config(settings: Settings) -> dict[str, Any]:
    """Say how forms and cookies behave."""
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_secure else "session",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        # A form works as long as the browser is open, however long somebody takes.
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": MOST_SENT_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_SENT_BYTES,
        "RATELIMIT_STORAGE_URI": settings.limits_url,
        "COMPRESS_MIN_SIZE": 600,
        "TESTING": settings.testing,
    }


def init_app(app: Flask, settings: Settings) -> None:
    """Wire what every page has."""
    converters.init_app(app)
    log.init_app(app)
    language.init_app(app, settings)
    origin.init_app(app, settings)
    security_headers.init_app(app, settings)
    static_files.init_app(app)
    template_helpers.init_app(app)
    error_pages.init_app(app)

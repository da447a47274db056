"""The cookies that open pages: named, marked and ended in one place."""

from __future__ import annotations

from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from eventapp.extensions import settings_now


def _full_name(name: str) -> str:
    # The prefix makes browsers refuse the cookie unless it is Secure and for this host alone.
    settings = settings_now()
    return f"__Host-{name}" if settings.is_secure else name


def read(name: str) -> str | None:
    """Give the secret in a cookie of ours, or None."""
    return request.cookies.get(_full_name(name))


def give(response: Response, name: str, secret: str, *, until: datetime | None = None) -> None:
    """Put a secret in the browser, until a moment or until the browser closes."""
    settings = settings_now()
    response.set_cookie(
        _full_name(name),
        secret,
        expires=until,
        secure=settings.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take(response: Response, name: str) -> None:
    """Take a secret out of the browser."""
    settings = settings_now()
    response.delete_cookie(
        _full_name(name), secure=settings.is_secure, httponly=True, samesite="Lax"
    )

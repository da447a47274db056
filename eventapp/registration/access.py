"""The rule of a person's own pages: her browser holds the secret from her mail."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import subject_of
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.registration.models import Registration
from eventapp.web import cookies
from eventapp.web.access import Rule

COOKIE = "own"


def own_registration() -> Registration:
    """Give the registration of the person whose page this is."""
    registration: Registration = g.registration
    return registration


def read_own_registration() -> Registration | None:
    """Give the registration this browser was let in to, or None."""
    secret = cookies.read(COOKIE)
    if secret is None:
        return None
    try:
        subject = subject_of(db.session(), LinkPurpose.OWN_PAGE, secret, now=utc_now())
    except LinkRanOut:
        return None
    return db.session.get(Registration, subject)


class _OwnPage:
    name = "the person herself"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:  # noqa: ARG002
        """Send everybody else to the page where one asks for a new link."""
        registration = read_own_registration()
        if registration is None:
            return redirect(url_for("registration.ask_for_link"), 303)
        g.registration = registration
        return None


OWN_PAGE: Rule = _OwnPage()

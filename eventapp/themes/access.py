"""The rule of a person's own pages of one gathering."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import NotFound
from eventapp.registration.access import read_own_registration
from eventapp.registration.models import Registration
from eventapp.web.access import Rule


def read_registration_at(slug: str) -> Registration | None:
    """Give this browser's registration if it is for the gathering with this address."""
    registration = read_own_registration()
    if registration is None or registration.event.slug != slug:
        return None
    return registration


class _OwnPageOfTheEvent:
    name = "somebody who is signed up for the gathering"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Send everybody else to the page where one asks for a new link.

        Somebody who is signed up for another gathering only is sent there too. Raises
        NotFound for a draft.
        """
        registration = read_registration_at(url_values["slug"])
        if registration is None:
            return redirect(url_for("registration.ask_for_link"), 303)
        if not registration.event.is_public:
            raise NotFound
        g.registration = registration
        return None


OWN_PAGE_OF_THE_EVENT: Rule = _OwnPageOfTheEvent()

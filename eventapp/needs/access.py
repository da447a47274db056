"""The rule of the page that names people together with what they need."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import access_coordinators_of
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.access import EVENT_ORGANISER_FRESHLY, current_place
from eventapp.needs.policies import reads_needs
from eventapp.web.access import Rule


def is_access_coordinator() -> bool:
    """Tell whether the signed-in person reads what people need, on a page of the gathering."""
    place = current_place()
    return reads_needs(place, access_coordinators_of(db.session(), place.organisation_id))


class _AccessCoordinator:
    name = "access coordinator of the gathering"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Ask to sign in first; to every other organiser there is no such page."""
        answer = EVENT_ORGANISER_FRESHLY.admit(url_values)
        if answer is not None:
            return answer
        if not is_access_coordinator():
            raise NotFound
        return None


ACCESS_COORDINATOR: Rule = _AccessCoordinator()

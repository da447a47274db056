"""The rule of writing at a table from a peer's own page."""

from __future__ import annotations

from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.registration.access import OWN_PAGE, own_registration
from eventapp.registration.enums import WRITES_AT_TABLES
from eventapp.registration.queries import roles_of
from eventapp.web.access import Rule


class _WritesAtTables:
    name = "table host or note-taker of the gathering"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Ask for her link first. Raises NotFound for other gatherings and other roles."""
        answer = OWN_PAGE.admit(url_values)
        if answer is not None:
            return answer
        registration = own_registration()
        event = registration.event
        if event.slug != url_values["slug"] or not event.is_public:
            raise NotFound
        if not registration.is_expected:
            raise NotFound
        if not roles_of(db.session(), registration.id) & WRITES_AT_TABLES:
            raise NotFound
        g.event = event
        return None


WRITES_AT_TABLE: Rule = _WritesAtTables()

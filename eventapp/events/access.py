"""The rules that pages of one gathering declare, and the gathering they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from eventapp.accounts.access import current_account, freshly, to_sign_in
from eventapp.accounts.enums import Role
from eventapp.accounts.models import Member
from eventapp.accounts.policies import may_act_as
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event, Series
from eventapp.events.queries import event_for_account, series_for_account
from eventapp.web.access import Rule


def current_event() -> Event:
    """Give the gathering a page is about, on a page whose rule has looked it up."""
    event: Event = g.event
    return event


def current_place() -> Member:
    """Give the signed-in person's place in the association that holds it."""
    member: Member = g.event_member
    return member


@dataclass(frozen=True, slots=True)
class _OfTheEvent:
    """Somebody of the association that holds the gathering named in the address."""

    role: Role

    @property
    def name(self) -> str:
        return f"{self.role.value} of the gathering"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Ask to sign in first. Raises NotFound for another association's gathering."""
        account = current_account()
        if account is None:
            return to_sign_in()
        event, member = event_for_account(db.session(), url_values["slug"], account.id)
        if not may_act_as(member.role, self.role):
            raise NotFound
        g.event, g.event_member = event, member
        return None


class _OfTheSeries:
    """Somebody who makes gatherings in the association that holds the series in the address."""

    name = "organiser of the series"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Ask to sign in first. Raises NotFound for another association's series."""
        account = current_account()
        if account is None:
            return to_sign_in()
        series, member = series_for_account(db.session(), url_values["series"], account.id)
        if not may_act_as(member.role, Role.ORGANISER):
            raise NotFound
        g.series = series
        return None


def current_series() -> Series:
    """Give the series a page is about, on a page whose rule has looked it up."""
    series: Series = g.series
    return series


SERIES_ORGANISER: Rule = _OfTheSeries()
EVENT_ORGANISER: Rule = _OfTheEvent(Role.ORGANISER)
EVENT_HELPER: Rule = _OfTheEvent(Role.DOOR_HOST)

#: The same, for what must not be done from a phone somebody left on a table.
EVENT_ORGANISER_FRESHLY: Rule = freshly(EVENT_ORGANISER)

"""Addresses and secrets of everything that the pages of a tour can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select, update

from eventapp.accounts.models import OrganiserSession
from eventapp.accounts.services import make_sign_in_link
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event


@dataclass
class World:
    """Addresses and secrets of everything that was put in."""

    today: str = ""
    held: str = ""
    empty: str = ""
    draft: str = ""
    full: str = ""
    over: str = ""
    asked: str = ""
    ended: str = ""
    home: str = ""
    series: str = ""
    shared: str = ""  # Its seats are shared out by every rule there is.
    invited: str = ""
    secrets: dict[str, str] = field(default_factory=dict)  # Who → what opens a page.
    helpers: dict[str, int] = field(default_factory=dict)  # Who → her account.
    ids: dict[str, str] = field(default_factory=dict)  # What stands in addresses.

    def way_in(self, who: str) -> str:
        """Give the address that lets somebody in. A helper's link works once, so it is new."""
        if who not in self.helpers:
            return f"/m/{self.secrets[who]}"
        secret = make_sign_in_link(account_id=self.helpers[who], now=utc_now())
        return f"/organise/sign-in/{secret}"

    def let_time_pass(self, who: str) -> None:
        """Let it be a while since somebody signed in, if that is what she is here for."""
        if who == "stale":
            long_ago = utc_now() - timedelta(minutes=11)
            hers = OrganiserSession.account_id == self.helpers[who]
            with transaction() as session:
                session.execute(update(OrganiserSession).where(hers).values(confirmed_at=long_ago))


def event_called(slug: str) -> Event:
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()

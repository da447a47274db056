"""Who is signed in, and the rules that pages of organisers declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp import tokens
from eventapp.accounts import services
from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account, Member
from eventapp.accounts.policies import may_act_as
from eventapp.accounts.queries import memberships_of, session_by_digest
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.web import cookies
from eventapp.web.access import Rule

COOKIE = "organiser"


def current_account() -> Account | None:
    """Give the person who is signed in, or None. Asked for once in a request."""
    if "account" not in g:
        g.account = _read_account()
    account: Account | None = g.account
    return account


def signed_in_account() -> Account:
    """Give the person who is signed in, on a page that only such people reach."""
    account = current_account()
    if account is None:
        raise NotFound
    return account


def current_member() -> Member:
    """Give the signed-in person's place in the association she works for now.

    Raises NotFound when she has none. Most people have one; who has several works for the
    first by name, and reaches the others through their gatherings.
    """
    places = memberships_of(db.session(), signed_in_account().id)
    if not places:
        raise NotFound
    return places[0]


def to_sign_in() -> ResponseReturnValue:
    """Send somebody to the sign-in page; afterwards she comes back here."""
    onwards = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.ask_for_link", next=onwards), 303)


def _read_account() -> Account | None:
    cookie = cookies.read(COOKIE)
    if cookie is None:
        return None
    opened = session_by_digest(db.session(), tokens.hash_secret(cookie))
    now = utc_now()
    if opened is None or not opened.is_open_at(now):
        return None
    if now - opened.seen_at > services.SEEN_EVERY:
        session_id = opened.id
        services.note_use(session_id=session_id, now=now)
    return opened.account


@dataclass(frozen=True, slots=True)
class _SignedIn:
    """Somebody who is signed in, with at least a role in some association."""

    role: Role

    @property
    def name(self) -> str:
        return f"signed in as {self.role.value}"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:  # noqa: ARG002
        """Ask to sign in first; hide the page from those whose role is too small."""
        if current_account() is None:
            return to_sign_in()
        if not may_act_as(current_member().role, self.role):
            raise NotFound
        return None


OWNER: Rule = _SignedIn(Role.OWNER)
ORGANISER: Rule = _SignedIn(Role.ORGANISER)
HELPER: Rule = _SignedIn(Role.DOOR_HOST)

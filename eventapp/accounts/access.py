"""Who is signed in, and the rules that pages of organisers declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp import tokens
from eventapp.accounts import services
from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account, Member, OrganiserSession
from eventapp.accounts.policies import may_act_as
from eventapp.accounts.queries import memberships_of, session_by_digest
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.web import cookies
from eventapp.web.access import Rule
from eventapp.web.forms import Button, clean_line, clean_text
from eventapp.web.origin import SAFE

COOKIE = "organiser"


def current_session() -> OrganiserSession | None:
    """Give the signed-in browser that asks, or None. It is looked up once in a request."""
    if "organiser_session" not in g:
        g.organiser_session = _read_session()
        # Pages show her name.
        g.account = None if g.organiser_session is None else g.organiser_session.account
    opened: OrganiserSession | None = g.organiser_session
    return opened


def signed_in_session() -> OrganiserSession:
    """Give the browser that asks, on a page that only signed-in people reach."""
    opened = current_session()
    if opened is None:
        raise NotFound
    return opened


def current_account() -> Account | None:
    """Give the person who is signed in, or None."""
    opened = current_session()
    return None if opened is None else opened.account


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
    return redirect(url_for("accounts.ask_for_link", next=_here()), 303)


def to_confirm() -> ResponseReturnValue:
    """Ask somebody who is signed in to prove that it is still she.

    Who wanted to read is sent there and comes back. Who has pressed a button gets a page that
    keeps what she wrote, so that she can press again once she has confirmed in another window.
    """
    if request.method in SAFE:
        return redirect(url_for("accounts.confirm", next=_here()), 303)
    form = Button()
    # What another site made the browser send is not handed on with a token of ours.
    is_ours = form.validate_on_submit()
    kept = [
        (clean_line(name), clean_text(value))
        for name, value in request.form.items(multi=True)
        if name != "csrf_token"
    ]
    page = render_template(
        "accounts/confirm_first.html",
        form=form,
        address=request.full_path.rstrip("?"),
        kept=kept if is_ours else [],
        had_file=any(file.filename for file in request.files.values()),
    )
    return page, 403


def _here() -> str | None:
    return request.full_path.rstrip("?") if request.method in SAFE else None


def _read_session() -> OrganiserSession | None:
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
    return opened


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


@dataclass(frozen=True, slots=True)
class _Freshly:
    """Whom another rule lets in, if she has proved within ten minutes that it is she."""

    rule: Rule

    @property
    def name(self) -> str:
        return f"{self.rule.name}, freshly"

    def admit(self, url_values: dict[str, Any]) -> ResponseReturnValue | None:
        """Ask the other rule first: to whom it hides the page, it stays hidden."""
        refusal = self.rule.admit(url_values)
        if refusal is not None:
            return refusal
        return None if signed_in_session().is_fresh_at(utc_now()) else to_confirm()


def freshly(rule: Rule) -> Rule:
    """Make a rule stricter, for what must not be done from a phone somebody left on a table."""
    return _Freshly(rule)


OWNER: Rule = _SignedIn(Role.OWNER)
ORGANISER: Rule = _SignedIn(Role.ORGANISER)
HELPER: Rule = _SignedIn(Role.DOOR_HOST)
OWNER_FRESHLY: Rule = freshly(OWNER)
HELPER_FRESHLY: Rule = freshly(HELPER)

"""What is done while the server comes up: the demo, and the links a person begins with."""

from __future__ import annotations

from datetime import datetime

import click

from eventapp import create_app
from eventapp.accounts import services as accounts
from eventapp.accounts.queries import account_by_index
from eventapp.clock import utc_now
from eventapp.config import Settings
from eventapp.db import db
from eventapp.extensions import keyring, settings_now
from eventapp.portable.demo import demo_document, is_empty, load_demo
from eventapp.web.addresses import public_address

DEMO_OWNER = "arrangoer@langbordet.example"


def prepare(settings: Settings, *, demo_if_empty: bool) -> None:
    """Load the demo into an empty database when asked, and print the links one begins with."""
    app = create_app(settings)
    with app.app_context():
        if demo_if_empty and settings.demo and is_empty():
            now = utc_now()
            organisation_id = load_demo(now=now)
            accounts.adopt_organisation(
                organisation_id=organisation_id, address=DEMO_OWNER, name="Ruth", now=now
            )
        _tell_where_to_begin()


def _tell_where_to_begin() -> None:
    lines = [("Public page", _public_page())]
    sign_in = _sign_in_link(utc_now())
    if sign_in is not None:
        lines.append(("Sign in as organiser (works once)", sign_in))
    if settings_now().demo:
        lines.append(("Mailbox of the demo", public_address("mailbox.inbox")))
    for name, address in lines:
        click.echo(f"{name + ':':36}{address}")


def _public_page() -> str:
    if settings_now().demo:
        slug = demo_document("today")["gathering"]["slug"]
        return public_address("dashboard.public_page", slug=slug)
    return public_address("dashboard.front")


def _sign_in_link(now: datetime) -> str | None:
    """Make a link for the owner of the demo; in earnest links go out by mail alone."""
    if not settings_now().demo:
        return None
    account = account_by_index(db.session(), keyring.address_index(DEMO_OWNER))
    if account is None:
        return None
    account_id = account.id
    return public_address(
        "accounts.sign_in_by_link",
        secret=accounts.make_sign_in_link(account_id=account_id, now=now),
    )

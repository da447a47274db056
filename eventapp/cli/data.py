"""Commands about the data: the tables, and the first person in them."""

from __future__ import annotations

import click

from eventapp import create_app, migrating
from eventapp.accounts import services
from eventapp.clock import utc_now
from eventapp.web.addresses import public_address


@click.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them to this version."""
    with create_app().app_context():
        migrating.upgrade()


@click.command("create-owner")
@click.argument("mail")
@click.option(
    "--name", default="", help="What to call the person; the part before the @ if left out."
)
@click.option("--association", default="Min forening", help="The association's name.")
def create_owner(mail: str, name: str, association: str) -> None:
    """Make the first person of a new association, and print her sign-in link."""
    with create_app().app_context():
        secret = services.create_owner(
            address=mail,
            name=name or mail.partition("@")[0],
            organisation=association,
            now=utc_now(),
        )
        click.echo(public_address("accounts.sign_in_by_link", secret=secret))

"""The commands for those who run the server."""

from __future__ import annotations

import sys

import click

from eventapp.cli.data import create_owner, upgrade
from eventapp.cli.gatherings import gathering
from eventapp.cli.serve import serve, worker
from eventapp.config import BadSetting
from eventapp.errors import DomainError


@click.group()
def group() -> None:
    """Træf: the software behind peer gatherings."""


for command in (serve, worker, upgrade, create_owner, gathering):
    group.add_command(command)


def main() -> None:
    """Run a command; what cannot be done is one sentence and an exit status of 2."""
    try:
        group(standalone_mode=False)
    except (BadSetting, DomainError) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(mistake.exit_code)
    except click.Abort:
        sys.exit(130)

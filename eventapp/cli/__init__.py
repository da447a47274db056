"""The commands for those who run the server."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from eventapp.config import BadSetting
from eventapp.errors import DomainError

# Where each command is. It is loaded when it is called: most of them load the whole app.
COMMANDS = {
    "create-owner": ("eventapp.cli.data", "create_owner"),
    "gathering": ("eventapp.cli.gatherings", "gathering"),
    "serve": ("eventapp.cli.serve", "serve"),
    "upgrade": ("eventapp.cli.data", "upgrade"),
    "worker": ("eventapp.cli.serve", "worker"),
}


class _Commands(click.Group):
    """Finds a command by its name and loads only that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- Click passes it.
        """List the names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: Any = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands)
def group() -> None:
    """Træf: the software behind peer gatherings."""


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

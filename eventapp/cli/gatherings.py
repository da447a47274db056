"""Commands about whole gatherings: out to a file, in from one, and the demo."""

from __future__ import annotations

import json
from pathlib import Path

import click
from sqlalchemy import select

from eventapp import create_app
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.portable.checking import read_document
from eventapp.portable.taking_in import take_in
from eventapp.portable.writing_out import write_out


@click.group()
def gathering() -> None:
    """Move a whole gathering out to a file, or in from one."""


@gathering.command("export")
@click.argument("slug")
@click.option(
    "--with-people", is_flag=True, help="Also names and addresses. Keep such a file safe."
)
def export_gathering(slug: str, *, with_people: bool) -> None:
    """Write a gathering to standard output."""
    with create_app().app_context():
        event = db.session.scalars(select(Event).where(Event.slug == slug)).one_or_none()
        if event is None:
            raise NotFound
        document = write_out(db.session(), event, with_people=with_people, now=utc_now())
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@gathering.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_gathering(file: Path) -> None:
    """Take a gathering in from a file. All of it, or nothing."""
    with create_app().app_context():
        slug = take_in(read_document(file.read_text(encoding="utf-8")), now=utc_now())
    click.echo(slug)

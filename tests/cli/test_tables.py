"""The server asks whether its tables are current before it loads anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url

from eventapp import create_app, migrating
from eventapp.cli.tables import tables_are_current
from eventapp.config import Settings
from eventapp.db import db


def test_tables_are_current_once_they_are_made(settings: Settings, tmp_path: Path) -> None:
    if settings.uses_sqlite:
        url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    else:
        # The tables of the tests are made without migrations, so no version stands there.
        url = make_url(settings.database_url).render_as_string(hide_password=False)
    here = replace(settings, database_url=url, data=tmp_path)
    before = tables_are_current(here)
    if settings.uses_sqlite:
        app = create_app(here)
        with app.app_context():
            migrating.upgrade()
            after = tables_are_current(here)
            db.engine.dispose()
        app.extensions["jobs"].storage.close()
        assert after is True

    assert before is False

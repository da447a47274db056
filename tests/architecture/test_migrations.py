"""The migrations make the tables the models describe, and can be taken back with data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, make_url, select, text

from eventapp import create_app
from eventapp.config import Settings
from eventapp.db import db
from eventapp.events.enums import Entry
from eventapp.migrating import downgrade, upgrade
from eventapp.paths import shipped
from eventapp.registration.models import Registration
from tests.factories.events import make_event
from tests.factories.registration import make_registration


@pytest.fixture
def empty_app(settings: Settings, database: str, tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a database without tables."""
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        other = make_url(settings.database_url).set(database="migrations")
        url = other.render_as_string(hide_password=False)
        _recreate(settings.database_url, "migrations")
    app = create_app(
        Settings(
            data=tmp_path, database_url=url, public_url=settings.public_url, secret=settings.secret
        )
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    app.extensions["jobs"].storage.close()


def _recreate(url: str, name: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()


def _is_ours(_thing: object, name: str | None, kind: str, reflected: bool, _to: object) -> bool:  # noqa: FBT001 -- Alembic's.
    return not (kind == "table" and reflected and (name or "").startswith("huey_"))


@pytest.mark.usefixtures("empty_app")
def test_the_migrations_make_what_the_models_describe() -> None:
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        differences = compare_metadata(context, db.metadata)
    assert differences == []


@pytest.mark.usefixtures("empty_app")
def test_every_migration_can_be_taken_back_and_done_again_with_data_in_place() -> None:
    upgrade()
    make_registration(make_event())

    downgrade("base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert {name for name in left if not name.startswith("huey_")} == set()
    assert make_registration(make_event()).id == 1


@pytest.mark.usefixtures("empty_app")
def test_what_was_there_in_the_first_version_is_there_in_the_newest() -> None:
    upgrade()
    make_registration(make_event(), name="Maja")

    downgrade("0001_first")
    upgrade()

    [registration] = db.session.scalars(select(Registration)).all()
    assert (registration.chosen_name, registration.event.entry) == ("Maja", Entry.OPEN)
    assert registration.event.organisation.slug.startswith("foreningen")


def _unseen_rules() -> dict[str, tuple[set[str], bool]]:
    """Read what comparing does not see: the checks of each table, and numbers never used twice."""
    inspector = inspect(db.engine)
    written = {}
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master"))
            written = {name: sql or "" for name, sql in rows}
    return {
        table.name: (
            {str(check["name"]) for check in inspector.get_check_constraints(table.name)},
            "AUTOINCREMENT" in written.get(table.name, ""),
        )
        for table in db.metadata.sorted_tables
    }


@pytest.mark.usefixtures("empty_app")
def test_the_migrations_keep_the_rules_that_comparing_does_not_see() -> None:
    upgrade()
    migrated = _unseen_rules()
    db.session.remove()
    db.drop_all()

    db.create_all()

    assert migrated == _unseen_rules()


@pytest.mark.once
def test_the_newest_migration_is_pinned() -> None:
    """Two branches that both add a migration must meet in git, not in production."""
    folder = shipped("migrations")
    newest = max(path.stem for path in (folder / "versions").glob("[0-9]*.py"))

    assert (folder / ".current-head").read_text().strip() == newest

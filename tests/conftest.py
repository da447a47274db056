"""What tests share: a real database, the app on it, and a browser that reads every page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from eventapp import create_app
from eventapp.config import Settings
from eventapp.db import db
from eventapp.extensions import limiter
from tests.browser_client import Browser
from tests.days import NOW
from tests.postgres import postgres_url


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="The database that tests run on.",
    )


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Name the database of this run."""
    name: str = request.config.getoption("--database")
    return name


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="eventapp-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def settings(database: str, data_folder: Path) -> Settings:
    """Give the settings of the test installation: secure, as for the public."""
    url = (
        f"sqlite:///{data_folder / 'eventapp.sqlite'}"
        if database == "sqlite"
        else postgres_url(data_folder)
    )
    return Settings(
        data=data_folder,
        database_url=url,
        public_url="https://traef.example",
        secret=b"a secret of the tests and of nothing else",
        testing=True,
    )


@pytest.fixture(scope="session")
def _whole_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["jobs"].storage.close()


@pytest.fixture
def app(_whole_app: Flask) -> Iterator[Flask]:
    """Give the app on an empty database, with its context open."""
    with _whole_app.app_context():
        yield _whole_app
        db.session.rollback()
        db.session.remove()
        _empty()
    limiter.reset()
    _whole_app.extensions["jobs"].flush()
    for written in (Path(_whole_app.config["SETTINGS"].data) / "mail").glob("*"):
        written.unlink()


def _empty() -> None:
    """Take every row out. Tests commit for real, so there is nothing to roll back."""
    names = [f'"{table.name}"' for table in reversed(db.metadata.sorted_tables)]
    with db.engine.begin() as connection:
        # Only few tables hold anything after a test. Measured on PostgreSQL: asking first
        # takes a hundredth of the time that truncating them all does.
        asked = " UNION ALL ".join(
            f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name})"  # noqa: S608 -- Our own names.
            for number, name in enumerate(names)
        )
        for number in sorted(connection.scalars(text(asked))):
            connection.execute(text(f"DELETE FROM {names[number]}"))  # noqa: S608 -- Our own names.
        if connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence")
            )


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give a browser that nobody is signed in to."""
    return Browser(app)


@pytest.fixture
def now() -> datetime:
    """Give the moment at which tests happen: a month before the gathering of the factories."""
    return NOW

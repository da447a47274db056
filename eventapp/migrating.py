"""Making the tables and changing them, inside an app's context.

Apart from the app itself: loading Alembic takes a tenth of a second that no start should
wait for when the tables are as they should be.
"""

from __future__ import annotations

import flask_migrate
from flask import current_app

from eventapp.db import db
from eventapp.paths import shipped


def upgrade() -> None:
    """Bring the tables to this version, making them when there are none."""
    _introduce()
    flask_migrate.upgrade()


def downgrade(revision: str) -> None:
    """Take the tables back to an earlier version; ``base`` takes them all away."""
    _introduce()
    flask_migrate.downgrade(revision=revision)


def write_migration(name: str, message: str) -> None:
    """Write down how the tables of the database become those of the models."""
    _introduce()
    flask_migrate.revision(message=message, autogenerate=True, rev_id=name)


def _introduce() -> None:
    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate(current_app, db, directory=str(shipped("migrations")))

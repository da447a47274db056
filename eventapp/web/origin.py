"""Forms are taken from our own pages only."""

from __future__ import annotations

from flask import Flask, abort, request

from eventapp.config import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, settings: Settings) -> None:
    """Refuse what another site makes a browser send.

    Every form also carries a token of its own. This comes first, costs nothing, and holds
    where a form would forget.
    """

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method in SAFE:
            return
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {settings.public_url, request.host_url.rstrip("/")}:
            abort(400)
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            abort(400)

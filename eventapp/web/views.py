"""Pages for those who run the server: is it alive, can it serve, how is it doing."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from eventapp.db import db
from eventapp.web.access import EVERYBODY, OPERATORS, access

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@access(EVERYBODY)
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@access(EVERYBODY)
def readyz() -> ResponseReturnValue:
    """Say that the database answers too. A failing database is a 503 page."""
    db.session.execute(text("SELECT 1"))
    return Response("ready\n", mimetype="text/plain")


@bp.get("/metrics")
@access(OPERATORS)
def metrics() -> ResponseReturnValue:
    """Give the counters, which hold no personal data."""
    return Response(generate_latest(), mimetype=CONTENT_TYPE_LATEST)

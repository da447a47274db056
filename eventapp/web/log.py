"""The application's log: JSON lines that say what happened, and never to whom."""

from __future__ import annotations

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request


def configure(*, to_terminal: bool = False) -> None:
    """Write one JSON object per event to standard error, or readable lines to a terminal."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if to_terminal
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def init_app(app: Flask) -> None:
    """Log each request by its route: never its address, who asked, or from where."""
    log = structlog.get_logger()

    @app.before_request
    def note_start() -> None:
        g.started = time.monotonic()

    @app.after_request
    def log_request(response: Response) -> Response:
        if request.endpoint not in {"static", "health.healthz"}:
            log.info(
                "request",
                route=str(request.url_rule or "none"),
                method=request.method,
                status=response.status_code,
                ms=round((time.monotonic() - g.get("started", time.monotonic())) * 1000),
            )
        return response

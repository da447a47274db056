"""Commands that run the server and the worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

from eventapp import create_app
from eventapp.config import Settings
from eventapp.extensions import jobs
from eventapp.web.log import configure

GRACE_SECONDS = 8.0  # Longer than a request should take; then a child is ended for good.


@click.command()
@click.option("--demo", is_flag=True, help="Show the mails in a page; on this machine only.")
def serve(*, demo: bool) -> None:
    """Run the web server and, on the embedded database, the worker."""
    settings = Settings.from_environment(demo=demo)
    environ = {**os.environ, "EVENTAPP_DEMO": "1"} if demo else dict(os.environ)
    commands = [_web_command(settings)]
    if settings.uses_sqlite:
        commands.append([sys.executable, "-m", "eventapp", "worker"])
    sys.exit(_run_together(commands, environ))


@click.command()
def worker() -> None:
    """Send mails and make documents until told to stop."""
    configure(to_terminal=sys.stderr.isatty())
    app = create_app()
    # A signal must end the loop between two jobs, not in the middle of one.
    jobs.consumer(app).run()


def _web_command(settings: Settings) -> list[str]:
    threads = "8" if settings.uses_sqlite else "16"
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        settings.host,
        "--port",
        str(settings.port),
        "--workers",
        "1",
        "--blocking-threads",
        threads,
        "--no-ws",
        "--log-level",
        "warning",
        "eventapp.wsgi:app",
    ]


def _run_together(commands: Sequence[Sequence[str]], environ: dict[str, str]) -> int:
    """Run processes until one ends or somebody stops us; then stop them all."""
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    # In groups of their own, so that Ctrl-C reaches them through us and in order.
    children = [
        subprocess.Popen(command, env=environ, start_new_session=True)  # noqa: S603 -- Our own commands.
        for command in commands
    ]
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.1)
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    return 0 if stopping else max(abs(child.returncode) for child in children) or 1

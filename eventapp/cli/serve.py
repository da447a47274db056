"""Commands that run the server and the worker.

The app takes a second to load, and the server loads it too. So nothing here loads it before
the server is on its way: both load at the same time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

import click

from eventapp.cli.tables import tables_are_current
from eventapp.config import Settings

GRACE_SECONDS = 8.0  # Longer than a request should take; then a child is ended for good.


@click.command()
@click.option("--prepare", "is_prepared", is_flag=True, help="Bring the tables up to date first.")
@click.option(
    "--demo-if-empty",
    is_flag=True,
    help="On this machine alone: load the demo if nothing is there.",
)
@click.option(
    "--lan", is_flag=True, help="For a phone at home: HTTPS with a certificate of our own."
)
def serve(*, is_prepared: bool, demo_if_empty: bool, lan: bool) -> None:
    """Run the web server and, on the embedded database, the worker."""
    from eventapp.web.log import configure  # noqa: PLC0415 -- See the top of this file.

    environ = dict(os.environ)
    if lan:
        from eventapp.cli.lan import lan_environment  # noqa: PLC0415 -- Rarely needed.

        environ |= lan_environment(environ)
    settings = Settings.from_environment(environ)
    if demo_if_empty and settings.could_be_a_demo:
        environ["EVENTAPP_DEMO"] = "1"
        settings = Settings.from_environment(environ)
    configure(to_terminal=sys.stderr.isatty())
    if is_prepared and not tables_are_current(settings):
        _upgrade(settings)
    if lan:
        from eventapp.cli.lan import show_lan_address  # noqa: PLC0415 -- Rarely needed.

        show_lan_address(settings.public_url)
    commands = [_web_command(settings, environ)]
    if settings.uses_sqlite:
        commands.append([sys.executable, "-m", "eventapp", "worker"])

    def begin() -> None:
        if is_prepared:
            from eventapp.cli.prepare import prepare  # noqa: PLC0415 -- While the server comes up.

            prepare(settings, demo_if_empty=demo_if_empty)

    sys.exit(_run_together(commands, environ, meanwhile=begin))


def _upgrade(settings: Settings) -> None:
    from eventapp import create_app, migrating  # noqa: PLC0415 -- Only when the tables are old.

    with create_app(settings).app_context():
        migrating.upgrade()


@click.command()
def worker() -> None:
    """Send mails and make documents until told to stop."""
    from eventapp import create_app  # noqa: PLC0415 -- See the top of this file.
    from eventapp.extensions import jobs  # noqa: PLC0415 -- See the top of this file.
    from eventapp.web.log import configure  # noqa: PLC0415 -- See the top of this file.

    configure(to_terminal=sys.stderr.isatty())
    app = create_app()
    # A signal must end the loop between two jobs, not in the middle of one.
    jobs.consumer(app).run()


def _web_command(settings: Settings, environ: Mapping[str, str]) -> list[str]:
    threads = "8" if settings.uses_sqlite else "16"
    certificate: list[str] = []
    if "EVENTAPP_CERTIFICATE" in environ:
        certificate = [
            "--ssl-certificate",
            environ["EVENTAPP_CERTIFICATE"],
            "--ssl-keyfile",
            environ["EVENTAPP_CERTIFICATE_KEY"],
        ]
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
        "error",
        *certificate,
        "eventapp.wsgi:app",
    ]


def _run_together(
    commands: Sequence[Sequence[str]],
    environ: dict[str, str],
    *,
    meanwhile: Callable[[], None],
) -> int:
    """Run processes until one ends or somebody stops us; then stop them all.

    ``meanwhile`` is done while the first comes up, which takes it about as long.
    """
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)

    def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
        # In groups of their own, so that Ctrl-C reaches them through us and in order.
        return subprocess.Popen(command, env=environ, start_new_session=True)  # noqa: S603 -- Our own commands.

    # People wait for the first; the others can come up after it.
    children = [start(commands[0])]
    meanwhile()
    children += [start(command) for command in commands[1:]]
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

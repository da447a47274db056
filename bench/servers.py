"""Real servers on loopback, with the flags of ``eventapp serve``."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eventapp.cli.serve import _web_command
from eventapp.config import Settings

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 20.0  # Seconds; more than ten times what it takes.


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    process_id: int

    def peak_memory(self) -> float:
        """Give the most memory its processes have held, in megabytes."""
        kilobytes = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                session = int((folder / "stat").read_text().rpartition(")")[2].split()[3])
                if session == self.process_id:
                    kilobytes += _peak(folder)
            except (FileNotFoundError, ProcessLookupError):
                continue  # It ended while we looked.
        return kilobytes / 1024


def _peak(folder: Path) -> int:
    lines = (folder / "status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


@contextmanager
def serving(
    settings: Settings, application: str, surroundings: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Run a server until the block ends. Raises TimeoutError when it does not come up."""
    port = _free_port()
    # The flags are those of the command itself; only what is served differs.
    command = _web_command(replace(settings, host="127.0.0.1", port=port), {})
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*command[:-1], application],
            cwd=ROOT,
            env={**os.environ, **surroundings, "PORT": str(port), "HOST": "127.0.0.1"},
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
        try:
            _wait_for(port, process, log)
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError(f"The server did not come up: {log.read_text(encoding='utf-8')[-2000:]}")

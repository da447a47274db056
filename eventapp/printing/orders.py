"""An order to the press, and how it is carried out.

The press is a process of its own with limits (see ``press``), so that a page that is too
much for it costs an order and never the service. The same order gives the same bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Final

from eventapp.errors import N_, DomainError
from eventapp.paths import PACKAGE, shipped
from eventapp.printing import press

MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space the press may take; a write-up of twelve pages takes about 300 MB."""
PROCESSOR_SECONDS: Final = 30
WALL_SECONDS: Final = 60
ATTEMPTS: Final = 2

FONTS: Final = ("atkinson-400.ttf", "atkinson-700.ttf", "brygada-700.ttf", "rest-400.ttf")

# Its own stub stands for the package, so that the press starts without the web in it.
_START_THE_PRESS: Final = (
    "import runpy, sys, types;"
    "house = types.ModuleType('eventapp'); house.__path__ = [sys.argv.pop(1)];"
    "sys.modules['eventapp'] = house;"
    "runpy.run_module('eventapp.printing.press', run_name='__main__')"
)
_PASSED_ON: Final = ("HOME", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class DocumentFailed(DomainError):
    """The PDF could not be made, also not the second time. The last one stays as it was."""

    status = 503

    def __init__(self, reason: str = "") -> None:
        """Keep what the press said last, for the log; people see one plain sentence."""
        super().__init__(
            N_("We could not make the PDF. The text is safe, and you can try again in a while.")
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, such as the numbers behind its figures."""

    name: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Everything the press needs. Fonts are always at hand as ``asset:<name>``.

    ``styles`` are our own style sheets by name; ``drawings`` are pictures made for this page.
    ``layouts`` are classes for the body, tried in turn until no page before the last is
    emptier than ``enough`` (0 to 1).
    """

    html: str
    day: date
    styles: Mapping[str, Path]
    drawings: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()
    layouts: Sequence[str] = ("as-is",)
    enough: float = 0.0


def print_pdf(order: PrintOrder, *, on_step: Callable[[int, int], None] | None = None) -> bytes:
    """Give the PDF of an order.

    ``on_step`` is told how far it has come. A press that dies or takes more than a minute is
    started once more. Raises DocumentFailed if that fails too.
    """
    tell = on_step or (lambda _done, _all: None)
    with tempfile.TemporaryDirectory(prefix="print-") as name:
        folder = Path(name)
        _lay_out(order, folder)
        failed = DocumentFailed()
        for _attempt in range(ATTEMPTS):
            try:
                return _run_press(folder, tell)
            except DocumentFailed as problem:
                failed = problem
        raise failed


def _lay_out(order: PrintOrder, folder: Path) -> None:
    """Write everything the press needs into its folder."""
    (folder / "page.html").write_text(order.html, encoding="utf-8")
    assets = {name: shipped("static") / "vendor/fonts/print" / name for name in FONTS}
    assets.update(order.styles)
    for name, drawing in order.drawings.items():
        assets[name] = folder / name
        assets[name].write_text(drawing, encoding="utf-8")
    job = {
        "memory": MEMORY,
        "seconds": PROCESSOR_SECONDS,
        "day": order.day.isoformat(),
        "layouts": list(order.layouts),
        "enough": order.enough,
        "assets": {name: str(path) for name, path in assets.items()},
        "attachments": [
            {"name": part.name, "description": part.description, "text": part.text}
            for part in order.attachments
        ],
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")


def _run_press(folder: Path, tell: Callable[[int, int], None]) -> bytes:
    """Start the press and wait for it. Raises DocumentFailed with the last it said."""
    surroundings = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # No clock and no chance: sets have one order, and nothing is dated by the machine.
    surroundings |= {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        started = subprocess.Popen(  # noqa: S603 -- Our own interpreter and our own words.
            [sys.executable, "-P", "-c", _START_THE_PRESS, str(PACKAGE), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=surroundings,
            cwd=folder,
            text=True,
        )
        alarm = Timer(WALL_SECONDS, started.kill)
        alarm.start()
        try:
            for line in started.stdout or ():
                if line.startswith("step "):
                    tell(int(line.split()[1]), press.STEPS)
            ended = started.wait()
        finally:
            alarm.cancel()
            started.kill()
            started.wait()
            if started.stdout:
                started.stdout.close()
        said.seek(0)
        if ended != 0:
            raise DocumentFailed(f"The press ended with {ended}: {said.read()[-2000:]}")
    return (folder / "done.pdf").read_bytes()

"""The press: a process of its own that turns one finished HTML page into one PDF.

It is started by ``documents``, takes a folder with a ``job.json`` and leaves ``done.pdf``
in it. It knows nothing of gatherings, opens no address, and reads only the files that the
job names. Steps are told on standard output, one line each.

Before it reads a word of what people wrote it limits itself: memory, processor time and
the size of what it writes. A page that needs more dies here, not in the service.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weasyprint import Document

STEPS = 3
"""How many steps the press tells: set, written, tagged."""

_LARGEST_FILE = 64 * 1024 * 1024


def limit_myself(*, memory: int, seconds: int) -> None:
    """Take ``memory`` bytes of address space and ``seconds`` of processor time, no more."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def told(step: int) -> None:
    """Tell whoever started the press how far it has come."""
    print(f"step {step} {STEPS}", flush=True)  # noqa: T201 -- Standard output is the wire.


def fullness(document: Document) -> list[float]:
    """Give how full each page is, 0 to 1, measured to the last line or picture on it."""
    return [_fullness(page._page_box) for page in document.pages]  # noqa: SLF001 -- No public way.


def _fullness(page: Any) -> float:
    lowest = page.content_box_y()

    def look(box: Any) -> None:
        nonlocal lowest
        if type(box).__name__ in {"LineBox", "InlineReplacedBox", "BlockReplacedBox"}:
            lowest = max(lowest, box.position_y + box.height)
        for child in getattr(box, "children", ()):
            look(child)

    for child in page.children:
        if type(child).__name__ != "MarginBox":
            look(child)
    height = float(page.height)
    return float(lowest - page.content_box_y()) / height if height else 1.0


def best_setting(html: str, layouts: list[str], fetcher: Any, *, enough: float) -> Document:
    """Set the pages, trying each layout until no page before the last is emptier than allowed.

    A layout is a class on the body that says where the wide drawing stands. Most write-ups
    are content with the first. If none is good enough the fullest wins.
    """
    from weasyprint import HTML  # noqa: PLC0415 -- The limits must be set first.

    best: tuple[float, Document] | None = None
    for layout in layouts:
        page = html.replace('<body class="', f'<body class="{layout} ', 1)
        document = HTML(string=page, base_url="asset:", url_fetcher=fetcher).render()
        emptiest = min(fullness(document)[:-1], default=1.0)
        if best is None or emptiest > best[0]:
            best = (emptiest, document)
        if emptiest >= enough:
            break
    if best is None:
        message = "A job needs at least one layout."
        raise ValueError(message)
    return best[1]


def write(document: Document, job: Mapping[str, Any], folder: Path, fetcher: Any) -> None:
    """Write ``raw.pdf``, with the numbers behind the figures inside it."""
    from weasyprint import Attachment  # noqa: PLC0415 -- The limits must be set first.

    # An attachment without dates takes the clock's, and two printings would differ.
    day = datetime.combine(datetime.fromisoformat(job["day"]), time(12), tzinfo=UTC)
    document.metadata.attachments = [
        Attachment(
            string=part["text"].encode(),
            name=part["name"],
            description=part["description"],
            relationship="Data",
            created=day,
            modified=day,
            url_fetcher=fetcher,
        )
        for part in job["attachments"]
    ]
    document.write_pdf(folder / "raw.pdf", pdf_variant="pdf/a-3a", pdf_tags=True, dpi=200)


def collect_less_often() -> None:
    """Look for rubbish in memory every hundred thousand things, not every seven hundred.

    The press lives for a second or two and makes millions of small things that it keeps:
    looking them through again and again is a tenth of its time.
    """
    gc.set_threshold(100_000, 50, 50)


def print_job(folder: Path) -> None:
    """Carry out the job in the folder and leave ``done.pdf`` there."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    limit_myself(memory=job["memory"], seconds=job["seconds"])
    collect_less_often()

    from eventapp.printing.assets import NamedAssets  # noqa: PLC0415 -- As above.
    from eventapp.printing.tags import repair  # noqa: PLC0415 -- As above.

    fetcher = NamedAssets({name: Path(path) for name, path in job["assets"].items()})
    html = (folder / "page.html").read_text(encoding="utf-8")
    document = best_setting(html, job["layouts"], fetcher, enough=job["enough"])
    told(1)
    write(document, job, folder, fetcher)
    told(2)
    repair(folder / "raw.pdf", folder / "done.pdf")
    told(3)


if __name__ == "__main__":
    print_job(Path(sys.argv[1]))
    # Nothing is left to tidy: leaving at once saves a tenth of a second of taking apart.
    sys.stdout.flush()
    os._exit(0)

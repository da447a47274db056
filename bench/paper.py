"""Our whole way from the rows of a write-up to its PDF, with the press in its own process.

``python -m bench.paper FOLDER TIMES`` prints the waits in seconds and the most memory the
press held, in megabytes, as JSON. It leaves the same page in FOLDER, for the floor to set.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
from pathlib import Path

from bench.printings import timed
from eventapp import create_app
from eventapp.clock import utc_now
from eventapp.config import Settings
from eventapp.db import db
from eventapp.events.queries import published_event
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.documents import LAYOUTS, WriteUpPage, write_up_pdf
from eventapp.outcomes.edition import Edition
from eventapp.outcomes.queries import published_write_up
from eventapp.paths import shipped
from eventapp.portable.demo import demo_document
from eventapp.printing.orders import FONTS
from eventapp.web.language import translations_of


def main() -> None:
    """Measure, and lay the page out."""
    folder, times = Path(sys.argv[1]), int(sys.argv[2])
    app = create_app(Settings.from_environment())
    with app.app_context():
        # This fills the templates once, and is not counted. The press itself is always new.
        _lay_out(_edition(), folder)
        waits = timed(_print, times)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"waits": waits, "peak": peak}))


def _print() -> None:
    edition = _edition()
    write_up_pdf(edition, translations=translations_of(edition.language))


def _edition() -> Edition:
    slug = demo_document("published")["gathering"]["slug"]
    event = published_event(db.session(), slug)
    edition = edition_of(db.session(), published_write_up(db.session(), event.id), now=utc_now())
    db.session.rollback()
    return edition


def _lay_out(edition: Edition, folder: Path) -> None:
    """Write the page and all it shows as plain files beside each other."""
    page = WriteUpPage(edition, translations_of(edition.language))
    static = shipped("static")
    for font in FONTS:
        shutil.copyfile(static / "vendor/fonts/print" / font, folder / font)
    style = (static / "css/print/writeup.css").read_text(encoding="utf-8")
    html = page.html().replace('<body class="', f'<body class="{LAYOUTS[0]} ', 1)
    for name, words in {**page.drawings(), "writeup.css": style, "page.html": html}.items():
        (folder / name).write_text(words.replace("asset:", ""), encoding="utf-8")


if __name__ == "__main__":
    main()

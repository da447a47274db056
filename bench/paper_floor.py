"""The floor of a PDF: WeasyPrint alone sets the page that ``bench.paper`` left.

Nothing of ours is loaded, the process is warm, and the PDF is a plain one: no marks for
screen readers, no archive format, no limits on what the page may do.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from weasyprint import HTML

from bench.printings import timed


def main() -> None:
    """Measure."""
    folder, times = Path(sys.argv[1]), int(sys.argv[2])

    def set_page() -> None:
        HTML(filename=folder / "page.html").write_pdf(folder / "floor.pdf")

    set_page()  # Once uncounted: it loads what WeasyPrint loads late.
    waits = timed(set_page, times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"waits": waits, "peak": peak}))


if __name__ == "__main__":
    main()

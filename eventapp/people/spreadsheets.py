"""A table as a file that spreadsheet programs open: rows of text in, bytes out.

Names are typed by people, and a cell that begins like a formula is run by whoever opens the
file, so such a cell gets an apostrophe first (OWASP, "CSV Injection"). In an XLSX file every
cell is written as text besides; the apostrophe stands there too, because the file may be
saved as CSV later.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsxwriter import Workbook

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel takes the file for UTF-8 only with this sign first, and on Danish machines expects
# semicolons; other programs ask or find out.
BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = ";"

Row = Sequence[str]


def neutral(cell: str) -> str:
    """Give a cell that no program runs."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


def as_csv(rows: Iterable[Row]) -> bytes:
    """Write a table as CSV in UTF-8."""
    written = io.StringIO()
    written.write(BYTE_ORDER_MARK)
    table = csv.writer(written, delimiter=SEPARATOR)
    for row in rows:
        table.writerow([neutral(cell) for cell in row])
    return written.getvalue().encode()


def as_xlsx(rows: Iterable[Row], *, folder: Path) -> bytes:
    """Write a table as an Excel file, a row at a time.

    What does not fit in memory waits in ``folder``, in files that are gone when it is done.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix="list-") as waiting:
        written = io.BytesIO()
        options = {"constant_memory": True, "tmpdir": waiting, "strings_to_urls": False}
        with Workbook(written, options) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, neutral(cell))
        return written.getvalue()

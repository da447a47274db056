"""Reading a list of people out of a file: bytes in, rows of text out, or a sentence that says why not."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook

from eventapp.errors import N_
from eventapp.people.errors import SheetProblem

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5_000
# A small file can unpack to a large one: a list of 5,000 people is below a tenth of this.
MOST_BYTES_UNPACKED = 30 * 1024 * 1024
MOST_COLUMNS = 60
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ";,\t"

Table = Sequence[Sequence[str]]


def read_table(content: bytes) -> Table:
    """Give the rows of a CSV or XLSX file, the heading first and empty rows left out.

    Raises SheetProblem. What kind of file it is shows in its first bytes; its name says
    nothing we rely on.
    """
    if len(content) > MOST_BYTES:
        raise SheetProblem(N_("The file is larger than 2 MB. Divide it into several."))
    if content.startswith(_OLD_EXCEL):
        raise SheetProblem(
            N_("This is an old Excel file. Save it as XLSX or CSV and send it again.")
        )
    table = _from_xlsx(content) if content.startswith(_ZIP) else _from_csv(content)
    filled = [row[:MOST_COLUMNS] for row in table if any(cell.strip() for cell in row)]
    if not filled:
        raise SheetProblem(N_("There is nothing in this file."))
    # The heading is one more.
    if len(filled) > MOST_ROWS + 1:
        raise SheetProblem(
            N_("The file has more than %(most)s rows. Divide it into several."), most=MOST_ROWS
        )
    return filled


def _from_xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            raise SheetProblem(N_("The file is larger than 2 MB. Divide it into several."))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError) as problem:
        raise _unreadable() from problem
    return [[_as_text(cell) for cell in row] for row in rows]


def _as_text(cell: object) -> str:
    """Write a cell as it looks in the sheet: whole numbers without a decimal."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _from_csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise _unreadable() from problem


def _decoded(content: bytes) -> str:
    """Give the text of a file as Excel or others write it: UTF-8, else Windows' own."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _unreadable()


def _unreadable() -> SheetProblem:
    return SheetProblem(N_("We cannot read this file. Save it as XLSX or CSV and send it again."))

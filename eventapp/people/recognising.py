"""From the rows of a file to people: which column is which, and what is wrong with a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from email_validator import EmailNotValidError, validate_email

from eventapp.errors import N_
from eventapp.people.enums import Trouble
from eventapp.people.errors import SheetProblem
from eventapp.people.reading import Table
from eventapp.people.spreadsheets import BEGINS_A_FORMULA
from eventapp.registration.enums import Engagement, Region
from eventapp.registration.services import Details

LONGEST_NAME = 60  # As in the form people fill in themselves.

#: What a column may be called, Danish first; the page that asks for the file lists them.
HEADINGS = {
    "name": ("navn", "kaldenavn", "fornavn", "name", "first name"),
    "address": ("e-mail", "mail", "email", "e-mailadresse", "mailadresse", "e-mail address"),
    "region": ("region",),
    "engagement": ("lønnet/frivillig", "lønnet eller frivillig", "paid or volunteer"),
}
#: Our own files name the regions as pages do, with or without the word itself.
_REGIONS = {
    "hovedstaden": Region.HOVEDSTADEN,
    "capital": Region.HOVEDSTADEN,
    "sjælland": Region.SJAELLAND,
    "sjaelland": Region.SJAELLAND,
    "zealand": Region.SJAELLAND,
    "syddanmark": Region.SYDDANMARK,
    "southern denmark": Region.SYDDANMARK,
    "midtjylland": Region.MIDTJYLLAND,
    "midt": Region.MIDTJYLLAND,
    "central denmark": Region.MIDTJYLLAND,
    "nordjylland": Region.NORDJYLLAND,
    "nord": Region.NORDJYLLAND,
    "north denmark": Region.NORDJYLLAND,
}
_ENGAGEMENTS = {
    "lønnet": Engagement.PAID,
    "ansat": Engagement.PAID,
    "paid": Engagement.PAID,
    "frivillig": Engagement.VOLUNTEER,
    "ulønnet": Engagement.VOLUNTEER,
    "volunteer": Engagement.VOLUNTEER,
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One person as she stands in a file, and what is wrong if she cannot be added."""

    number: int  # As the spreadsheet program counts, the heading being 1.
    name: str
    address: str | None
    region: Region | None
    engagement: Engagement | None
    trouble: Trouble | None

    def details(self) -> Details:
        """Give what she would have filled in herself."""
        return Details(self.name, self.region, self.engagement)


def people_in(table: Table, clean: Callable[[str], str]) -> list[ImportRow]:
    """Give the people of a table whose first row holds the headings.

    ``clean`` makes one safe line of a cell, as the forms do. Raises SheetProblem when no
    column holds names, or two are called the same.
    """
    places = _places(table[0], clean)
    rows: list[ImportRow] = []
    seen: set[str] = set()
    for number, cells in enumerate(table[1:], start=2):
        row = _row(number, {name: _cell(cells, at, clean) for name, at in places.items()})
        if row.address is not None and row.trouble is None:
            same = row.address.casefold()
            if same in seen:
                row = replace(row, trouble=Trouble.TWICE)
            seen.add(same)
        rows.append(row)
    if not rows:
        raise SheetProblem(N_("There are headings in this file, and no people below them."))
    return rows


def packed(rows: Sequence[ImportRow]) -> str:
    """Write rows as one text, to be kept for an hour."""
    return json.dumps([list(asdict(row).values()) for row in rows], ensure_ascii=False)


def unpacked(text: str) -> list[ImportRow]:
    """Read rows that were packed."""
    return [
        ImportRow(
            number,
            name,
            address,
            Region(region) if region else None,
            Engagement(engagement) if engagement else None,
            Trouble(trouble) if trouble else None,
        )
        for number, name, address, region, engagement, trouble in json.loads(text)
    ]


def _places(heading: Sequence[str], clean: Callable[[str], str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(heading):
        called = clean(cell).casefold()
        for name, headings in HEADINGS.items():
            if called not in headings:
                continue
            if name in places:
                raise SheetProblem(
                    N_("Two columns are called much the same: “%(one)s”. Take one out."), one=called
                )
            places[name] = at
    if "name" not in places:
        raise SheetProblem(
            N_("We found no column with names. Write “navn” or “name” above it in the first row.")
        )
    return places


def _cell(cells: Sequence[str], at: int, clean: Callable[[str], str]) -> str:
    cell = clean(cells[at]) if at < len(cells) else ""
    # The apostrophe that our own files put before what looks like a formula.
    if cell.startswith("'") and cell[1:].startswith(BEGINS_A_FORMULA):
        return cell[1:]
    return cell


def _row(number: int, cells: dict[str, str]) -> ImportRow:
    name, region = cells["name"], cells.get("region", "")
    address, engagement = cells.get("address", ""), cells.get("engagement", "")
    known_region = _REGIONS.get(_bare(region))
    known_engagement = _ENGAGEMENTS.get(engagement.casefold())
    known_address = _address(address)
    troubles = [
        (not name, Trouble.NO_NAME),
        (len(name) > LONGEST_NAME, Trouble.LONG_NAME),
        (bool(address) and known_address is None, Trouble.NO_ADDRESS),
        (bool(region) and known_region is None, Trouble.UNKNOWN_REGION),
        (bool(engagement) and known_engagement is None, Trouble.UNKNOWN_ENGAGEMENT),
    ]
    trouble = next((found for is_so, found in troubles if is_so), None)
    return ImportRow(
        number, name[:LONGEST_NAME], known_address, known_region, known_engagement, trouble
    )


def _bare(region: str) -> str:
    return region.casefold().removeprefix("region ").removesuffix(" region").strip()


def _address(text: str) -> str | None:
    try:
        checked = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return checked.normalized

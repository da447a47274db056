"""What a writer may want to look at before she sends: names, numbers and addresses.

It only ever points. Nothing is blocked, changed or stored, and what it finds is forgotten
with the page: people know best what has to be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

AROUND = 24  # Characters shown on each side of what was found.


class NudgeKind(StrEnum):
    """What was found."""

    CPR = "cpr"
    PHONE = "phone"
    ADDRESS = "address"
    LINK = "link"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One thing that was found, with a few words round it."""

    kind: NudgeKind
    before: str
    found: str
    after: str


# A CPR number begins with a date; the day has 60 added in a replacement number.
_CPR: Final = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}[ -]?\d{4}(?!\d)")
# Eight digits, in the groupings people use, with or without +45; or any number abroad.
_PHONE: Final = re.compile(
    r"(?<![\d+])(?:(?:\+|00)45[ .-]?)?(?:\d{8}|\d{2}(?:[ .-]\d{2}){3}|\d{4}[ .-]\d{4})(?!\d)"
    r"|(?<!\d)\+\d(?:[ .-]?\d){7,13}(?!\d)"
)
_TWO_YEARS: Final = re.compile(r"(?:19|20)\d\d[ .-](?:19|20)\d\d")
_ADDRESS: Final = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\W\d_]{2,}")
_LINK: Final = re.compile(
    r"(?i)\b(?:https?://|www\.)\S+|\b[a-z0-9æøå-]+\.(?:dk|com|org|net|eu|nu|se|no|de|uk|io)\b(?:/\S*)?"
)
_PEOPLE: Final = (
    "leder|teamleder|chef|læge|psykiater|psykolog|sygeplejerske|sagsbehandler|kontaktperson|"
    "kollega|mentor|terapeut|nabo|ven|veninde|kæreste|mand|kone|mor|far|søster|bror|"
    "manager|boss|doctor|psychiatrist|psychologist|nurse|caseworker|case worker|colleague|"
    "therapist|neighbour|friend|girlfriend|boyfriend|husband|wife|mother|father|sister|brother"
)
_PERSON: Final = re.compile(
    rf"(?i:\b(?:min|mit|vores|vor|hans|hendes|my|our)\s+(?:{_PEOPLE}))(?:\s*,\s*|\s+)(\w[\w'’-]+)"
)


def nudges_in(text: str) -> list[Nudge]:
    """List what a writer may want to look at, in the order of the text."""
    found: list[tuple[int, int, NudgeKind]] = []
    for start, end, kind in _finds(text):
        # What is part of something found already (the digits of a CPR number) is one thing.
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in found):
            found.append((start, end, kind))
    return [
        Nudge(kind, _before(text[:start]), text[start:end], _after(text[end:]))
        for start, end, kind in sorted(found)
    ]


def _before(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rpartition(" ")[0] + " …"


def _finds(text: str) -> Iterator[tuple[int, int, NudgeKind]]:
    for kind, pattern, is_meant in _LOOKED_FOR:
        for match in pattern.finditer(text):
            if is_meant(match):
                yield (*match.span(), kind)


def _begins_with_a_day(match: re.Match[str]) -> bool:
    return 1 <= int(match[1]) % 60 <= 31 and 1 <= int(match[2]) <= 12  # noqa: PLR2004 -- A date.


# What comes first wins where two overlap: the digits of a CPR number are no phone.
_LOOKED_FOR: Final[
    tuple[tuple[NudgeKind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...]
] = (
    (NudgeKind.CPR, _CPR, _begins_with_a_day),
    (NudgeKind.ADDRESS, _ADDRESS, bool),
    (NudgeKind.LINK, _LINK, bool),
    (NudgeKind.PHONE, _PHONE, lambda match: not _TWO_YEARS.fullmatch(match[0])),
    (NudgeKind.PERSON, _PERSON, lambda match: match[1][0].isupper()),
)

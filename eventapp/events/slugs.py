"""The short name a gathering has in its address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LONGEST = 60
# Letters that do not fall apart into a plain letter and an accent.
_SPELLED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def slug_of(title: str, year: int, is_taken: Callable[[str], bool]) -> str:
    """Make an address of a title and a year that no other gathering has."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    stem = words[: LONGEST - 10].strip("-") or "traef"
    candidate = f"{stem}-{year}"
    number = 2
    while is_taken(candidate):
        candidate = f"{stem}-{year}-{number}"
        number += 1
    return candidate

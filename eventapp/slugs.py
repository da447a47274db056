"""The short name something has in its address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LONGEST = 60
# Room for the number that tells two of the same name apart.
_NUMBER = 6
# Letters that do not fall apart into a plain letter and an accent.
_SPELLED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def slug_of(title: str, ending: int | str, is_taken: Callable[[str], bool]) -> str:
    """Make an address of a title that nothing else has.

    ``ending`` stands last: the year or the day of a gathering, nothing for what has none.
    """
    plain = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    stem = words[: LONGEST - len(str(ending)) - _NUMBER].strip("-") or "traef"
    candidate = first = f"{stem}-{ending}".rstrip("-")
    number = 2
    while is_taken(candidate):
        candidate = f"{first}-{number}"
        number += 1
    return candidate

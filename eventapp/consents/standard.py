"""The texts that come with the program, until an association writes its own.

They lie in files and not in the catalogue of translations, because what is stored must be
what was shown, letter by letter.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from eventapp.consents.enums import ConsentPurpose

_FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("da", "en")


@lru_cache(maxsize=32)
def standard_text(purpose: ConsentPurpose, language: str) -> str:
    """Give the text that comes with the program."""
    return (_FOLDER / language / f"{purpose.value}.txt").read_text(encoding="utf-8").strip()


def digest_of(text: str) -> str:
    """Give the SHA-256 that stands for a text."""
    return hashlib.sha256(text.encode()).hexdigest()

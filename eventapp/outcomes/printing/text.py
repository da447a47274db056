"""Text that is safe and pleasant on paper.

What people typed is cleaned once, before any template sees it; what the templates wrote is
given no-break spaces once, when the page is whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

T = TypeVar("T")

LONGEST_WORD: Final = 60
"""Letters a word may have before it is given places to break."""

_EVERY: Final = 20
_ZERO_WIDTH_SPACE: Final = "\u200b"
_JOINER: Final = "\u200d"
_MOST_MARKS: Final = 4
# Marks that turn the reading direction round, and zero-width spaces that we set ourselves.
_REMOVED: Final = dict.fromkeys(
    [0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
# Hyphens and narrow spaces that the text face lacks, and their nearest plain relatives.
_PLAIN: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "\u00ad": None})
_LONG_WORD: Final = re.compile(rf"[^\s{_ZERO_WIDTH_SPACE}]{{{LONGEST_WORD + 1},}}")
_MARKS: Final = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def clean(text: str) -> str:
    """Give the text without what could break a page: control signs, turned directions.

    Words of more than 60 letters get invisible places to break. Everything a person can
    see stays as it was written.
    """
    text = unicodedata.normalize("NFC", text.translate(_REMOVED)).translate(_PLAIN)
    text = re.sub(f"{_JOINER}+", _JOINER, text)
    text = _MARKS.sub(r"\1", text)
    text = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in text
        if unicodedata.category(sign) not in {"Cs", "Cn", "Co"}
    )
    text = re.sub(r"[ \t]{2,}", " ", text).strip()
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(word: re.Match[str]) -> str:
    letters = word[0]
    return _ZERO_WIDTH_SPACE.join(
        letters[start : start + _EVERY] for start in range(0, len(letters), _EVERY)
    )


def cleaned(value: T) -> T:
    """Give a copy of a dataclass, or a tuple of them, with every text in it cleaned.

    Fields called ``url`` and ``public_url`` keep their letters: an address with a space or
    a break in it would lead elsewhere.
    """
    result: Any = value
    if isinstance(value, str):
        result = clean(value)
    elif isinstance(value, tuple):
        result = tuple(cleaned(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(
            value,
            **{
                field.name: cleaned(getattr(value, field.name))
                for field in fields(value)
                if field.name not in {"url", "public_url"}
            },
        )
    return result


_SPACE: Final = 200.0
_TAG: Final = re.compile(r"(<[^>]*>)")
_MONTHS: Final = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|January|February|March|May|June|July|August|October|November|December|April|September"
)
_KEPT_TOGETHER: Final = (
    (re.compile(rf"(\d+\.?) ({_MONTHS})(?: (\d{{4}}))?\b"), None),
    (re.compile(r"(?<![\w.])(\d+) (af|of) (\d+)\b"), "\\1\u00a0\\2\u00a0\\3"),
    (
        re.compile(
            r"(?<![\w.])(\d+) (peers|bidrag|contributions?|forslag|proposals?|borde|tables|runder"
            r"|rounds|%)"
        ),
        "\\1\u00a0\\2",
    ),
)


def keep_together(html: str) -> str:
    """Put no-break spaces into dates and between a number and its noun, outside the tags."""
    parts = _TAG.split(html)
    parts[::2] = [_bound(text) for text in parts[::2]]
    return "".join(parts)


def _bound(text: str) -> str:
    for pattern, put in _KEPT_TOGETHER:
        if put is None:
            text = pattern.sub(
                lambda day: "\u00a0".join(part for part in day.groups() if part), text
            )
        else:
            text = pattern.sub(put, text)
    return text


def _ems(millimetres: float, points: float) -> float:
    """Give a width in thousandths of the type size; display type is set a little tight."""
    return millimetres / 25.4 * 72 / points * 1000 / 0.985


@lru_cache(maxsize=4)
def _face(path: Path) -> ImageFont.FreeTypeFont:
    # A thousand units to the em: widths are then thousandths of the type size.
    return ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.BASIC)


def _lines(words: Sequence[str], lengths: Sequence[float], width: float) -> list[str]:
    """Fill lines with words whose lengths are known; a space is a fifth of an em."""
    lines, room = [words[0]], width - lengths[0]
    for word, length in zip(words[1:], lengths[1:], strict=True):
        if length + _SPACE <= room:
            lines[-1] += f" {word}"
            room -= length + _SPACE
        else:
            lines.append(word)
            room = width - length
    return lines


def balanced(text: str, *, points: float, millimetres: float, font: Path) -> list[str]:
    """Break display text into lines of even length.

    WeasyPrint 70 has no ``text-wrap: balance``, and a last line of one word looks like a
    slip. ``points`` is the size of the type and ``millimetres`` the width it may take.
    """
    words = text.split(" ")
    if not text or len(words) > 60:  # noqa: PLR2004 -- A text this long is no display text.
        return [text]
    face = _face(font)
    full = _ems(millimetres, points)
    lengths = [face.getlength(word) for word in words]
    best = _lines(words, lengths, full)
    low, high = 0.0, full
    while high - low > 20:  # noqa: PLR2004 -- A fiftieth of an em is finer than the eye.
        middle = (low + high) / 2
        lines = _lines(words, lengths, middle)
        if len(lines) == len(best):
            best, high = lines, middle
        else:
            low = middle
    return best


def fitting_size(
    text: str, sizes: Sequence[tuple[int, int]], *, millimetres: float, font: Path
) -> int:
    """Give the largest type size whose number of lines is enough for the text.

    ``sizes`` are points and the most lines at that size, largest first. The last one is
    given if none is small enough.
    """
    face = _face(font)
    words = text.split(" ")
    lengths = [face.getlength(word) for word in words]
    for points, lines in sizes:
        width = _ems(millimetres, points)
        if max(lengths) <= width and len(_lines(words, lengths, width)) <= lines:
            return points
    return sizes[-1][0]

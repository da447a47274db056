"""The light colours of the drawings. Written by script/tokens.py: change them there."""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "paper": "#FBF7EF",
    "sheet": "#FFFEFA",
    "cloth": "#FFE09A",
    "well": "#F3EADB",
    "ink": "#2A1728",
    "ink-2": "#57434F",
    "strong": "#5C1A4E",
    "strong-deep": "#43103A",
    "on-strong": "#FFF8EA",
    "line": "#85707C",
    "hair": "#E4D7C5",
    "ok": "#1D5A3C",
    "on-ok": "#F4FBF1",
    "again": "#F7B23E",
    "on-again": "#2A1728",
    "nudge": "#FFF0C9",
    "nudge-line": "#9A6200",
    "error": "#FBE9DC",
    "error-line": "#8A3B12",
    "error-ink": "#6B2A08",
    "focus": "#0B57A8",
    "p1": "#8A2F74",
    "p2": "#1C6A94",
    "p3": "#4A7320",
    "p4": "#B0570A",
    "p5": "#4B5575",
}

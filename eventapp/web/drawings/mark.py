"""The mark and the wordmark: a table from above, and æ, two letters that share a stem."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.colours import LIGHT
from eventapp.web.drawings.pen import drawn_once, element, path, picture, placed

_A: Final = (
    "M-13-6.4C-11.2-8.6-8.8-9.6-6.4-9.6C-2.6-9.6 0-7.2 0-3.2V1.4C0 6.4-3 9.6-7.4 9.6"
    "C-10.9 9.6-13.4 7.5-13.4 4.3C-13.4 1.2-11-.8-7.2-.8H13.3"
)
_E: Final = (
    "M13.3-.8C13.3-6.2 10.7-9.6 6.7-9.6C2.6-9.6 0-6.3 0-.8C0 5.8 2.9 9.6 7.5 9.6"
    "C10.2 9.6 12.2 8.5 13.4 6.4"
)
_T: Final = "M5 9.4H29M17 9.4V38.4"
_R: Final = "M37 19.4V38.4M37 28.2C37.6 22.4 41 19 46.4 19.4"
_F: Final = "M104.6 9.8C99 8 94.6 10.6 94.6 16.4V38.4M88.4 20.2H102.6"


@drawn_once
def wordmark(*, title: str | None, on_paper: bool = False) -> Markup:
    """Draw "Træf". On a page it takes the colour of the text round it."""
    letters = element(
        "g",
        "",
        path("", _T),
        path("", _R),
        placed(68, 28.8, 0, path("", _A), path("", _E)),
        path("", _F),
        fill="none",
        stroke=LIGHT["strong"] if on_paper else "currentColor",
        stroke_width=5.4,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    return picture(
        (0, 0, 112, 46), letters, title=title, on_paper=on_paper, look="", width=93, height=38
    )


def _ae(scale: float, width: float) -> Markup:
    """Draw æ in the middle of a square of 64, with pen strokes ``width`` wide."""
    return element(
        "g",
        "",
        path("", _A),
        path("", _E),
        transform=f"translate(32 32) scale({scale})",
        fill="none",
        stroke=LIGHT["cloth"],
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


@drawn_once
def mark(*, title: str | None, size: float = 64, on_paper: bool = False) -> Markup:
    """Draw the mark: three at this side of a long table, two and a free seat at the other.

    ``size`` is its width and height in pixels. Its colours are the same everywhere.
    """
    strong = LIGHT["strong"]
    seats = [(14, 8.5), (32, 8.5), (50, 8.5), (14, 55.5), (32, 55.5)]
    people = [element("circle", "", cx=x, cy=y, r=6) for x, y in seats]
    top = element("rect", "", x=2, y=18, width=60, height=28, rx=12)
    free: dict[str, float | str] = {"cx": 50, "cy": 55.5, "r": 4.7, "fill": "none"}
    return picture(
        (0, 0, 64, 64),
        element("g", "", *people, top, fill=strong),
        element("circle", "", stroke=strong, stroke_width=2.6, **free),
        _ae(0.92, 4),
        title=title,
        on_paper=on_paper,
        look="",
        xmlns="http://www.w3.org/2000/svg",
        width=size,
        height=size,
    )


def favicon() -> Markup:
    """Draw the picture in the browser's tab, as ``static/img/favicon.svg`` holds it."""
    ground = element("rect", "", y=6, width=64, height=52, rx=20, fill=LIGHT["strong"])
    xmlns = "http://www.w3.org/2000/svg"
    return element("svg", "", ground, _ae(1.72, 4.2), xmlns=xmlns, viewBox="0 0 64 64")

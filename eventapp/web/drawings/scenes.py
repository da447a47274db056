"""The drawings: people round a table seen from above, with coffee, paper and a free seat.

A scene depends on its words alone, and drawing it took more than half of a page's time: so
each is drawn once for each language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.pen import box, drawn_once, element, path, picture, placed

_LEFT_ARM: Final = "M-43 0C-46 14-42 27-33 34A8.5 8.5 0 0 0-22 24C-27 18-28 10-26 4Z"
_RIGHT_ARM: Final = "M43 0C46 14 42 27 33 34A8.5 8.5 0 0 1 22 24C27 18 28 10 26 4Z"
Spot = tuple[float, float, float]
"""Where something lies: x, y, and how many degrees it is turned."""


def _person(spot: Spot, colour: int, hair: int) -> Markup:
    shirt = f"in-p{colour}"
    return placed(
        *spot,
        element("ellipse", shirt, rx=43, ry=22),
        path(shirt, _LEFT_ARM + _RIGHT_ARM),
        element("circle", f"hair-{hair}", cy=1, r=20),
    )


def _cup(spot: Spot, radius: float = 15) -> Markup:
    return placed(
        *spot,
        element("circle", "in-paper", r=radius + 7),
        element("circle", "stroke-soft", r=radius + 7),
        path("stroke", f"M{radius - 2:g} -4h7a4 4 0 0 1 0 8h-7"),
        element("circle", "in-sheet", r=radius),
        element("circle", "stroke", r=radius),
        element("circle", "coffee", r=radius - 4.5),
    )


def _bun(spot: Spot) -> Markup:
    """Draw a cinnamon bun on a plate; in Danish it is a snail."""
    turns = [(1.5 + step * 0.24, step * 0.27) for step in range(74)]
    line = "L".join(f"{r * math.cos(a):.1f} {r * math.sin(a):.1f}" for r, a in turns)
    return placed(
        *spot,
        element("circle", "in-paper", r=27),
        element("circle", "stroke-soft", r=27),
        element("circle", "bun", r=20),
        path("stroke", f"M{line}", stroke_width=2),
    )


def _sheet(
    spot: Spot, lines: Sequence[int], size: tuple[float, float], *, pencil: bool = False
) -> Markup:
    width, height = size
    left, top = -width / 2, -height / 2
    written = "".join(
        f"M{left + 11:g} {top + 17 + at * 13:g}h{length}" for at, length in enumerate(lines)
    )
    shapes = [
        element("rect", "in-sheet", x=left, y=top, width=width, height=height, rx=3),
        element("rect", "stroke", x=left, y=top, width=width, height=height, rx=3, stroke_width=2),
        path("stroke-soft", written),
    ]
    if pencil:
        drawn = path("stroke", "M-32 0H33") + path("stroke", "M-30 0H20", stroke_width=6)
        shapes.append(placed(24, 20, -38, drawn))
    return placed(*spot, *shapes)


def _card(spot: Spot, lines: Sequence[int]) -> Markup:
    written = "".join(f"M-13 {-7 + at * 11}h{length}" for at, length in enumerate(lines))
    paper = box("in-card", -23, -23, 46, 46, 3)
    return placed(*spot, paper, path("stroke", written, stroke_width=2))


@lru_cache(maxsize=16)
@drawn_once
def table_scene(*, title: str, on_paper: bool = False) -> Markup:
    """Draw a table with seven people. One chair stands open."""
    people: tuple[tuple[Spot, int, int], ...] = (
        ((160, 70, 0), 1, 1),
        ((312, 62, 0), 2, 3),
        ((462, 70, 0), 4, 2),
        ((150, 430, 180), 3, 4),
        ((466, 432, 180), 5, 1),
        ((16, 252, -90), 2, 2),
        ((606, 246, 90), 1, 4),
    )
    cups: tuple[Spot, ...] = (
        (238, 142, -30),
        (398, 146, 200),
        (98, 232, 40),
        (520, 278, -10),
        (238, 362, 160),
    )
    return picture(
        (-14, 36, 652, 440),
        *(_person(spot, colour, hair) for spot, colour, hair in people),
        box("table-top", 52, 98, 518, 306, 120),
        _sheet((150, 182, -9), (44, 52, 36, 48, 24), (74, 96), pencil=True),
        _sheet((318, 166, 4), (50, 40, 52), (80, 88)),
        _sheet((468, 196, 13), (46, 30, 52, 40, 48), (74, 96)),
        _sheet((178, 318, 171), (40, 52, 30), (80, 88)),
        _sheet((440, 328, 187), (50, 44, 52, 26), (78, 90), pencil=True),
        _card((262, 262, -6), (24, 18)),
        _card((318, 256, 5), (26,)),
        _card((374, 268, -3), (24, 18)),
        _card((290, 316, 8), (22, 26)),
        _card((350, 322, -7), (24, 18)),
        *(_cup(spot) for spot in cups),
        _bun((110, 292, 0)),
        _bun((530, 212, 90)),
        box("seat-free", 274, 414, 76, 56, 26),
        title=title,
        on_paper=on_paper,
        look="art scene",
    )


_LONG_PEOPLE: Final[tuple[tuple[Spot, int, int], ...]] = (
    ((116, 59, 1), 1, 1),
    ((306, 57, -4), 4, 3),
    ((482, 65, -4), 2, 2),
    ((647, 66, -5), 5, 4),
    ((832, 60, -5), 3, 1),
    ((998, 63, 1), 1, 3),
    ((118, 335, 176), 2, 3),
    ((313, 338, 175), 5, 2),
    ((652, 341, 176), 3, 4),
    ((813, 342, 185), 1, 1),
    ((1004, 332, 184), 4, 3),
)
_LONG_SHEETS: Final[tuple[tuple[Spot, tuple[int, ...], bool], ...]] = (
    ((128, 148, 6), (27, 33, 27, 43), False),
    ((306, 148, -8), (39, 30, 43, 29), True),
    ((668, 148, 6), (43, 52, 47, 31), False),
    ((846, 148, -9), (44, 46, 32, 37, 29), True),
    ((1008, 148, 5), (28, 44, 27, 45, 32), False),
    ((140, 252, 183), (50, 36, 40, 44), False),
    ((330, 252, 182), (35, 33, 51, 31), False),
    ((636, 252, 190), (28, 44, 35), True),
    ((800, 252, 184), (36, 49, 40, 35), False),
    ((986, 252, 187), (29, 42, 39), False),
)
_LONG_CARDS: Final[tuple[tuple[Spot, tuple[int, ...]], ...]] = (
    ((448, 150, -4), (26,)),
    ((502, 158, 1), (26,)),
    ((556, 148, -5), (26,)),
    ((424, 206, 6), (26,)),
    ((478, 212, 4), (26,)),
    ((533, 206, -8), (20, 25)),
    ((584, 214, -7), (20, 25)),
    ((460, 262, 8), (26,)),
    ((515, 266, 9), (20, 25)),
)
_LONG_CUPS: Final[tuple[Spot, ...]] = (
    (212, 128, 160),
    (392, 126, 174),
    (736, 134, 179),
    (930, 130, 304),
    (238, 268, 254),
    (396, 272, 296),
    (724, 264, 233),
    (892, 262, 35),
)


@lru_cache(maxsize=16)
@drawn_once
def long_table_scene(*, title: str, on_paper: bool = False) -> Markup:
    """Draw a long table with eleven people, where no illustrator's own drawing stands."""
    return picture(
        (10, 26, 1110, 348),
        *(_person(spot, colour, hair) for spot, colour, hair in _LONG_PEOPLE),
        box("seat-free", 437, 314, 76, 56, 26),
        box("table-top", 40, 88, 1050, 222, 70),
        *(
            _sheet(spot, lines, (76, 84 if spot[1] < 200 else 80), pencil=pencil)  # noqa: PLR2004
            for spot, lines, pencil in _LONG_SHEETS
        ),
        *(_card(spot, lines) for spot, lines in _LONG_CARDS),
        *(_cup(spot, 14) for spot in _LONG_CUPS),
        *(_bun(spot) for spot in ((230, 198, 20), (742, 200, 120), (920, 198, 10))),
        title=title,
        on_paper=on_paper,
        look="art scene",
    )

"""Figures that only stand on paper. Lengths are millimetres, because the page has them."""

from __future__ import annotations

import math
from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.colours import LIGHT
from eventapp.web.drawings.pen import PEOPLE, box, circle, element, number, path, picture

_MOST_DOTS: Final = 200


def people_per_dot(people: int) -> int:
    """Give how many people one dot on the cover stands for: one, until they are too many.

    The words beside the cover must say so when it is more than one.
    """
    return next((size for size in (1, 2, 5, 10, 20, 50) if people <= size * _MOST_DOTS), 100)


def _along_table(
    count: int, corner: tuple[float, float], size: tuple[float, float], bend: float
) -> list[tuple[float, float]]:
    """Give ``count`` points evenly round a rounded rectangle, with the clock.

    ``corner`` is its top left. The first point is where the top edge begins to be straight.
    """
    (x, y), (width, height) = corner, size
    wide, tall, arc = width - 2 * bend, height - 2 * bend, math.pi * bend / 2
    # Each side: where it starts, its direction, its length, then the middle of its corner.
    sides = (
        ((x + bend, y), (1, 0), wide, (x + width - bend, y + bend)),
        ((x + width, y + bend), (0, 1), tall, (x + width - bend, y + height - bend)),
        ((x + width - bend, y + height), (-1, 0), wide, (x + bend, y + height - bend)),
        ((x, y + height - bend), (0, -1), tall, (x + bend, y + bend)),
    )
    around = 2 * (wide + tall) + 4 * arc
    points = []
    for at in range(count):
        left = at * around / count
        for turn, (start, (dx, dy), length, middle) in enumerate(sides):
            if left <= length:
                points.append((start[0] + dx * left, start[1] + dy * left))
                break
            left -= length
            if left <= arc:
                angle = math.radians(90 * (turn - 1 + left / arc))
                points.append(
                    (middle[0] + bend * math.cos(angle), middle[1] + bend * math.sin(angle))
                )
                break
            left -= arc
    return points


def cover_ring(people: int, *, title: str) -> Markup:
    """Draw the cover of the write-up: a table that fills the page, and everyone round it.

    One seat is open, for the reader. A dot is a person, or ``people_per_dot`` of them. The
    edge of the page stays white: no home printer prints to it.
    """
    dots = math.ceil(people / people_per_dot(people))
    points = _along_table(dots + 1, (17, 17), (176, 263), 40)
    free = round(34 / 56 * (dots + 1)) if dots else 0
    apart = 2 * (96 + 183) + 2 * math.pi * 40
    radius = min(4.4, apart / (dots + 1) * 0.4)
    shapes = [box("in-cloth", 25.5, 25.5, 159, 246, 32)]
    for at, (x, y) in enumerate(points):
        if at == free:
            shapes.append(circle("edge-strong", x, y, radius * 0.84, stroke_width=radius * 0.34))
        else:
            colour = PEOPLE[(at * 2 + at // 5) % len(PEOPLE)]
            shapes.append(circle(f"in-{colour}", x, y, radius))
    return picture((0, 0, 210, 297), *shapes, title=title, on_paper=True, look="")


def proposal_cards(
    *, on_tables: int, parked: int, withdrawn: int, title: str, on_paper: bool = True
) -> Markup:
    """Draw a card for every proposal, sixteen in a row 130 mm wide.

    A yellow card came to a table, a white one is parked, and a dashed one is withdrawn and
    has no words on it.
    """
    kinds = ["on"] * on_tables + ["parked"] * parked + ["withdrawn"] * withdrawn
    shapes: list[Markup] = []
    for at, kind in enumerate(kinds):
        x, y = at % 16 * 8.05 + 0.4, at // 16 * 9.2 + 0.4
        card: dict[str, float | str] = {"x": x, "y": y, "width": 6.4, "height": 7.2, "rx": 0.9}
        if kind == "withdrawn":
            dashes: dict[str, float | str] = {"stroke_width": 0.55, "stroke_dasharray": "1 .9"}
            shapes.append(element("rect", "edge-line", **card, **dashes))
            continue
        paint, edge = ("in-cloth edge-strong", 0.35) if kind == "on" else ("edge-strong", 0.55)
        shapes.append(element("rect", paint, **card, stroke_width=edge))
        first, second = (3.6 if at % 3 else 2.8), 2.4 + at * 7 % 5 * 0.3
        lines = f"M{number(x + 1.4)} {number(y + 2.6)}h{first}"
        lines += f"M{number(x + 1.4)} {number(y + 4.6)}h{number(second)}"
        shapes.append(path("edge-strong", lines, stroke_width=0.4))
    rows = max(1, math.ceil(len(kinds) / 16))
    return picture((0, 0, 130, rows * 9.2 + 0.65), *shapes, title=title, on_paper=on_paper)


# --- pictures for the background of a box: artifacts to a screen reader, and rightly so,
# because the words in the box already say the number


def _background(width: float, height: float, shapes: list[Markup], unit: str = "") -> Markup:
    size = {"width": f"{number(width)}{unit}", "height": f"{number(height)}{unit}"}
    view = f"0 0 {number(width)} {number(height)}"
    # WeasyPrint logs an error for a picture without a title, though this one is never read.
    named = element("title", "", Markup("."))
    xmlns = "http://www.w3.org/2000/svg"
    return element("svg", "", named, *shapes, xmlns=xmlns, viewBox=view, **size)


def voice_dots(voices: int) -> Markup:
    """Draw the voices beside a claim, fourteen to a row, as a whole SVG file 32 mm wide."""
    rows = max(1, math.ceil(voices / 14))
    dots = [
        circle("", 0.95 + at % 14 * 2.3, 1 + at // 14 * 2.3, 0.86, fill=LIGHT["strong"])
        for at in range(voices)
    ]
    return _background(32, rows * 2.3, dots, "mm")


def round_table() -> Markup:
    """Draw a round table with eight people, the ground of a number, as a whole SVG file."""
    shapes = [circle("", 50, 50, 29, fill=LIGHT["cloth"])]
    for at in range(8):
        angle = at * math.pi / 4 + 0.39
        x, y = 50 + 41 * math.cos(angle), 50 + 41 * math.sin(angle)
        shapes.append(circle("", x, y, 7, fill=LIGHT[PEOPLE[at * 2 % len(PEOPLE)]]))
    return _background(100, 100, shapes)

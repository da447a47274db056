"""Tables seen from above: whose seat is where, which are free, and the voices behind."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.colours import LIGHT
from eventapp.web.drawings.pen import PEOPLE, box, circle, numeral, picture

SEATS: Final = 8


def _seat(at: int, seats: int, middle: float, radius: float) -> tuple[float, float]:
    """Give the middle of a seat; the first is at the top, and they go with the clock."""
    angle = math.radians(at * 360 / seats - 90)
    return middle + radius * math.cos(angle), middle + radius * math.sin(angle)


def _seat_size(seats: int, size: float, share: float) -> float:
    """Give a seat's radius, smaller where many sit so that nobody overlaps."""
    return min(share, math.pi / seats * 0.32) * size


def table_figure(
    label: str,
    *,
    title: str | None,
    seats: int = SEATS,
    free: Collection[int] = (),
    lit: Collection[int] | None = None,
    on_cloth: bool = False,
    on_paper: bool = False,
) -> Markup:
    """Draw a table with its number on it.

    ``free`` names seats nobody has taken (0 is at the top). ``lit``, when given, names the
    seats that stand out, and all the others become open. ``label`` may be empty. A table
    that stands on the cloth (``on_cloth``) is white, so that it is seen.
    """
    size = 150.0
    radius = _seat_size(seats, size, 0.062)
    # Two tables side by side shall not look like copies of each other.
    shift = int(label) if label.isdecimal() else 0
    top = "in-sheet" if on_cloth else "in-cloth"
    shapes = [circle(top, size / 2, size / 2, size * 0.285)]
    if label:
        shapes.append(numeral(size / 2, size * 0.625, size * 0.36, label))
    for at in range(seats):
        x, y = _seat(at, seats, size / 2, size * 0.4)
        if at in free or (lit is not None and at not in lit):
            shapes.append(circle("stroke-soft", x, y, radius - 1))
        elif lit is not None:
            shapes.append(circle("in-strong", x, y, radius * 1.15))
        else:
            colour = PEOPLE[(at + shift) % len(PEOPLE)]
            shapes.append(circle(f"in-{colour}", x, y, radius))
    return picture((0, 0, size, size), *shapes, title=title, on_paper=on_paper)


def seat_figure(
    label: str,
    *,
    title: str,
    you: str,
    yours: int = SEATS // 2,
    seats: int = SEATS,
    free: Collection[int] = (),
    on_paper: bool = False,
) -> Markup:
    """Draw, large, the table a person sits at, with her own seat marked.

    ``you`` is the word on her seat ("dig"). Which seat is hers is not known to us: the
    drawing only shows that one of them is.
    """
    middle = 150.0
    share = _seat_size(seats, 300, 17 / 300)
    shapes = [
        circle("in-cloth", middle, middle, 84),
        numeral(middle, 190, 112 if len(label) == 1 else 92, label),
    ]
    for at in range(seats):
        x, y = _seat(at, seats, middle, 112)
        if at == yours:
            on_seat = {"class": "numeral in-paper", "fill": LIGHT["paper"]}
            shapes.append(circle("in-strong", x, y, 25))
            shapes.append(numeral(x, y + 7, 20, you, **on_seat))
        elif at in free:
            shapes.append(circle("seat-free", x, y, share - 1))
        else:
            shapes.append(circle(f"in-{PEOPLE[at % len(PEOPLE)]}", x, y, share))
    return picture((0, 0, 300, 300), *shapes, title=title, on_paper=on_paper)


def voices_figure(voices: int, *, title: str, on_paper: bool = False) -> Markup:
    """Draw the voices behind a claim as dots along one table.

    One table, whatever their number was: how many spoke at which is never shown. More
    than eleven sit in several rows.
    """
    in_a_row = 11
    rows = math.ceil(voices / in_a_row)
    width = min(voices, in_a_row) * 26 + 14
    height = rows * 24 + 28
    dots = [
        circle("in-strong", 20 + at % in_a_row * 26, 12 + at // in_a_row * 24, 8.5)
        for at in range(voices)
    ]
    table = box("in-cloth", 2, height - 24, width - 4, 20, 10)
    return picture(
        (0, 0, in_a_row * 26 + 14, height),
        *dots,
        table,
        title=title,
        on_paper=on_paper,
        look="art voices-figure",
    )

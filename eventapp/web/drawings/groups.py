"""Where people come from: a dot for each person, and a shape and a colour for each group.

The caller never gives a group of fewer than five, and has merged smaller ones into a last
group called "other": nobody shall be counted out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.colours import LIGHT
from eventapp.web.drawings.pen import box, circle, element, number, numeral, path, picture, words


@dataclass(frozen=True)
class Group:
    """Some people who belong together in a figure, by the name readers know them by."""

    name: str
    count: int


Point = tuple[float, float]
_Shape = Callable[[float, float, float], Markup]


def _diamond(x: float, y: float, radius: float) -> Markup:
    reach = number(radius * 1.16)
    return path(
        "", f"M{number(x)} {number(y)}m0-{reach}l{reach} {reach}-{reach} {reach}-{reach}-{reach}z"
    )


def _square(x: float, y: float, radius: float) -> Markup:
    side = radius * 0.86
    return box("", x - side, y - side, side * 2, side * 2, radius * 0.15)


def _triangle(x: float, y: float, radius: float) -> Markup:
    half, tall, base = number(radius * 1.04), number(radius * 1.8), number(radius * 2.08)
    return path("", f"M{number(x)} {number(y - radius)}l{half} {tall}h-{base}z")


def _disc(share: float) -> _Shape:
    return lambda x, y, radius: circle("", x, y, radius * share)


# One entry for each place: its layers, each a paint, how thick its edge is as a part of the
# radius, and a shape. The last one, for "other", has no colour of a person.
_SHAPES: Final[tuple[tuple[tuple[str, float, _Shape], ...], ...]] = (
    (("in-p1", 0, _disc(1)),),
    (("edge-p2", 0.42, _disc(0.79)),),
    (("in-p3", 0, _diamond),),
    (("edge-p4", 0.36, _disc(0.82)), ("in-p4", 0, _disc(0.36))),
    (("in-p5", 0, _square),),
    (("in-line", 0, _triangle),),
)
MOST_GROUPS: Final = len(_SHAPES)


def people(place: int, points: Sequence[Point], radius: float) -> Markup:
    """Draw the people of the group at ``place`` (0 is the first), one at each point.

    Every place has its own shape, because colour never speaks alone. The paint stands once
    for all of them: a picture of a full hall must not weigh much. Raises IndexError for a
    place beyond the sixth.
    """
    layers = []
    for paint, edge, shape in _SHAPES[place]:
        thickness: dict[str, float | str] = {"stroke_width": radius * edge} if edge else {}
        shapes = (shape(x, y, radius) for x, y in points)
        layers.append(element("g", paint, *shapes, **thickness))
    return Markup("").join(layers)


def group_sign(place: int) -> Markup:
    """Draw the shape of a group alone, to stand before its name in a list or on a badge."""
    sign = people(place, [(9, 9)], 7.6)
    return picture((0, 0, 18, 18), sign, title=None, look="", width=18, height=18)


# --- the ring

_MIDDLE: Final = 220
_RADIUS: Final = 172
_LARGEST_DOT: Final = 7.6
_SMALLEST_DOT: Final = 2.6
_DOT_SHARE: Final = 0.42  # Radius of a dot as part of the way to the next one.
_GAP: Final = 1.1  # Empty seats between two groups.
_LETTER_WIDTH: Final = 0.5  # Mean width of a letter, as part of its size.
_LABEL_SIZE: Final = 19


@dataclass(frozen=True)
class _Layout:
    """How many people sit one behind another, and what that leaves for each."""

    rows: int
    columns: tuple[int, ...]
    step: float
    dot: float

    @property
    def depth(self) -> float:
        """How far the rows reach in towards the middle."""
        return (self.rows - 1) * self.dot * 2.3


def _layout(groups: Sequence[Group], rows: int) -> _Layout:
    columns = tuple(math.ceil(group.count / rows) for group in groups)
    step = 360 / (sum(columns) + _GAP * len(groups))
    dot = _LARGEST_DOT
    for _ in range(3):  # Smaller dots reach less far in, which leaves room: three rounds settle.
        inner = _RADIUS - (rows - 1) * dot * 2.3
        dot = min(_LARGEST_DOT, math.radians(step) * inner * _DOT_SHARE)
    return _Layout(rows, columns, step, dot)


def _best_layout(groups: Sequence[Group]) -> _Layout:
    """Take the fewest rows that still let every dot be seen."""
    layouts = (_layout(groups, rows) for rows in range(1, 13))
    return next((one for one in layouts if one.dot >= _SMALLEST_DOT), _layout(groups, 12))


def _at(radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return _MIDDLE + radius * math.cos(angle), _MIDDLE + radius * math.sin(angle)


def _sectors(layout: _Layout) -> list[Point]:
    """Give each group's first and last angle; the first group is centred at the top."""
    widths = [(columns + _GAP) * layout.step for columns in layout.columns]
    starts = [-90 - widths[0] / 2]
    for width in widths[:-1]:
        starts.append(starts[-1] + width)
    return [(start, start + width) for start, width in zip(starts, widths, strict=True)]


def _seated(groups: Sequence[Group], layout: _Layout) -> list[Markup]:
    drawn = []
    for place, (group, (start, _)) in enumerate(zip(groups, _sectors(layout), strict=True)):
        points = []
        for person in range(group.count):
            column, row = divmod(person, layout.rows)
            degrees = start + (column + (1 + _GAP) / 2) * layout.step
            points.append(_at(_RADIUS - row * layout.dot * 2.3, degrees))
        drawn.append(people(place, points, layout.dot))
    return drawn


def _label_places(layout: _Layout) -> list[Point]:
    radius = 110 - layout.depth * 0.6
    return [_at(radius, (start + end) / 2) for start, end in _sectors(layout)]


def _half_width(text: str, size: float) -> float:
    return len(text) * size * _LETTER_WIDTH / 2


def _fits(groups: Sequence[Group], layout: _Layout, total_word: str) -> bool:
    """Tell whether all names fit inside the ring without touching each other."""
    total = str(sum(group.count for group in groups))
    half = max(_half_width(total_word, _LABEL_SIZE), _half_width(total, 54)) + 4
    taken = [(_MIDDLE - half, _MIDDLE - 42.0, _MIDDLE + half, _MIDDLE + 32.0)]
    for group, (x, y) in zip(groups, _label_places(layout), strict=True):
        half = _half_width(group.name, _LABEL_SIZE)
        left, top, right, bottom = x - half, y - 15, x + half, y + 25
        # The number under the name is short, so only the name comes near the dots.
        reach = max(
            math.hypot(across - _MIDDLE, up - _MIDDLE)
            for across in (left, right)
            for up in (top, y + 5)
        )
        if reach > _RADIUS - layout.depth - layout.dot:
            return False
        if any(
            left < east and west < right and top < south and north < bottom
            for west, north, east, south in taken
        ):
            return False
        taken.append((left, top, right, bottom))
    return True


def _labels(groups: Sequence[Group], layout: _Layout) -> list[Markup]:
    return [
        words(x, y, _LABEL_SIZE, group.name)
        + words(x, y + 21, _LABEL_SIZE, str(group.count), font_weight="700")
        for group, (x, y) in zip(groups, _label_places(layout), strict=True)
    ]


def _key(groups: Sequence[Group]) -> list[Markup]:
    """Write the names below the ring instead, each with its shape, in one column."""
    lines = []
    for place, group in enumerate(groups):
        y = 436 + place * 30
        lines.append(people(place, [(76, y)], _LARGEST_DOT))
        lines.append(words(98, y + 6, _LABEL_SIZE, group.name, text_anchor="start"))
        bold = {"text_anchor": "end", "font_weight": "700"}
        lines.append(words(364, y + 6, _LABEL_SIZE, str(group.count), **bold))
    return lines


def participants_ring(
    groups: Sequence[Group], *, total_word: str, title: str, on_paper: bool = False
) -> Markup:
    """Draw everyone who took part round one table, group by group.

    ``total_word`` stands under the number in the middle ("deltagere"). Many people sit in
    several rows. Names that do not fit inside stand below. Raises ValueError for no group
    or for more than six.
    """
    if not 1 <= len(groups) <= MOST_GROUPS:
        message = f"A ring has one to {MOST_GROUPS} groups, not {len(groups)}."
        raise ValueError(message)
    layout = _best_layout(groups)
    inside = _fits(groups, layout, total_word)
    total = sum(group.count for group in groups)
    return picture(
        (20, 20, 400, 400 if inside else 410 + 30 * len(groups)),
        circle("in-cloth", _MIDDLE, _MIDDLE, _RADIUS - layout.depth - 20),
        *_seated(groups, layout),
        *(_labels(groups, layout) if inside else _key(groups)),
        numeral(_MIDDLE, 222, 50, str(total)),
        words(_MIDDLE, 248, _LABEL_SIZE, total_word),
        title=title,
        on_paper=on_paper,
    )


# --- rows, for paper


def group_rows(groups: Sequence[Group], *, title: str, on_paper: bool = True) -> Markup:
    """Draw each group along one side of a table of its own; 130 mm wide, drawn in mm.

    Raises ValueError for more than six groups.
    """
    longest = max(group.count for group in groups)
    seats = next((seats for seats in (20, 26, 34, 44) if longest <= seats * 4), 58)
    pitch = 89 / seats
    shapes: list[Markup] = []
    top = 0.0
    for place, group in enumerate(groups):
        rows = math.ceil(group.count / seats)
        seated = (divmod(person, seats) for person in range(group.count))
        points = [(34.5 + seat * pitch, top + 3.2 + row * pitch) for row, seat in seated]
        shapes.append(people(place, points, pitch * 0.393))
        edge = top + 3.2 + (rows - 1) * pitch + 3
        length = min(group.count, seats) * pitch + 0.4
        shapes.append(box("in-cloth", 32.2, edge, length, 2.6, 1.3))
        shapes.append(words(0, edge, 4.1, group.name, text_anchor="start"))
        look = {"text_anchor": "start", "class": "numeral in-strong", "fill": LIGHT["strong"]}
        shapes.append(numeral(33.2 + length, edge + 1.9, 5.6, str(group.count), **look))
        top = edge + 4.5
    return picture((0, 0, 130, top), *shapes, title=title, on_paper=on_paper)

"""The pen every drawing is made with: SVG elements whose paint is a class and a colour.

On a page the class lets the stylesheet choose, so that drawings follow the dark and high
contrast. Print, mail and a saved picture see no stylesheet of ours, so each element also
carries its light colour as attributes; without them it would be black there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from eventapp.web.drawings.colours import LIGHT

PEOPLE: Final = ("p1", "p2", "p3", "p4", "p5")
_ROUND_ENDS: Final = {"stroke-linecap": "round"}
# Paints that the stylesheet knows by the same name (static/css/components/drawings.css).
PAINTS: Final[dict[str, dict[str, str]]] = {
    **{
        f"in-{name}": {"fill": LIGHT[name]}
        for name in (*PEOPLE, "line", "sheet", "cloth", "strong", "paper")
    },
    **{f"edge-{name}": {"stroke": LIGHT[name]} for name in ("p2", "p4", "strong", "line")},
    "in-card": {"fill": LIGHT["cloth"]},
    "table-top": {"fill": LIGHT["sheet"]},
    "stroke": {
        "stroke": LIGHT["ink"],
        "stroke-width": "2.5",
        "stroke-linejoin": "round",
        **_ROUND_ENDS,
    },
    "stroke-soft": {"stroke": LIGHT["line"], "stroke-width": "2", **_ROUND_ENDS},
    "seat-free": {
        "stroke": LIGHT["strong"],
        "stroke-width": "3",
        "stroke-dasharray": "5 6",
        **_ROUND_ENDS,
    },
}
# Things that keep their colour whatever the page is: coffee is brown in the dark too.
FIXED_PAINTS: Final[dict[str, str]] = {
    "coffee": "#6d4326",
    "bun": "#e9b873",
    "hair-1": "#3a241c",
    "hair-2": "#8a5a33",
    "hair-3": "#b9b0ae",
    "hair-4": "#191318",
}
TEXT_FACE: Final = "Atkinson Hyperlegible Next"
NUMERAL_FACE: Final = "Brygada 1918"

# A drawing whose arguments come from our templates is the same each time, and there are few
# such arguments: it is drawn once. Not for figures of a gathering's own numbers and words.
drawn_once: Final = lru_cache(maxsize=256)


def number(value: float) -> str:
    """Write a length with two decimals at most, so that drawings stay small."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _attributes(values: dict[str, str]) -> Markup:
    return Markup("").join(
        Markup(' {}="{}"').format(Markup(name), value)  # noqa: S704 -- Names are ours.
        for name, value in values.items()
    )


def _paint(paint: str) -> dict[str, str]:
    """Give the attributes of a paint, or of an edge and a filling together.

    Raises KeyError for a paint that is not in this file.
    """
    if not paint:
        return {}
    if paint in FIXED_PAINTS:
        return {"fill": FIXED_PAINTS[paint]}
    merged = {"class": paint}
    for name in paint.split():
        merged |= PAINTS[name]
    merged.setdefault("fill", "none")
    return merged


def element(name: str, paint: str = "", *children: Markup, **attributes: float | str) -> Markup:
    """Write an element. An underscore in an attribute's name becomes a hyphen."""
    given = {
        key.replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
    }
    opening = Markup("<{}{}").format(name, _attributes(_paint(paint) | given))
    if not children:
        return opening + Markup("/>")
    return Markup("{}>{}</{}>").format(opening, Markup("").join(children), name)


def circle(paint: str, x: float, y: float, radius: float, **more: float | str) -> Markup:
    """Draw a circle round (x, y)."""
    return element("circle", paint, cx=x, cy=y, r=radius, **more)


def box(paint: str, x: float, y: float, width: float, height: float, corner: float) -> Markup:
    """Draw a rectangle with round corners; (x, y) is its top left."""
    return element("rect", paint, x=x, y=y, width=width, height=height, rx=corner)


def path(paint: str, d: str, **more: float | str) -> Markup:
    """Draw a path from SVG path data."""
    return element("path", paint, d=d, **more)


def placed(x: float, y: float, turn: float, *shapes: Markup) -> Markup:
    """Move shapes drawn round the origin to (x, y), turned ``turn`` degrees."""
    where = f"translate({number(x)} {number(y)})"
    if turn:
        where += f" rotate({number(turn)})"
    return element("g", "", *shapes, transform=where)


def words(x: float, y: float, size: float, text: str, **more: float | str) -> Markup:
    """Write text in the text face, centred on x with its base line on y."""
    look: dict[str, float | str] = {"font_family": TEXT_FACE, "fill": LIGHT["ink"]}
    look |= {"x": x, "y": y, "font_size": size, "text_anchor": "middle"}
    return element("text", "", escape(text), **look | more)


def numeral(x: float, y: float, size: float, text: str, **more: float | str) -> Markup:
    """Write a number, or a word as large as one, in the display face."""
    paint = {"class": "numeral", "font_family": NUMERAL_FACE, "font_weight": "700"}
    return words(x, y, size, text, **paint | more)


def picture(
    view_box: tuple[float, float, float, float],
    *shapes: Markup,
    title: str | None,
    on_paper: bool = False,
    look: str = "art",
    **attributes: float | str,
) -> Markup:
    """Put shapes into one SVG that says ``title`` to those who cannot see it.

    ``title`` is in the reader's language already. None means that the words beside the
    drawing say the same, so it is hidden. ``on_paper`` puts the text in a ``<title>``:
    WeasyPrint gives a figure in the PDF no alternative text from an ``aria-label``. On the
    web a ``<title>`` would follow the pointer as a tooltip.
    """
    frame: dict[str, float | str] = {"viewBox": " ".join(number(edge) for edge in view_box)}
    if look:
        frame["class"] = look
    said: tuple[Markup, ...] = ()
    if title is None:
        frame["aria_hidden"] = "true"
    elif on_paper:
        frame["role"] = "img"
        said = (element("title", "", escape(title)),)
    else:
        frame |= {"role": "img", "aria_label": title}
    return element("svg", "", *said, *shapes, **frame | attributes)

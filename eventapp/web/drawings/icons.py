"""Line icons on a grid of 24. An icon never stands without a word beside it."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from eventapp.web.drawings.pen import drawn_once, element, path, picture

_PATHS: Final[dict[str, str]] = {
    "check": "M4.5 12.8l5 5L19.5 7",
    "gap": "M20 12a8 8 0 1 1-5.2-7.5M19.4 5.6h.01",
    "place": (
        "M12 21c-4.6-4.9-7-8.4-7-11.4a7 7 0 0 1 14 0c0 3-2.4 6.5-7 11.4zM14.4 9.7"
        "a2.4 2.4 0 1 1-4.8 0a2.4 2.4 0 0 1 4.8 0z"
    ),
    "clock": "M20.5 12a8.5 8.5 0 1 1-17 0a8.5 8.5 0 0 1 17 0zM12 7.5V12l3.2 2.2",
    "cup": (
        "M5 9h11v6.5a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 3.5"
        "v2M12.5 3.5v2"
    ),
    "quiet": (
        "M5 12.5C5 7.8 8 5 12 5s7 2.8 7 7.5M3.5 12.5h4v6.5h-2a2 2 0 0 1-2-2zM20.5 12.5h-4v6.5"
        "h2a2 2 0 0 0 2-2z"
    ),
    "out": "M14 4H6v16h8M10.5 12H21M17 8l4 4-4 4",
    "pen": "M4 20l1-4.5L16 4.5 19.5 8 8.5 19z",
    "back": "M20 12H5M11 5.5L4.5 12l6.5 6.5",
    "on": "M4 12h15M13 5.5l6.5 6.5-6.5 6.5",
    "light": (
        "M9 17.5h6M10 21h4M12 3a6 6 0 0 0-3.5 10.8c.5.5.5 1.2.5 1.7h6c0-.5 0-1.2.5-1.7"
        "A6 6 0 0 0 12 3z"
    ),
    "keys": (
        "M5 6h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM7 10h.01"
        "M11 10h.01M15 10h.01M8 14h8"
    ),
    "hand": (
        "M7 13V6.5a1.5 1.5 0 0 1 3 0V11M10 10.5V4.8a1.5 1.5 0 0 1 3 0V11M13 10.5V6"
        "a1.5 1.5 0 0 1 3 0v5.5M16 11V8.5a1.5 1.5 0 0 1 3 0V14"
        "c0 4-2.5 7-6.5 7-3 0-4.5-1.5-6-4l-2.3-4a1.5 1.5 0 0 1 2.6-1.5L7 13"
    ),
    "no-photo": "M4 7.5h3.5L9 5h6l1.5 2.5H20v11H4zM3 3l18 18",
}
ICONS: Final = frozenset(_PATHS)


@drawn_once
def icon(name: str, *, size: float = 24) -> Markup:
    """Draw an icon in the colour of the text round it; screen readers pass it by.

    ``size`` is in pixels. Raises KeyError for a name that is not in ICONS.
    """
    return picture(
        (0, 0, 24, 24),
        path("", _PATHS[name]),
        title=None,
        look="",
        width=size,
        height=size,
        fill="none",
        stroke="currentColor",
        stroke_width=2.2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


@drawn_once
def answer_shape(answer: str) -> Markup:
    """Draw the shape of an answer to a proposal: yes full, maybe half, pass open.

    They have the same size and the same weight; no answer looks better than another.
    Raises KeyError for any other answer.
    """
    fillings = {
        "yes": (element("circle", "", cx=14, cy=14, r=11, fill="currentColor"),),
        "maybe": (path("", "M14 3a11 11 0 0 1 0 22z", fill="currentColor"),),
        "pass": (),
    }
    edge: dict[str, float | str] = {"fill": "none", "stroke": "currentColor", "stroke_width": 2.6}
    return picture(
        (0, 0, 28, 28),
        *fillings[answer],
        element("circle", "", cx=14, cy=14, r=11, **edge),
        title=None,
        look="",
        width=28,
        height=28,
    )

"""The drawings: one whole SVG each, heard as well as seen, and in colour without our CSS."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from eventapp.web import drawings
from eventapp.web.drawings import Group, pen

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
FOUR = [Group("Øst", 19), Group("Syd", 14), Group("Vest", 12), Group("Nord", 10)]
SIX = [*FOUR, Group("Midt", 6), Group("Andre", 5)]
LONG = [Group(f"Region {place} med et langt navn", 5) for place in range(6)]

FIGURES: dict[str, Callable[..., Markup]] = {
    "ring": lambda on_paper: drawings.participants_ring(
        FOUR, total_word="deltagere", title="T & <b>", on_paper=on_paper
    ),
    "rows": lambda on_paper: drawings.group_rows(SIX, title="T & <b>", on_paper=on_paper),
    "table": lambda on_paper: drawings.table_figure("4", title="T & <b>", on_paper=on_paper),
    "seat": lambda on_paper: drawings.seat_figure(
        "4", title="T & <b>", you="dig", on_paper=on_paper
    ),
    "voices": lambda on_paper: drawings.voices_figure(11, title="T & <b>", on_paper=on_paper),
    "scene": lambda on_paper: drawings.table_scene(title="T & <b>", on_paper=on_paper),
    "long scene": lambda on_paper: drawings.long_table_scene(title="T & <b>", on_paper=on_paper),
    "cards": lambda on_paper: drawings.proposal_cards(
        on_tables=27, parked=3, withdrawn=1, title="T & <b>", on_paper=on_paper
    ),
    "mark": lambda on_paper: drawings.mark(title="T & <b>", on_paper=on_paper),
    "wordmark": lambda on_paper: drawings.wordmark(title="T & <b>", on_paper=on_paper),
}


def parsed(svg: Markup) -> ET.Element:
    """Read an SVG as strictly as XML is read, without the name space in its tags."""
    return ET.fromstring(str(svg).replace(' xmlns="http://www.w3.org/2000/svg"', ""))  # noqa: S314


def by_tag(svg: Markup) -> Counter[str]:
    """Count the elements of each kind."""
    return Counter(element.tag for element in parsed(svg).iter())


@pytest.mark.parametrize("name", FIGURES)
def test_on_the_web_a_figure_says_its_text_in_a_label(name: str) -> None:
    svg = parsed(FIGURES[name](on_paper=False))

    assert (svg.get("role"), svg.get("aria-label"), svg.find("title")) == ("img", "T & <b>", None)


@pytest.mark.parametrize("name", FIGURES)
def test_on_paper_a_figure_says_its_text_in_a_title(name: str) -> None:
    svg = parsed(FIGURES[name](on_paper=True))

    assert (svg.get("role"), svg.get("aria-label")) == ("img", None)
    assert [child.text for child in svg if child.tag == "title"] == ["T & <b>"]


def unpainted(element: ET.Element, *, painted: bool = False) -> list[str]:
    """Name the shapes that no ``fill`` reaches, their own or one around them."""
    painted = painted or "fill" in element.attrib
    bare = [] if painted or len(element) or element.tag == "title" else [element.tag]
    return bare + [tag for child in element for tag in unpainted(child, painted=painted)]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_its_colours_without_a_stylesheet(name: str) -> None:
    svg = FIGURES[name](on_paper=True)

    assert unpainted(parsed(svg)) == []
    assert "currentColor" not in svg


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_every_time(name: str) -> None:
    assert FIGURES[name](on_paper=False) == FIGURES[name](on_paper=False)


def test_every_paint_is_known_to_the_stylesheet() -> None:
    css = (ROOT / "static/css/components/drawings.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))

    assert set(pen.PAINTS) - known == set()


def test_an_unknown_paint_is_refused() -> None:
    with pytest.raises(KeyError):
        pen.circle("in-red", 0, 0, 1)


def test_the_ring_has_one_dot_for_each_person() -> None:
    tags = by_tag(drawings.participants_ring(FOUR, total_word="", title="x"))

    # Øst and Syd are circles, Nord two circles each, and the table is one more.
    assert tags["circle"] == 19 + 14 + 2 * 10 + 1
    assert tags["path"] == 12


def test_every_group_has_a_shape_of_its_own() -> None:
    shapes = {str(drawings.group_sign(place)) for place in range(6)}
    without_colour = {re.sub(r'#\w{6}|class="[^"]*"', "", shape) for shape in shapes}

    assert len(without_colour) == 6


@pytest.mark.parametrize("groups", [[], [*SIX, Group("En til", 5)]])
def test_a_ring_of_no_group_or_of_seven_is_refused(groups: list[Group]) -> None:
    with pytest.raises(ValueError, match="one to 6 groups"):
        drawings.participants_ring(groups, total_word="", title="x")


@pytest.mark.parametrize("counts", [(5,), (5, 5), (30, 5, 6, 5, 7, 5), (110, 44, 62, 50, 34)])
def test_nobody_sits_on_anybody_else(counts: tuple[int, ...]) -> None:
    groups = [Group("A", count) for count in counts]
    layout = drawings.groups._best_layout(groups)

    inner = 172 - layout.depth
    assert layout.dot * 2 < layout.step * inner * 3.14159 / 180
    assert layout.dot >= 2.6


def test_a_hall_of_two_thousand_is_drawn_person_by_person_in_reasonable_size() -> None:
    groups = [Group("A", 700), Group("B", 800), Group("C", 500)]
    svg = drawings.participants_ring(groups, total_word="", title="x")

    assert by_tag(svg)["circle"] == 700 + 800 + 1
    assert by_tag(svg)["path"] == 500
    assert len(svg) < 120_000


def test_names_that_do_not_fit_in_the_ring_stand_below_it() -> None:
    roomy = parsed(drawings.participants_ring(FOUR, total_word="deltagere", title="x"))
    tight = parsed(drawings.participants_ring(LONG, total_word="deltagere", title="x"))

    assert roomy.get("viewBox") == "20 20 400 400"
    assert tight.get("viewBox") == "20 20 400 590"
    written = [text.text for text in tight.iter("text")]
    assert written[:4] == ["Region 0 med et langt navn", "5", "Region 1 med et langt navn", "5"]


def test_a_group_name_cannot_become_markup() -> None:
    svg = drawings.participants_ring([Group("<script>", 5)], total_word='"', title='"><b>')

    assert by_tag(svg)["script"] == 0
    assert parsed(svg).get("aria-label") == '"><b>'


def test_a_table_shows_its_free_seats() -> None:
    svg = drawings.table_figure("4", title=None, seats=10, free=(0, 3))

    assert str(svg).count('class="stroke-soft"') == 2
    assert by_tag(svg)["circle"] == 11
    assert parsed(svg).get("aria-hidden") == "true"


def test_a_table_lights_only_the_seats_that_are_named() -> None:
    svg = str(drawings.table_figure("4", title=None, lit=(1, 4)))

    assert (svg.count('class="in-strong"'), svg.count('class="stroke-soft"')) == (2, 6)


def test_a_table_where_none_is_lit_has_only_open_seats() -> None:
    svg = str(drawings.table_figure("4", title=None, lit=()))

    assert svg.count('class="stroke-soft"') == 8


@pytest.mark.parametrize(("voices", "height"), [(5, "52"), (11, "52"), (12, "76"), (30, "100")])
def test_voices_are_dots_in_rows_along_one_table(voices: int, height: str) -> None:
    svg = drawings.voices_figure(voices, title="x")

    assert by_tag(svg)["circle"] == voices
    assert str(parsed(svg).get("viewBox")).split()[-1] == height


@pytest.mark.parametrize(
    ("people", "dots"), [(0, 0), (1, 1), (55, 55), (200, 200), (201, 101), (2000, 200)]
)
def test_the_cover_has_a_dot_for_each_person_until_they_are_too_many(
    people: int, dots: int
) -> None:
    svg = drawings.cover_ring(people, title="x")

    assert by_tag(svg)["circle"] == dots + 1
    assert str(svg).count('class="edge-strong"') == 1


def test_the_cover_puts_the_seats_evenly_round_the_table() -> None:
    points = drawings.paper._along_table(400, (17, 17), (176, 263), 40)
    after = [*points[1:], points[0]]
    steps = [
        ((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in zip(points, after, strict=True)
    ]

    assert len(points) == 400
    assert max(steps) - min(steps) < 0.01 * max(steps)


def test_every_proposal_has_a_card_and_a_withdrawn_one_has_no_words() -> None:
    svg = drawings.proposal_cards(on_tables=27, parked=3, withdrawn=1, title="x")

    assert by_tag(svg)["rect"] == 31
    assert by_tag(svg)["path"] == 30


def test_answers_have_the_same_size_and_edge() -> None:
    shapes = [parsed(drawings.answer_shape(answer)) for answer in ("yes", "maybe", "pass")]

    assert len({tuple(sorted(shape.attrib.items())) for shape in shapes}) == 1
    assert len({tuple(sorted(shape[-1].attrib.items())) for shape in shapes}) == 1


@pytest.mark.parametrize("name", sorted(drawings.ICONS))
def test_an_icon_is_passed_by_when_read_aloud(name: str) -> None:
    assert parsed(drawings.icon(name)).get("aria-hidden") == "true"


def test_the_files_beside_the_stylesheet_are_the_drawings() -> None:
    img = ROOT / "static/img"

    assert (img / "favicon.svg").read_text(encoding="utf-8") == f"{drawings.favicon()}\n"
    assert (img / "mark.svg").read_text(encoding="utf-8") == f"{drawings.mark(title='Træf')}\n"


@pytest.mark.parametrize("picture", [drawings.voice_dots(18), drawings.round_table()])
def test_a_background_is_a_whole_file(picture: Markup) -> None:
    assert ET.fromstring(str(picture)).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314

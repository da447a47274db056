"""The pass in the hand: read back by a scanner, and worked out anew when it is replaced."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from eventapp.extensions import keyring
from eventapp.registration.passes import Pass, pass_of
from eventapp.registration.qr import as_png, as_svg
from tests.factories.events import make_event
from tests.factories.registration import make_registration

pytestmark = pytest.mark.usefixtures("app")

TOKEN = "K7M2QX5RABCDEFGHIJKLMNOP27"
ADDRESS = f"HTTPS://TRAEF.EXAMPLE/T/{TOKEN}"


def _read(picture: Image.Image) -> zxingcpp.Barcode:
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1, f"{len(found)} codes in the picture."
    return found[0]


def _pixels_of(svg: str, scale: int = 6) -> Image.Image:
    """Paint the one rectangle and the one path of the drawing, as a browser would."""
    size = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    ground = re.search(r'<rect width="(\d+)" height="\1" fill="#fff"/>', svg)
    path = re.search(r'<path fill="#000" d="((?:M\d+ \d+h1v1h-1z)+)"/>', svg)
    assert size is not None
    assert ground is not None
    assert path is not None
    assert size[1] == ground[1]
    picture = Image.new("L", (int(size[1]) * scale,) * 2, 255)
    pen = ImageDraw.Draw(picture)
    for x, y in re.findall(r"M(\d+) (\d+)h", path[1]):
        left, top = int(x) * scale, int(y) * scale
        pen.rectangle((left, top, left + scale - 1, top + scale - 1), fill=0)
    return picture


def test_the_picture_is_read_back_as_the_address_in_capitals() -> None:
    picture = Image.open(io.BytesIO(as_png(Pass(TOKEN).code)))

    assert _read(picture).text == ADDRESS


def test_the_drawing_is_read_back_as_the_address_in_capitals() -> None:
    svg = as_svg(Pass(TOKEN).code, title="A pass")

    assert _read(_pixels_of(str(svg))).text == ADDRESS


def test_the_drawing_says_what_it_is_and_stays_a_drawing_whatever_the_title_is() -> None:
    svg = str(as_svg(Pass(TOKEN).code, title='"><script>'))

    assert 'aria-label="&#34;&gt;&lt;script&gt;"' in svg
    assert "<script>" not in svg


def test_the_code_is_version_four_with_error_correction_q_and_four_modules_of_white() -> None:
    code = Pass(TOKEN).code
    rows = code.get_matrix()
    read = _read(Image.open(io.BytesIO(as_png(code))))

    assert (code.version, len(rows)) == (4, 33 + 2 * 4)
    assert read.ec_level == "Q"
    edge = rows[:4] + rows[-4:] + [row[:4] for row in rows] + [row[-4:] for row in rows]
    assert {module for part in edge for module in part} == {False}


def test_a_pass_that_was_replaced_has_another_token() -> None:
    person = make_registration(make_event())
    first = pass_of(person)

    person.pass_version += 1

    assert pass_of(person) == Pass(
        keyring.pass_token(event_id=person.event_id, registration_id=person.id, version=2)
    )
    assert pass_of(person) != first


def test_passes_differ_between_people_and_between_gatherings() -> None:
    tokens = {
        keyring.pass_token(event_id=event, registration_id=person, version=version)
        for event in (1, 11, 111)
        for person in (1, 11, 111)
        for version in (1, 11)
    }

    assert len(tokens) == 18
    assert {bool(re.fullmatch("[A-Z2-7]{26}", token)) for token in tokens} == {True}


def test_the_short_code_is_the_beginning_of_the_token_in_two_groups() -> None:
    assert Pass(TOKEN).short_code == "K7M2 QX5R"


def test_nothing_of_the_person_or_the_gathering_stands_in_the_pass() -> None:
    event = make_event(slug="stolen-ved-siden-af")
    person = make_registration(event, name="Łukasz", address="lukasz@mail.example")
    entry = pass_of(person)

    read = _read(Image.open(io.BytesIO(as_png(entry.code)))).text

    assert read == f"HTTPS://TRAEF.EXAMPLE/T/{entry.token}"

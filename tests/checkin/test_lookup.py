"""Finding the person behind a pass, a typed code or a name."""

from __future__ import annotations

import pytest

from eventapp.checkin.lookup import people_by_name, person_by_code, person_by_token, read_code
from eventapp.db import db, transaction
from eventapp.extensions import keyring
from eventapp.registration.models import Registration
from eventapp.registration.passes import pass_of
from tests.factories.checkin import make_event_today
from tests.factories.registration import make_registration

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    "typed",
    ["KIM2 OXBG", "kim2oxbg", " k1m2-0x89 ", "K.L.M.2 0XBG", "Kim2 oxbg.", "KLM2\u00a0OX8G"],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "KIM2OXBG"


def test_a_whole_token_and_its_address_are_read_too() -> None:
    token = "K7M2QX5RABCDEFGHIJKKMNOP27"

    assert read_code(token.lower()) == token
    assert read_code(f"https://traef.example/T/{token}") == token


@pytest.mark.parametrize("typed", ["", "K7M2", "K7M2 QX5R 2", "Łukasz", "🙂" * 8])
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read_code(typed) is None


def test_a_typed_code_finds_its_person_and_no_other() -> None:
    event = make_event_today()
    people = [make_registration(event) for _ in range(20)]

    found = [person_by_code(db.session(), event.id, _code(person)) for person in people]

    assert [one.id if one else None for one in found] == [person.id for person in people]


def test_a_code_finds_nobody_at_another_gathering() -> None:
    person = make_registration(make_event_today())

    assert person_by_code(db.session(), make_event_today().id, _code(person)) is None


def test_a_code_that_could_be_two_people_finds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event_today()
    for _ in range(2):
        make_registration(event)
    alike = {1: "KIM2OXBG" + "A" * 18, 2: "KLM2OXBG" + "B" * 18}
    tokens = iter(alike.values())
    monkeypatch.setattr(keyring, "pass_token", lambda **_: next(tokens))

    assert person_by_code(db.session(), event.id, "KIM2OXBG") is None


def test_a_pass_finds_its_person_among_the_gatherings_of_the_day() -> None:
    events = [make_event_today(), make_event_today()]
    person = make_registration(events[1])

    found = person_by_token(db.session(), events, pass_of(person).token)

    assert found == (events[1], person)


def test_a_pass_that_was_replaced_finds_nobody() -> None:
    event = make_event_today()
    person = make_registration(event)
    old = pass_of(person).token
    with transaction():
        person.pass_version += 1

    assert person_by_token(db.session(), [event], old) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz"),
        ("Dang", "Đặng"),
        ("dặng", "Đặng"),
        ("soren", "Søren"),
        ("aase", "Åse"),
        ("STRAẞE", "Straße"),
    ],
)
def test_a_name_is_found_without_its_accents(typed: str, name: str) -> None:
    event = make_event_today()
    person = make_registration(event, name=name)
    make_registration(event, name="Maja")

    assert people_by_name(db.session(), event.id, typed) == [person]


def test_a_search_gives_six_at_most_so_that_the_page_knows_there_are_more() -> None:
    event = make_event_today()
    for number in range(9):
        make_registration(event, name=f"Maja {number}")

    found = people_by_name(db.session(), event.id, "maja")

    assert [person.chosen_name for person in found] == [f"Maja {number}" for number in range(6)]


def _code(person: Registration) -> str:
    code = read_code(pass_of(person).short_code)
    assert code is not None
    return code

"""What the public page says of the places: a word, in steps of ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.db import db
from eventapp.events.models import Event
from eventapp.registration.enums import Places, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.queries import places_word
from eventapp.registration.services import it_was_not_me, register, withdraw
from tests.days import NOW
from tests.factories.events import make_event
from tests.factories.registration import details, make_registration, own_page_secret

pytestmark = pytest.mark.usefixtures("app")

STEP = NOW  # It is a full hour, so a batch begins.
BEFORE = STEP - timedelta(minutes=1)


def _words(event: Event, *minutes: int) -> list[Places]:
    return [
        places_word(db.session(), event, now=STEP + timedelta(minutes=after)) for after in minutes
    ]


@pytest.mark.parametrize(
    ("taken", "word"),
    [
        (0, Places.FREE),
        (7, Places.FREE),
        (8, Places.FEW),
        (9, Places.FEW),
        (10, Places.QUEUE),
    ],
)
def test_a_quarter_of_the_places_left_is_few(taken: int, word: Places) -> None:
    event = make_event(places=10)
    for _ in range(taken):
        make_registration(event, at=BEFORE)
    for _ in range(3):
        make_registration(event, at=BEFORE, status=RegistrationStatus.CANCELLED)

    assert _words(event, 0) == [word]


def test_somebody_who_signs_up_shows_when_the_next_ten_minutes_begin() -> None:
    event = make_event(places=1)

    register(
        event_id=event.id,
        address="maja@mail.example",
        details=details(),
        language="da",
        now=STEP + timedelta(minutes=3),
    )

    assert _words(event, 3, 9, 10) == [Places.FREE, Places.FREE, Places.QUEUE]


def test_somebody_who_cancels_shows_when_the_next_ten_minutes_begin() -> None:
    event = make_event(places=1)
    seated = make_registration(event, at=BEFORE)

    withdraw(registration_id=seated.id, now=STEP + timedelta(minutes=3))

    assert _words(event, 2, 3, 9, 10) == [Places.QUEUE] * 3 + [Places.FREE]


def test_a_seat_that_goes_on_to_the_queue_never_shows() -> None:
    event = make_event(places=1)
    seated = make_registration(event, at=BEFORE)
    make_registration(event, at=BEFORE, status=RegistrationStatus.WAITING)

    withdraw(registration_id=seated.id, now=STEP + timedelta(minutes=3))

    assert _words(event, 2, 3, 9, 10, 20) == [Places.QUEUE] * 5


def test_a_seat_of_somebody_erased_that_goes_on_to_the_queue_never_shows() -> None:
    event = make_event(places=1)
    seated = make_registration(event, at=BEFORE)
    make_registration(event, at=BEFORE, status=RegistrationStatus.WAITING)
    secret = own_page_secret(seated)

    it_was_not_me(secret=secret, now=STEP + timedelta(minutes=3))

    assert _words(event, 2, 3, 9, 10, 20) == [Places.QUEUE] * 5


def test_who_signs_up_and_cancels_within_the_same_ten_minutes_never_shows() -> None:
    event = make_event(places=4)
    for _ in range(2):
        make_registration(event, at=BEFORE)
    register(
        event_id=event.id,
        address="maja@mail.example",
        details=details(),
        language="da",
        now=STEP + timedelta(minutes=1),
    )
    [come_and_go] = db.session.scalars(
        select(Registration).where(Registration.address == "maja@mail.example")
    )

    withdraw(registration_id=come_and_go.id, now=STEP + timedelta(minutes=3))

    assert _words(event, 0, 2, 4, 10) == [Places.FREE] * 4

"""Taking a place."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventapp.db import db
from eventapp.mail.models import OutboxMail
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.errors import RegistrationClosed
from eventapp.registration.models import Registration
from eventapp.registration.services import register, withdraw
from tests.factories.events import make_event
from tests.factories.registration import details, make_registration

pytestmark = pytest.mark.usefixtures("app")


def _take_part(event_id: int, address: str, now: datetime, name: str = "Maja") -> Registration:
    register(event_id=event_id, address=address, details=details(name), language="da", now=now)
    return db.session.scalars(select(Registration).where(Registration.address == address)).one()


def _mails() -> list[tuple[str | None, str]]:
    rows = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))
    return [(row.recipient, row.purpose) for row in rows]


def test_the_first_person_gets_a_seat_and_the_next_a_place_in_the_queue(now: datetime) -> None:
    event = make_event(places=1)

    first = _take_part(event.id, "maja@mail.example", now)
    second = _take_part(event.id, "ali@mail.example", now)

    assert first.status is RegistrationStatus.CONFIRMED
    assert second.status is RegistrationStatus.WAITING
    assert _mails() == [
        ("maja@mail.example", "status_letter"),
        ("ali@mail.example", "status_letter"),
    ]


def test_registering_again_changes_nothing_and_writes_one_more_mail(now: datetime) -> None:
    event = make_event()
    _take_part(event.id, "maja@mail.example", now, name="Maja")

    again = _take_part(event.id, "maja@mail.example", now + timedelta(days=1), name="Somebody else")

    assert (again.chosen_name, again.registered_at) == ("Maja", now)
    assert _mails() == [("maja@mail.example", "status_letter")] * 2


def test_who_had_cancelled_may_sign_up_anew(now: datetime) -> None:
    event = make_event()
    make_registration(event, address="maja@mail.example", status=RegistrationStatus.CANCELLED)

    again = _take_part(event.id, "maja@mail.example", now + timedelta(days=1), name="Maja B")

    assert (again.status, again.chosen_name) == (RegistrationStatus.CONFIRMED, "Maja B")


def test_a_seat_given_back_goes_to_whoever_has_waited_longest(now: datetime) -> None:
    event = make_event(places=1)
    held = make_registration(event)
    later = make_registration(event, status=RegistrationStatus.WAITING, at=now + timedelta(hours=2))
    longest = make_registration(
        event, status=RegistrationStatus.WAITING, at=now + timedelta(hours=1)
    )

    withdraw(registration_id=held.id, now=now + timedelta(days=1))

    assert longest.status is RegistrationStatus.OFFERED
    assert later.status is RegistrationStatus.WAITING
    assert _mails() == [(held.address, "withdrawn_letter"), (longest.address, "offered_letter")]


def test_nobody_can_sign_up_after_the_gathering(now: datetime) -> None:
    event = make_event(ends_at=now, starts_at=now - timedelta(hours=6))

    with pytest.raises(RegistrationClosed):
        register(
            event_id=event.id,
            address="maja@mail.example",
            details=details(),
            language="da",
            now=now,
        )

    assert _mails() == []

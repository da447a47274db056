"""Letting in and taking back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account
from eventapp.checkin.enums import How, Outcome, ScanKind
from eventapp.checkin.errors import DoorClosed, NotYoursToUndo, PageUsedBefore
from eventapp.checkin.models import ScanRecord
from eventapp.checkin.presence import fold
from eventapp.checkin.queries import records_of_event
from eventapp.checkin.services import Scan, note_unknown, undo
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.errors import NotFound
from eventapp.events.enums import Status
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from tests.factories.accounts import make_account
from tests.factories.checkin import let_in, make_event_today
from tests.factories.registration import make_registration

pytestmark = pytest.mark.usefixtures("app")

CONFIRMED, WAITING = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING
CANCELLED, ATTENDED = RegistrationStatus.CANCELLED, RegistrationStatus.ATTENDED


def _log() -> list[tuple[ScanKind, int | None]]:
    rows = db.session.scalars(select(ScanRecord).order_by(ScanRecord.id))
    return [(row.kind, row.registration_id) for row in rows]


def _undo(
    person: Registration, record: str, *, by: Account, role: Role, now: datetime | None = None
) -> None:
    undo(
        event_id=person.event_id,
        undoes=record,
        client_id=str(uuid4()),
        by_account_id=by.id,
        role=role,
        now=now or utc_now(),
    )


def test_who_is_let_in_has_arrived_and_there_is_one_record() -> None:
    person = make_registration(make_event_today())

    _, outcome = let_in(person)

    assert (outcome, person.status) == (Outcome.WELCOME, ATTENDED)
    assert _log() == [(ScanKind.ARRIVED, person.id)]


def test_a_record_keeps_who_pressed_how_and_when() -> None:
    event = make_event_today()
    helper = make_account(organisation=event.organisation)
    at = utc_now()
    number, _ = let_in(make_registration(event), by=helper, at=at)

    record = db.session.scalars(select(ScanRecord)).one()

    assert (record.client_id, record.how, record.by_account_id) == (number, How.SCAN, helper.id)
    assert (record.happened_at, record.recorded_at, record.found_as) == (at, at, CONFIRMED)


def test_a_double_click_is_one_record_and_one_welcome() -> None:
    person = make_registration(make_event_today())
    number, _ = let_in(person)

    assert let_in(person, client_id=number) == (number, Outcome.WELCOME)
    assert _log() == [(ScanKind.ARRIVED, person.id)]


def test_a_pass_shown_again_is_recorded_and_the_first_time_stays() -> None:
    person = make_registration(make_event_today())
    first, _ = let_in(person, at=utc_now() - timedelta(minutes=20))

    _, outcome = let_in(person)

    assert (outcome, person.status) == (Outcome.AGAIN, ATTENDED)
    assert (
        fold(records_of_event(db.session(), person.event_id)).arrivals[person.id].client_id == first
    )
    assert len(_log()) == 2


def test_a_helper_may_let_somebody_in_from_the_waiting_list_when_all_seats_are_taken() -> None:
    event = make_event_today(places=1)
    make_registration(event)
    waiting = make_registration(event, status=WAITING)

    _, outcome = let_in(waiting)

    assert (outcome, waiting.status) == (Outcome.WELCOME, ATTENDED)
    assert db.session.scalars(select(ScanRecord.found_as)).all() == [WAITING]


@pytest.mark.parametrize("before", [CONFIRMED, WAITING, CANCELLED])
def test_an_undo_gives_back_what_the_person_had(before: RegistrationStatus) -> None:
    since = utc_now() - timedelta(days=9)
    event = make_event_today()
    person = make_registration(event, status=before, at=since)
    helper = make_account(organisation=event.organisation)
    number, _ = let_in(person, by=helper)

    _undo(person, number, by=helper, role=Role.DOOR_HOST)

    assert (person.status, person.status_since) == (before, since)
    assert _log() == [(ScanKind.ARRIVED, person.id), (ScanKind.UNDONE, person.id)]


def test_who_was_taken_back_can_be_let_in_again_and_taken_back_again() -> None:
    event = make_event_today()
    person = make_registration(event, status=WAITING)
    helper = make_account(organisation=event.organisation)
    first, _ = let_in(person, by=helper)
    _undo(person, first, by=helper, role=Role.DOOR_HOST)

    second, outcome = let_in(person, by=helper)
    assert (outcome, person.status) == (Outcome.WELCOME, ATTENDED)

    _undo(person, second, by=helper, role=Role.DOOR_HOST)
    assert person.status is WAITING


def test_an_undo_leaves_the_arrival_at_another_door_standing() -> None:
    event = make_event_today()
    person = make_registration(event)
    helper = make_account(organisation=event.organisation)
    first, _ = let_in(person, by=helper)
    second, _ = let_in(person, by=helper)

    _undo(person, first, by=helper, role=Role.DOOR_HOST)
    assert person.status is ATTENDED

    _undo(person, second, by=helper, role=Role.DOOR_HOST)
    assert person.status is CONFIRMED


def test_taking_back_twice_is_one_record() -> None:
    event = make_event_today()
    person = make_registration(event)
    helper = make_account(organisation=event.organisation)
    number, _ = let_in(person, by=helper)

    _undo(person, number, by=helper, role=Role.DOOR_HOST)
    _undo(person, number, by=helper, role=Role.DOOR_HOST)

    assert len(_log()) == 2


def test_a_door_host_takes_back_her_own_arrivals_for_five_minutes() -> None:
    event = make_event_today()
    person = make_registration(event)
    mine = make_account(organisation=event.organisation, role=Role.DOOR_HOST)
    other = make_account(organisation=event.organisation, role=Role.DOOR_HOST)
    at = utc_now()
    number, _ = let_in(person, by=mine, at=at)

    for who, now in ((other, at), (mine, at + timedelta(minutes=5))):
        with pytest.raises(NotYoursToUndo):
            _undo(person, number, by=who, role=Role.DOOR_HOST, now=now)
    assert person.status is ATTENDED

    _undo(person, number, by=mine, role=Role.DOOR_HOST, now=at + timedelta(minutes=4, seconds=59))
    assert person.status is CONFIRMED


def test_an_organiser_takes_back_any_arrival_at_any_time() -> None:
    event = make_event_today()
    person = make_registration(event)
    number, _ = let_in(person, by=make_account(organisation=event.organisation))
    organiser = make_account(organisation=event.organisation, role=Role.ORGANISER)

    _undo(person, number, by=organiser, role=Role.ORGANISER, now=utc_now() + timedelta(hours=3))

    assert person.status is CONFIRMED


def test_a_page_used_for_somebody_else_lets_nobody_in() -> None:
    event = make_event_today()
    first, second = make_registration(event), make_registration(event)
    number, _ = let_in(first)

    with pytest.raises(PageUsedBefore):
        let_in(second, client_id=number)

    assert (second.status, len(_log())) == (CONFIRMED, 1)


def test_a_page_whose_arrival_was_taken_back_does_not_pretend_to_let_in() -> None:
    event = make_event_today()
    person = make_registration(event)
    helper = make_account(organisation=event.organisation)
    number, _ = let_in(person, by=helper)
    _undo(person, number, by=helper, role=Role.DOOR_HOST)

    with pytest.raises(PageUsedBefore):
        let_in(person, client_id=number)

    assert (person.status, len(_log())) == (CONFIRMED, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": timedelta(days=1, hours=1), "ends_at": timedelta(days=1, hours=6)},
        {"starts_at": timedelta(days=-2), "ends_at": timedelta(days=-1, hours=-1)},
    ],
)
def test_nobody_is_let_in_on_another_day(change: dict[str, timedelta]) -> None:
    now = utc_now()
    event = make_event_today(starts_at=now + change["starts_at"], ends_at=now + change["ends_at"])
    person = make_registration(event)

    with pytest.raises(DoorClosed):
        let_in(person)

    assert (person.status, _log()) == (CONFIRMED, [])


def test_a_draft_has_no_door() -> None:
    person = make_registration(make_event_today(status=Status.DRAFT))

    with pytest.raises(DoorClosed):
        let_in(person)


def test_somebody_of_another_gathering_is_not_found() -> None:
    event, person = make_event_today(), make_registration(make_event_today())
    scan = Scan(client_id=str(uuid4()), how=How.SCAN, happened_at=utc_now(), by_account_id=None)

    from eventapp.checkin.services import let_in as service

    with pytest.raises(NotFound):
        service(event_id=event.id, registration_id=person.id, scan=scan, now=utc_now())

    assert _log() == []


def test_an_unknown_pass_is_stored_once_and_not_counted() -> None:
    event = make_event_today()
    scan = Scan(client_id=str(uuid4()), how=How.CODE, happened_at=utc_now(), by_account_id=None)

    note_unknown(event_id=event.id, scan=scan, now=utc_now())
    note_unknown(event_id=event.id, scan=scan, now=utc_now())

    assert _log() == [(ScanKind.ARRIVED, None)]
    assert fold(records_of_event(db.session(), event.id)).arrivals == {}


def test_a_record_is_never_changed() -> None:
    let_in(make_registration(make_event_today()))

    with pytest.raises(RuntimeError, match="never changed"), transaction() as session:
        session.scalars(select(ScanRecord)).one().how = How.QUIET


def test_what_happened_at_the_door_goes_with_the_person() -> None:
    person = make_registration(make_event_today())
    let_in(person)
    person_id = person.id

    with transaction() as session:
        session.delete(session.get_one(Registration, person_id))

    assert _log() == []

"""Who has looked is written down once an hour, and read by the person it was about."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, text

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Member
from eventapp.accounts.services import remove_member
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.owndata.services import erase_myself
from eventapp.registration.access_log import (
    KEPT,
    AccessKind,
    AccessRecord,
    forget_old_accesses,
    note_access,
)
from eventapp.registration.models import Registration
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.registration import make_registration, own_page_secret
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("app")


def _note(
    event_id: int,
    account_id: int,
    *,
    person: int | None = None,
    what: AccessKind = AccessKind.LOOKED,
    at: datetime,
) -> None:
    with transaction() as session:
        note_access(
            session,
            event_id=event_id,
            registration_id=person,
            account_id=account_id,
            what=what,
            now=at,
        )


def _rows() -> list[tuple[int | None, AccessKind, datetime]]:
    rows = db.session.scalars(select(AccessRecord).order_by(AccessRecord.id))
    return [(row.registration_id, row.what, row.hour) for row in rows]


def test_the_same_within_the_hour_is_one_row(now: datetime) -> None:
    event = make_event()
    one, other = make_registration(event), make_registration(event)
    account_id, colleague_id = make_account().id, make_account().id
    hour = now.replace(minute=0, second=0, microsecond=0)
    early, late = hour + timedelta(minutes=1), hour + timedelta(minutes=59, seconds=59)

    for at in (early, late, hour + timedelta(hours=1)):
        _note(event.id, account_id, person=one.id, at=at)
        _note(event.id, account_id, what=AccessKind.EXPORT, at=at)
    _note(event.id, account_id, person=other.id, at=late)
    _note(event.id, account_id, person=one.id, what=AccessKind.MESSAGE, at=late)
    _note(event.id, colleague_id, person=one.id, at=late)
    _note(make_event().id, account_id, what=AccessKind.EXPORT, at=late)

    assert _rows() == [
        (one.id, AccessKind.LOOKED, hour),
        (None, AccessKind.EXPORT, hour),
        (one.id, AccessKind.LOOKED, hour + timedelta(hours=1)),
        (None, AccessKind.EXPORT, hour + timedelta(hours=1)),
        (other.id, AccessKind.LOOKED, hour),
        (one.id, AccessKind.MESSAGE, hour),
        (one.id, AccessKind.LOOKED, hour),
        (None, AccessKind.EXPORT, hour),
    ]


def _note_in_two_windows(app: Flask, now: datetime) -> int:
    event = make_event()
    event_id, person_id = event.id, make_registration(event).id
    account_id = make_account().id
    db.session.rollback()
    start = Barrier(2)

    def look(_window: int) -> None:
        with app.app_context():
            start.wait()
            _note(event_id, account_id, person=person_id, at=now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(look, range(2)))
    return len(_rows())


def test_two_windows_at_once_are_one_row(app: Flask, now: datetime) -> None:
    assert _note_in_two_windows(app, now) == 1


def test_the_twin_without_the_rule_of_the_table_writes_two(app: Flask, now: datetime) -> None:
    [index] = [
        index
        for index in AccessRecord.__table__.indexes  # type: ignore[attr-defined]
        if index.unique and "registration_id" in index.columns
    ]
    with db.engine.begin() as connection:
        index.drop(connection)
    try:
        assert _note_in_two_windows(app, now) == 2
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("DELETE FROM access_record"))
            index.create(connection)


def test_for_somebody_who_was_just_erased_nothing_is_written(now: datetime) -> None:
    event = make_event()
    person_id, account_id = make_registration(event).id, make_account().id
    erase_myself(registration_id=person_id, now=now)

    _note(event.id, account_id, person=person_id, at=now)

    assert _rows() == []


def test_what_is_about_her_goes_with_her_and_the_rest_after_a_year(now: datetime) -> None:
    event = make_event()
    person, account_id = make_registration(event), make_account().id
    _note(event.id, account_id, person=person.id, at=now)
    _note(event.id, account_id, what=AccessKind.EXPORT, at=now)
    hour = _rows()[0][2]

    erase_myself(registration_id=person.id, now=now)
    assert _rows() == [(None, AccessKind.EXPORT, hour)]

    for later, left in ((hour + KEPT - timedelta(seconds=1), 1), (hour + KEPT, 0)):
        with transaction() as session:
            forget_old_accesses(session, now=later)
        assert len(_rows()) == left


def _log(browser: Browser, person: Registration) -> list[str]:
    secret = own_page_secret(person, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    lines = browser.get("owndata.log").soup.select("main .looks li")
    return [" ".join(line.text.split()) for line in lines]


def test_her_log_says_who_did_what_in_which_hour(browser: Browser, now: datetime) -> None:
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    hers, other = make_registration(event, at=now), make_registration(event)
    ruth = make_account(organisation=organisation, name="Ruth", role=Role.ORGANISER).id
    bo = make_account(organisation=organisation, name="Bo").id
    local = now.astimezone(event.zone)
    _note(event.id, ruth, what=AccessKind.EXPORT, at=now - timedelta(hours=2))
    _note(event.id, ruth, person=other.id, at=now)
    _note(event.id, ruth, person=hers.id, at=now + timedelta(minutes=20))
    _note(event.id, bo, what=AccessKind.NEEDS, at=now + timedelta(hours=1))
    _note(make_event().id, bo, what=AccessKind.EXPORT, at=now)

    def at(later: int) -> str:
        return f"{local:%A} {local.day} {local:%B}, in the hour from {local.hour + later}:00"

    assert _log(browser, hers) == [
        "Bo, owner of the association, read what people need, with names. " + at(1),
        "Ruth, organiser, opened what we know about you. " + at(0),
    ]


def test_an_organiser_who_has_left_is_somebody_who_is_no_longer_here(
    browser: Browser, now: datetime
) -> None:
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    person = make_registration(event)
    make_account(organisation=organisation)
    gone = make_account(organisation=organisation, name="Ruth").id
    _note(event.id, gone, person=person.id, at=now)
    member = db.session.scalars(select(Member).where(Member.account_id == gone)).one()

    remove_member(organisation_id=member.organisation_id, member_id=member.id)

    [line] = _log(browser, person)
    assert line.startswith("Somebody who is no longer here, opened what we know about you.")


def test_a_log_nobody_is_in_says_so(browser: Browser) -> None:
    person = make_registration(make_event())

    assert _log(browser, person) == []
    assert "Nobody has looked yet." in browser.get("owndata.log").text


def test_a_longer_log_costs_no_more_reads(browser: Browser, now: datetime) -> None:
    event = make_event()
    person = make_registration(event)
    browser.post("registration.open_own_page", secret=own_page_secret(person, at=utc_now()))
    counts = []
    for number in range(3):
        _note(event.id, make_account().id, person=person.id, at=now + timedelta(hours=number))
        with statements() as sent:
            browser.get("owndata.log")
        counts.append(len(sent))

    assert counts[0] == counts[2]

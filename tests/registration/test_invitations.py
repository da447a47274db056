"""Seats held for those who are invited, from both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.enums import Entry
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Invitation, Registration
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import all_mails, secret_in
from tests.factories.places import make_invitation
from tests.factories.registration import make_registration
from tests.hostile import LONG, TEXTS
from tests.statements import statements

CONFIRMED, OFFERED = RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED
WAITING, CANCELLED = RegistrationStatus.WAITING, RegistrationStatus.CANCELLED


def _come(browser: Browser, secret: str, name: str = "Maja", **fields: str) -> Page:
    form = {"chosen_name": name, "address": f"{name.lower()}@mail.example", **fields}
    return browser.post("registration.invited", form, secret=secret)


def _all() -> list[tuple[str, RegistrationStatus]]:
    db.session.rollback()
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(row.chosen_name, row.status) for row in rows]


def _form(event: Event, **fields: str) -> dict[str, Any]:
    day = (event.starts_here - timedelta(days=1)).date().isoformat()
    return {"kind": "group", "label": "Huset", "seats": "3", "held_until": day, **fields}


def test_a_held_seat_is_there_when_the_room_is_full_and_the_queue_is_long(
    browser: Browser,
) -> None:
    event = make_event(places=2, entry=Entry.OPEN)
    secret = make_invitation(event, now=utc_now())
    make_registration(event, name="Seated", at=utc_now())
    make_registration(event, name="Waits", status=WAITING, at=utc_now())

    sent = browser.follow(_come(browser, secret))

    assert sent.heading == "A mail is coming"
    assert _all() == [("Seated", CONFIRMED), ("Waits", WAITING), ("Maja", CONFIRMED)]


def test_somebody_who_waits_and_is_invited_gets_the_held_seat_and_stays_as_she_was(
    browser: Browser,
) -> None:
    event = make_event(places=2)
    secret = make_invitation(event, now=utc_now())
    make_registration(event, name="Seated", at=utc_now())
    make_registration(
        event, name="Waits", address="maja@mail.example", status=WAITING, at=utc_now()
    )

    _come(browser, secret)

    assert _all() == [("Seated", CONFIRMED), ("Waits", CONFIRMED)]


def test_an_invitation_opens_a_closed_gathering_and_nothing_else_does(browser: Browser) -> None:
    event = make_event(entry=Entry.INVITED)
    secret = make_invitation(event, now=utc_now())
    form = {"chosen_name": "Eva", "address": "eva@mail.example"}

    closed = browser.post("registration.register", form, slug=event.slug, status=200)
    page = browser.get("registration.invited", secret=secret)
    _come(browser, secret)

    assert closed.heading == "This gathering is by invitation"
    assert (page.heading, event.title in page.text) == ("You are invited", True)
    assert _all() == [("Maja", CONFIRMED)]


def test_nobody_signs_up_for_a_gathering_where_one_just_comes(browser: Browser) -> None:
    event = make_event(entry=Entry.DROP_IN)
    form = {"chosen_name": "Eva", "address": "eva@mail.example"}

    shown = browser.get("registration.register", slug=event.slug)
    sent = browser.post("registration.register", form, slug=event.slug, status=200)

    assert (shown.heading, sent.heading) == ("You just come", "You just come")
    assert (shown.soup.main.form if shown.soup.main else None, _all()) == (None, [])


def test_a_group_uses_its_seats_up_and_who_comes_after_waits(browser: Browser) -> None:
    event = make_event(places=2)
    secret = make_invitation(event, seats=2, now=utc_now())

    for name in ("Maja", "Bo", "Eva"):
        _come(browser, secret, name)

    assert _all() == [("Maja", CONFIRMED), ("Bo", CONFIRMED), ("Eva", WAITING)]


def test_an_organiser_makes_a_group_link_and_sees_it_once(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    made = browser.post("registration.invitations", _form(event), slug=event.slug)
    first, again = browser.follow(made), browser.open(made.response.headers["Location"], status=303)

    assert first.heading == "The invitation is made"
    field = first.soup.select_one("#link")
    assert field is not None
    secret = str(field["value"]).rpartition("/")[2]
    assert again.response.headers["Location"] == f"/organise/{event.slug}/invitations"
    _come(browser, secret)
    listed = browser.get("registration.invitations", slug=event.slug)
    assert "Huset 1 of 3 seats are taken." in listed.text
    assert "Maja" not in listed.text


def test_two_presses_make_one_invitation(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))
    shown = browser.get("registration.invitations", slug=event.slug)
    form = _form(event, secret=shown.value_of("secret"))

    for _press in range(2):
        browser.post("registration.invitations", form, slug=event.slug)

    assert db.session.scalars(select(Invitation.seats)).all() == [3]


def test_a_personal_invitation_is_mailed_and_says_nothing_of_what_it_is(browser: Browser) -> None:
    event = make_event(language="en")
    browser.sign_in(make_account(organisation=event.organisation))
    form = _form(event, kind="person", address="guest@mail.example")

    browser.post("registration.invitations", form, slug=event.slug)

    [mail] = all_mails()
    assert (mail.recipient, mail.sender_name) == ("guest@mail.example", "Registration")
    for seen in (mail.subject, mail.text, mail.html):
        assert event.title not in (seen or "")
        assert event.organisation.name not in (seen or "")
    assert db.session.scalars(select(Invitation.seats)).all() == [1]
    _come(browser, secret_in(mail))
    assert _all() == [("Maja", CONFIRMED)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seats": "11"}, "So many seats are not free. Free to hold right now: 10."),
        (
            {"held_until": "2020-01-01"},
            "The day until which the seats are kept is over. Choose a later one.",
        ),
        (
            {"address": "group@mail.example"},
            "A group gets a link that you pass on. Leave this empty.",
        ),
        ({"label": ""}, "Write a word or two, so that you know it again."),
    ],
)
def test_what_cannot_be_held_is_said_and_nothing_is_lost(
    browser: Browser, fields: dict[str, str], said: str
) -> None:
    event = make_event(places=10)
    browser.sign_in(make_account(organisation=event.organisation))
    form = _form(event, **fields)

    page = browser.post("registration.invitations", form, slug=event.slug, status=422)

    assert page.errors == [said]
    assert page.value_of("seats") == form["seats"]
    assert db.session.scalars(select(Invitation.id)).all() == []


def test_an_invitation_that_is_taken_back_lets_the_queue_in_and_keeps_who_has_come(
    browser: Browser,
) -> None:
    event = make_event(places=2)
    secret = make_invitation(event, seats=2, now=utc_now())
    _come(browser, secret)
    make_registration(event, name="Waits", status=WAITING, at=utc_now())
    browser.sign_in(make_account(organisation=event.organisation))
    invitation_id = db.session.scalars(select(Invitation.id)).one()

    for _press in range(2):
        browser.post("registration.revoke_invitation", slug=event.slug, invitation_id=invitation_id)

    assert _all() == [("Maja", CONFIRMED), ("Waits", OFFERED)]
    browser.get("registration.invited", secret=secret, status=410)


def test_another_associations_invitation_stays(browser: Browser) -> None:
    mine, theirs = make_event(), make_event()
    make_invitation(theirs, now=utc_now())
    invitation_id = db.session.scalars(select(Invitation.id)).one()
    browser.sign_in(make_account(organisation=mine.organisation))

    browser.post("registration.revoke_invitation", slug=mine.slug, invitation_id=invitation_id)

    assert db.session.scalars(select(Invitation.id)).all() == [invitation_id]


def test_the_list_costs_the_same_for_one_and_for_three(browser: Browser) -> None:
    event = make_event(organisation=make_organisation())
    browser.sign_in(make_account(organisation=event.organisation))
    sent = []
    for more in (1, 2):
        for _one in range(more):
            make_invitation(event, now=utc_now())
        with statements() as counted:
            browser.get("registration.invitations", slug=event.slug)
        sent.append(len(counted))

    assert sent[0] == sent[1]


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_a_note_is_shown_and_never_run(browser: Browser, name: str, typed: str) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = type_into(
        browser, "registration.invitations", _form(event), ("label",), typed, slug=event.slug
    )

    assert page.status == (422 if name == "zero width" else 303)
    assert_harmless(browser.get("registration.invitations", slug=event.slug))


def test_what_is_too_long_stays_in_the_field(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = type_into(
        browser, "registration.invitations", _form(event), ("label",), LONG, slug=event.slug
    )

    assert (page.status, page.value_of("label")) == (422, LONG.strip())

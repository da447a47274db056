"""A message to many, on its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventapp.accounts.models import Account
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.extensions import jobs
from eventapp.people.models import MessageReader, MessageToMany
from eventapp.people.queries import Narrowing
from eventapp.registration.access_log import AccessKind, AccessRecord
from eventapp.registration.enums import PeerRole, Region, RegistrationStatus
from eventapp.registration.services import set_roles
from eventapp.tokens import new_secret
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import all_mails, deliver
from tests.factories.people import make_crowd, make_message, work
from tests.factories.registration import make_registration
from tests.hostile import LONG, RAN, TEXTS
from tests.statements import statements

FORM = {"text": "Hej {navn}. Vi ses {dag}.", "language": "da"}


def _signed_in(browser: Browser) -> tuple[Event, Account]:
    event = make_event(places=3000)
    account = make_account(organisation=event.organisation, address="astrid@langbordet.example")
    browser.sign_in(account)
    return event, account


def _recipients() -> list[str]:
    return sorted(mail.recipient or "" for mail in all_mails())


def test_a_message_goes_from_words_to_mails(browser: Browser, app: Flask) -> None:
    event, account = _signed_in(browser)
    make_registration(event, name="Maja", address="maja@mail.example")

    answer = browser.post("people.new_message", FORM, slug=event.slug)
    look = browser.follow(answer)
    number = db.session.scalars(select(MessageToMany.id)).one()
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": number}

    assert "Hej Maja. Vi ses" in look.text
    assert ("{navn}" in look.text, all_mails()) == (False, [])
    browser.post("people.send_message", **where)
    assert db.session.scalars(select(MessageToMany.recipients)).one() == 1
    moving = browser.get("people.message", **where)
    assert ("0 of 1 have left." in moving.text, "under-way.js" in moving.response.text) == (
        True,
        True,
    )
    jobs.run_waiting(app)
    left = browser.get("people.message", **where)
    assert ("1 of 1 have left." in left.text, left.heading) == (True, "The message has left")
    assert "under-way.js" not in left.response.text
    [row] = db.session.scalars(select(AccessRecord)).all()
    assert (row.account_id, row.what) == (account.id, AccessKind.MESSAGE)


def test_discreet_people_get_a_mail_that_says_nothing_and_others_one_that_does(
    browser: Browser, app: Flask
) -> None:
    event, _account = _signed_in(browser)
    make_registration(event, name="Quiet", address="quiet@mail.example")
    make_registration(event, name="Open", address="open@mail.example", is_discreet=False)
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": make_message(event, _account)}

    browser.post("people.send_message", **where)
    work(app)

    mails = {mail.recipient: mail for mail in all_mails()}
    quiet, plain = mails["quiet@mail.example"], mails["open@mail.example"]
    told = f"{quiet.subject}{quiet.text}{quiet.html}{quiet.sender_name}"
    assert [word for word in (event.title, "Langbordet") if word in told] == []
    assert quiet.sender_name == "Tilmelding"
    assert (event.title in (plain.subject or ""), plain.sender_name) == (
        True,
        "Foreningen Langbordet",
    )


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("da", "Hej {titel}", "titel"),
        ("da", "Hej {name}", "name"),
        ("en", "Hi {place}", "place"),
        ("en", "Hi {{7*7}}", "7*7"),
        ("da", "Hej {sted} og {navn}", "sted"),
    ],
)
def test_words_in_braces_that_cannot_stand_there_are_named(
    browser: Browser, language: str, text: str, word: str
) -> None:
    event, _account = _signed_in(browser)
    words = {"da": "{navn}, {dag}, {tid}", "en": "{name}, {day}, {time}"}[language]

    page = browser.post(
        "people.new_message", {"text": text, "language": language}, status=422, slug=event.slug
    )

    assert page.errors == [f"{{{word}}} cannot stand here. You can write {words}."]
    assert page.value_of("text").strip() == text
    assert db.session.scalars(select(MessageToMany)).all() == []


def _to_waiting(event: Event) -> tuple[Narrowing, set[str]]:
    make_registration(event, address="waiting@mail.example", status=RegistrationStatus.WAITING)
    return Narrowing(status=RegistrationStatus.WAITING), {"waiting@mail.example"}


def _to_region(event: Event) -> tuple[Narrowing, set[str]]:
    make_registration(event, address="north@mail.example", region=Region.NORDJYLLAND)
    return Narrowing(region=Region.NORDJYLLAND), {"north@mail.example"}


def _to_role(event: Event) -> tuple[Narrowing, set[str]]:
    steward = make_registration(event, address="steward@mail.example")
    set_roles(registration_id=steward.id, roles=frozenset({PeerRole.STEWARD}))
    return Narrowing(role=PeerRole.STEWARD), {"steward@mail.example"}


def _to_cancelled(_event: Event) -> tuple[Narrowing, set[str]]:
    return Narrowing(status=RegistrationStatus.CANCELLED), {"cancelled@mail.example"}


def _to_all(_event: Event) -> tuple[Narrowing, set[str]]:
    return Narrowing(), {"seat@mail.example"}


@pytest.mark.parametrize("choose", [_to_waiting, _to_region, _to_role, _to_cancelled, _to_all])
def test_a_message_goes_to_those_it_is_for_and_can_reach(
    browser: Browser, app: Flask, choose: Callable[[Event], tuple[Narrowing, set[str]]]
) -> None:
    event, account = _signed_in(browser)
    make_registration(event, address="seat@mail.example", region=None)
    make_registration(event, address="cancelled@mail.example", status=RegistrationStatus.CANCELLED)
    make_registration(make_event(), address="elsewhere@mail.example")
    make_registration(event, address="gone@mail.example", address_failed_at=NOW)
    browser.post("people.add_person", {"chosen_name": "On paper"}, slug=event.slug)
    narrowing, expected = choose(event)
    where: dict[str, Any] = {
        "slug": event.slug,
        "mailing_id": make_message(event, account, to=narrowing),
    }

    look = browser.get("people.message", **where)
    browser.post("people.send_message", **where)
    work(app)

    assert set(_recipients()) == expected
    assert ("2 more have no e-mail that works. Call them." in look.text) == (choose is _to_all)


def test_the_organiser_sees_it_as_whom_she_chooses_and_no_name_stands_in_an_address(
    browser: Browser,
) -> None:
    event, account = _signed_in(browser)
    for name in ("Maja", "Villads"):
        make_registration(event, name=name)
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": make_message(event, account)}

    first = browser.get("people.message", **where)
    chosen = browser.post("people.message", {"name": "vil"}, status=200, **where)
    nobody = browser.post("people.message", {"name": "zzz"}, status=422, **where)

    assert ["As Maja gets it" in first.text, "As Villads gets it" in chosen.text] == [True, True]
    assert nobody.errors == ["Nobody this message is for has that in their name."]
    assert "As Maja gets it" in nobody.text


def test_a_test_goes_to_the_organiser_alone_and_opens_nobodys_page(browser: Browser) -> None:
    event, account = _signed_in(browser)
    person = make_registration(event, name="Maja")
    number = make_message(event, account)

    browser.post(
        "people.try_message", slug=event.slug, mailing_id=number, registration_id=person.id
    )

    [mail] = all_mails()
    assert mail.recipient == "astrid@langbordet.example"
    assert ("Hej Maja." in (mail.text or ""), "/m/" in (mail.text or "")) == (True, False)
    assert db.session.scalars(select(MessageToMany.started_at)).one() is None


def test_pressed_twice_it_leaves_once(browser: Browser, app: Flask) -> None:
    event, account = _signed_in(browser)
    make_registration(event, address="maja@mail.example")
    form = {**FORM, "once": new_secret()}
    written = [browser.post("people.new_message", form, slug=event.slug) for _press in range(2)]
    number = db.session.scalars(select(MessageToMany.id)).one()
    assert account

    for _press in range(2):
        browser.post("people.send_message", slug=event.slug, mailing_id=number)
        work(app)

    assert len({one.response.headers["Location"] for one in written}) == 1
    assert _recipients() == ["maja@mail.example"]


def test_a_message_on_its_way_keeps_its_words(browser: Browser, app: Flask) -> None:
    event, account = _signed_in(browser)
    make_registration(event)
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": make_message(event, account)}
    browser.post("people.change_message", {**FORM, "text": "Anden tekst"}, **where)
    browser.post("people.send_message", **where)
    work(app)

    page = browser.post("people.change_message", FORM, status=422, **where)

    assert page.errors == ["This message is on its way already, so its words stay as they are."]
    assert db.session.scalars(select(MessageToMany.text)).one() == "Anden tekst"


def test_a_message_to_nobody_is_not_sent(browser: Browser) -> None:
    event, account = _signed_in(browser)
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": make_message(event, account)}

    look = browser.get("people.message", **where)
    page = browser.post("people.send_message", status=422, **where)

    assert "None of those you chose has an e-mail that works." in look.text
    assert page.errors == ["None of those you chose has an e-mail that works. Choose others."]
    assert db.session.scalars(select(MessageToMany.started_at)).one() is None


def test_words_that_name_the_gathering_are_pointed_at(browser: Browser) -> None:
    event, account = _signed_in(browser)
    make_registration(event)
    told = {}
    for text in ("Vi ses", f"Velkommen til {event.title}"):
        number = make_message(event, account, text=text)
        page = browser.get("people.message", slug=event.slug, mailing_id=number)
        told[text] = "Your text names the gathering" in page.text

    assert list(told.values()) == [False, True]


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_a_message_is_shown_and_never_run(browser: Browser, app: Flask, typed: str) -> None:
    event, account = _signed_in(browser)
    make_registration(event)
    assert account

    page = type_into(
        browser, "people.new_message", {"language": "en"}, ("text",), typed, slug=event.slug
    )

    if page.status == 422:
        assert len(page.errors) == 1
        return
    number = db.session.scalars(select(MessageToMany.id)).one()
    look = browser.get("people.message", slug=event.slug, mailing_id=number)
    assert_harmless(look)
    assert RAN not in look.text
    assert_harmless(browser.get("people.messages", slug=event.slug))
    browser.post("people.send_message", slug=event.slug, mailing_id=number)
    work(app)
    deliver(app)
    assert_harmless(browser.get("people.message", slug=event.slug, mailing_id=number))
    assert db.session.scalars(select(func.count()).select_from(MessageReader)).one() == 1


def test_what_is_too_long_stays_in_the_field(browser: Browser) -> None:
    event, _account = _signed_in(browser)

    page = type_into(
        browser, "people.new_message", {"language": "da"}, ("text",), LONG, slug=event.slug
    )

    assert (len(page.errors), page.value_of("text").strip()) == (1, LONG.strip())


def test_another_gatherings_message_and_person_are_not_there(browser: Browser) -> None:
    event, account = _signed_in(browser)
    theirs = make_event()
    stranger = make_registration(theirs)
    mine, other = make_message(event, account), make_message(theirs, account)
    make_registration(event)
    where: dict[str, Any] = {"slug": event.slug, "mailing_id": other}

    browser.get("people.message", status=404, **where)
    browser.get("people.change_message", status=404, **where)
    for endpoint in ("send_message", "stop_message"):
        browser.post(f"people.{endpoint}", status=404, **where)
    browser.post("people.try_message", status=404, registration_id=stranger.id, **where)
    browser.post(
        "people.try_message",
        status=404,
        slug=event.slug,
        mailing_id=mine,
        registration_id=stranger.id,
    )

    assert all_mails() == []


def test_sending_off_costs_the_same_statements_to_one_and_to_two_thousand(
    browser: Browser,
) -> None:
    costs = []
    for number in (1, 3, 2000):
        event = make_event(places=3000)
        browser.sign_in(make_account(organisation=event.organisation))
        make_crowd(event, number)
        account = make_account(organisation=event.organisation)
        where: dict[str, Any] = {"slug": event.slug, "mailing_id": make_message(event, account)}
        with statements() as sent:
            browser.post("people.send_message", **where)
        costs.append(len(sent))
        with statements() as read:
            browser.get("people.message", **where)
        costs.append(len(read))

    assert costs[:2] == costs[2:4] == costs[4:]
    assert db.session.scalars(select(func.count()).select_from(MessageReader)).one() == 2004

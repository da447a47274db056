"""One person: added on behalf, noted about, and looked at."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from eventapp.accounts.models import Account
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.people.models import PersonNote
from eventapp.registration import services
from eventapp.registration.access_log import AccessKind, AccessRecord
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.tokens import new_secret
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import MailServer, all_mails, deliver, served_by
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import LONG, RAN, TEXTS

CONFIRMED, CANCELLED = RegistrationStatus.CONFIRMED, RegistrationStatus.CANCELLED


def _signed_in(browser: Browser) -> tuple[Event, Account]:
    event = make_event()
    account = make_account(organisation=event.organisation)
    browser.sign_in(account)
    return event, account


def _people() -> list[tuple[str, str | None, bool]]:
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(one.chosen_name, one.address, one.on_behalf) for one in rows]


def test_somebody_with_an_e_mail_gets_the_mail_everybody_gets(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    form = {"chosen_name": "Maja", "address": "maja@mail.example"}

    answer = browser.post("people.add_person", form, slug=event.slug)

    assert _people() == [("Maja", "maja@mail.example", True)]
    assert "A mail with their link is on its way." in browser.follow(answer).text
    [mail] = all_mails()
    assert (mail.recipient, mail.purpose) == ("maja@mail.example", "status_letter")
    assert event.title not in f"{mail.subject}{mail.text}{mail.html}{mail.sender_name}"


@pytest.mark.parametrize("address", ["", "maja@mail.example"])
def test_a_double_click_adds_one_person(browser: Browser, address: str) -> None:
    event, _account = _signed_in(browser)
    form = {"chosen_name": "Maja", "address": address, "once": new_secret()}

    answers = [browser.post("people.add_person", form, slug=event.slug) for _press in range(2)]

    assert answers[0].response.headers["Location"] == answers[1].response.headers["Location"]
    assert [name for name, _address, _behalf in _people()] == ["Maja"]
    assert len(all_mails()) == (1 if address else 0)


def test_two_people_of_one_name_can_be_added(browser: Browser) -> None:
    event, _account = _signed_in(browser)

    for _form in range(2):
        browser.post(
            "people.add_person", {"chosen_name": "Maja", "once": new_secret()}, slug=event.slug
        )

    assert len(_people()) == 2


def test_an_address_that_is_here_already_is_not_added_again(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    make_registration(event, name="Maja", address="maja@mail.example")
    form = {"chosen_name": "Another", "address": "MAJA@mail.example"}

    page = browser.post("people.add_person", form, slug=event.slug, status=422)

    assert page.errors == ["Somebody with this address is signed up already. Nothing changed."]
    assert page.value_of("chosen_name") == "Another"
    assert (_people(), all_mails()) == ([("Maja", "maja@mail.example", False)], [])


def test_somebody_who_had_cancelled_and_called_is_signed_up_anew(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    make_registration(event, name="Maja", address="maja@mail.example", status=CANCELLED)

    form = {"chosen_name": "Maja B", "address": "maja@mail.example"}
    browser.post("people.add_person", form, slug=event.slug)

    [row] = db.session.scalars(select(Registration)).all()
    assert (row.chosen_name, row.status, row.on_behalf) == ("Maja B", CONFIRMED, True)


def test_a_note_stands_on_both_pages_with_who_wrote_it(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    person = make_registration(event)
    form = {"text": "Vil gerne sidde ved døren.", "once": new_secret()}
    where: dict[str, Any] = {"slug": event.slug, "registration_id": person.id}
    secret = own_page_secret(person, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    before = browser.get("registration.own_page").links()

    for _press in range(2):
        browser.post("people.note_person", form, **where)

    shown = browser.get("people.person", **where)
    assert shown.text.count("Vil gerne sidde ved døren.") == 1
    assert "They can read every note on their own page, with your name under it." in shown.text
    own = browser.get("people.own_notes")
    assert ("Vil gerne sidde ved døren." in own.text, "Astrid" in own.text) == (True, True)
    after = browser.get("registration.own_page").links()
    assert set(after) - set(before) == {"/m/notes"}


def test_nobody_reads_notes_about_somebody_else(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    noted, other = make_registration(event, name="A"), make_registration(event, name="B")
    where: dict[str, Any] = {"slug": event.slug, "registration_id": noted.id}
    browser.post("people.note_person", {"text": "About A"}, **where)
    secret = own_page_secret(other, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)

    page = browser.get("people.own_notes")

    assert ("About A" in page.text, "Nothing has been noted about you." in page.text) == (
        False,
        True,
    )


def test_an_empty_note_is_not_kept(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    where: dict[str, Any] = {"slug": event.slug, "registration_id": make_registration(event).id}

    page = browser.post("people.note_person", {"text": " "}, status=422, **where)

    assert page.errors == ["Write what is to be remembered."]
    assert db.session.scalars(select(PersonNote)).all() == []


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_a_note_is_shown_and_never_run(browser: Browser, typed: str) -> None:
    event, _account = _signed_in(browser)
    person = make_registration(event)
    where: dict[str, Any] = {"slug": event.slug, "registration_id": person.id}

    type_into(browser, "people.note_person", {}, ("text",), typed, **where)

    page = browser.get("people.person", **where)
    assert_harmless(page)
    assert RAN not in page.text


def test_a_note_that_is_too_long_stays_in_the_field(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    where: dict[str, Any] = {"slug": event.slug, "registration_id": make_registration(event).id}

    page = type_into(browser, "people.note_person", {}, ("text",), LONG, **where)

    assert (len(page.errors), page.value_of("text").strip()) == (1, LONG.strip())


def test_whoever_opens_a_persons_page_is_noted_and_sending_a_form_is_not(browser: Browser) -> None:
    event, account = _signed_in(browser)
    person = make_registration(event)
    where: dict[str, Any] = {"slug": event.slug, "registration_id": person.id}

    browser.get("people.person", **where)
    browser.post("people.person", {"roles": "nobody has this"}, status=422, **where)
    browser.get("people.people", slug=event.slug)

    rows = db.session.scalars(select(AccessRecord)).all()
    assert [(row.event_id, row.registration_id, row.account_id, row.what) for row in rows] == [
        (event.id, person.id, account.id, AccessKind.LOOKED)
    ]


def test_mail_that_comes_back_is_marked_for_people_who_are_known_to_exist(
    browser: Browser,
) -> None:
    event, _account = _signed_in(browser)
    for name in ("opened", "unopened"):
        services.register(
            event_id=event.id,
            address=f"{name}@mail.example",
            details=services.Details(name, None, None),
            language="da",
            now=utc_now(),
        )
    opened = db.session.scalars(
        select(Registration).where(Registration.address == "opened@mail.example")
    ).one()
    opened_id = opened.id
    services.open_own_page(secret=own_page_secret(opened, at=utc_now()), now=utc_now())
    refused = dict.fromkeys(
        ("opened@mail.example", "unopened@mail.example"), "550 5.1.1 No such user"
    )

    with served_by(browser.app, MailServer(answers=refused)):
        deliver(browser.app)

    assert [name for name, _address, _behalf in _people()] == ["opened"]
    failed = Registration.address_failed_at.is_not(None)
    assert db.session.scalars(select(Registration.id).where(failed)).all() == [opened_id]
    page = browser.get("people.person", slug=event.slug, registration_id=opened_id)
    assert "Mail to this person comes back." in page.text


def test_erasing_a_person_erases_what_hangs_on_her(browser: Browser) -> None:
    event, _account = _signed_in(browser)
    person = make_registration(event)
    where: dict[str, Any] = {"slug": event.slug, "registration_id": person.id}
    browser.post("people.note_person", {"text": "About her"}, **where)
    browser.get("people.person", **where)

    services.it_was_not_me(secret=own_page_secret(person, at=utc_now()), now=utc_now())

    for table in (PersonNote, AccessRecord, Registration):
        assert db.session.scalars(select(func.count()).select_from(table)).one() == 0

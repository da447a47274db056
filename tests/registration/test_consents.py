"""Saying yes, one thing at a time; taking it back; and what is left when a person is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from eventapp.accounts.enums import Role
from eventapp.clock import utc_now
from eventapp.consents import services
from eventapp.consents.enums import ASKED_OF_PEERS, ConsentPurpose
from eventapp.consents.errors import TextHasChanged
from eventapp.consents.models import Consent
from eventapp.consents.queries import consents_by_receipt
from eventapp.consents.receipts import in_groups, kept_until, receipt_of_registration
from eventapp.consents.standard import digest_of, standard_text
from eventapp.consents.sweeping import forget_old_receipts
from eventapp.db import db, transaction
from eventapp.errors import NotFound
from eventapp.extensions import keyring
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import it_was_not_me
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account, make_organisation
from tests.factories.consents import make_text, say_yes
from tests.factories.events import make_event
from tests.factories.journeys import type_into
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import TEXTS

PHOTO, NEXT = ConsentPurpose.PHOTO, ConsentPurpose.NEXT_GATHERING


def _let_in(browser: Browser, registration: Registration) -> None:
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))


def _given() -> list[tuple[ConsentPurpose, bool]]:
    db.session.rollback()
    rows = db.session.scalars(select(Consent).order_by(Consent.id))
    return [(row.purpose, row.withdrawn_at is None) for row in rows]


def test_nothing_is_said_yes_to_beforehand_and_each_thing_has_its_own_button(
    browser: Browser,
) -> None:
    _let_in(browser, make_registration(make_event()))

    page = browser.get("registration.consents")

    assert [tag["id"] for tag in page.soup.select("main section h2")] == [
        purpose.value for purpose in ASKED_OF_PEERS
    ]
    assert len(page.soup.select("main section form button")) == len(ASKED_OF_PEERS)
    assert page.soup.select("main input:not([type=hidden])") == []
    for purpose in ASKED_OF_PEERS:
        shown = " ".join(standard_text(purpose, "en").split())
        assert shown in page.text
    assert _given() == []


def test_a_yes_is_taken_back_with_one_press_as_it_was_given(browser: Browser) -> None:
    registration = make_registration(make_event())
    _let_in(browser, registration)
    shown = digest_of(standard_text(PHOTO, "en"))

    page = browser.follow(browser.post("registration.say_yes", {"shown": shown}, purpose="photo"))
    assert _given() == [(PHOTO, True)]
    assert len(page.soup.select("main section form[action$=no]")) == 1
    assert "You said yes on" in page.text

    page = browser.follow(browser.post("registration.take_back", purpose="photo"))

    assert _given() == [(PHOTO, False)]
    assert page.soup.select("main section form[action$=no]") == []


def test_pressing_twice_is_saying_it_once_and_saying_it_anew_is_a_new_row(
    browser: Browser,
) -> None:
    _let_in(browser, make_registration(make_event()))
    form = {"shown": digest_of(standard_text(PHOTO, "en"))}

    for _press in range(2):
        browser.post("registration.say_yes", form, purpose="photo")
    for _press in range(2):
        browser.post("registration.take_back", purpose="photo")
    browser.post("registration.say_yes", form, purpose="photo")

    assert _given() == [(PHOTO, False), (PHOTO, True)]


def test_a_yes_is_to_the_words_on_the_page_and_to_no_others(browser: Browser) -> None:
    home = make_organisation()
    _let_in(browser, make_registration(make_event(organisation=home)))
    old = digest_of(standard_text(PHOTO, "en"))
    make_text(home, "You may film me, too.")

    page = browser.post("registration.say_yes", {"shown": old}, purpose="photo", status=422)

    assert page.errors == [
        "The text has been changed since you opened the page. Read it once more."
    ]
    assert "You may film me, too." in page.text
    assert _given() == []


def test_who_said_yes_before_keeps_the_words_she_read(browser: Browser) -> None:
    home = make_organisation()
    registration = make_registration(make_event(organisation=home))
    say_yes(registration)
    make_text(home, "You may film me, too.")
    _let_in(browser, registration)

    page = browser.get("registration.consents")

    assert " ".join(standard_text(PHOTO, "en").split()) in page.text
    assert "There is a newer text. What you said yes to is the one above." in page.text
    assert "film" not in page.text


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_a_yes_to_anything_else_is_no_yes(browser: Browser, typed: str) -> None:
    _let_in(browser, make_registration(make_event()))

    page = type_into(browser, "registration.say_yes", {}, ("shown",), typed, purpose="photo")

    assert page.status == 422
    assert _given() == []


def test_one_persons_yes_is_not_anothers(browser: Browser) -> None:
    event = make_event()
    say_yes(make_registration(event))
    _let_in(browser, make_registration(event, name="Carla"))

    browser.post("registration.take_back", purpose="photo")

    assert _given() == [(PHOTO, True)]


@pytest.fixture
def forgotten(app: Flask) -> tuple[int, str]:
    """Give the number and the address of somebody who said yes to two things and was erased."""
    assert app
    registration = make_registration(make_event(), address="maja@mail.example")
    say_yes(registration)
    say_yes(registration, NEXT)
    registration_id = registration.id
    it_was_not_me(secret=own_page_secret(registration), now=NOW)
    return registration_id, "maja@mail.example"


def test_the_receipt_outlives_the_person_and_does_not_say_who_she_was(
    forgotten: tuple[int, str],
) -> None:
    registration_id, address = forgotten
    rows = db.session.scalars(select(Consent).order_by(Consent.id)).all()

    assert [(row.purpose, row.registration_id) for row in rows] == [(PHOTO, None), (NEXT, None)]
    kept = "".join(str(vars(row)) for row in rows)
    for trace in (address, "Maja", keyring.address_index(address)):
        assert trace not in kept
    receipt = receipt_of_registration(registration_id)
    assert [row.text.text for row in consents_by_receipt(db.session(), receipt)] == [
        standard_text(PHOTO, "en"),
        standard_text(NEXT, "en"),
    ]


def test_a_person_finds_her_receipt_on_her_page(browser: Browser) -> None:
    registration = make_registration(make_event())
    receipt = receipt_of_registration(registration.id)
    _let_in(browser, registration)

    assert in_groups(receipt) in browser.get("registration.consents").text
    assert len(in_groups(receipt).replace(" ", "")) == 16


@pytest.mark.once
@pytest.mark.parametrize(
    ("end", "until"),
    [
        (datetime(2027, 1, 1, tzinfo=UTC), datetime(2029, 2, 1, tzinfo=UTC)),
        (datetime(2027, 5, 8, 14, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC)),
        (datetime(2027, 11, 30, tzinfo=UTC), datetime(2029, 12, 1, tzinfo=UTC)),
        (datetime(2027, 12, 31, 23, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_receipt_is_kept_for_24_months_and_to_the_end_of_that_month(
    end: datetime, until: datetime
) -> None:
    assert kept_until(end) == until


@pytest.mark.usefixtures("forgotten")
def test_receipts_are_erased_when_their_time_is_over() -> None:
    now = utc_now()
    with transaction() as session:
        session.execute(update(Consent).values(kept_until=now + timedelta(days=1)))
        session.execute(update(Consent).where(Consent.purpose == PHOTO).values(kept_until=now))

    forget_old_receipts()

    assert _given() == [(NEXT, True)]


def test_who_is_erased_while_she_presses_finds_nothing(app: Flask) -> None:
    assert app
    registration = make_registration(make_event())
    event = registration.event
    key = services.TextKey(event.organisation_id, PHOTO, "en")
    ends_at = event.ends_at

    with pytest.raises(NotFound):
        services.give(
            registration_id=registration.id + 1,
            key=key,
            shown=digest_of(standard_text(PHOTO, "en")),
            gathering_ends_at=ends_at,
            now=NOW,
        )
    with pytest.raises(TextHasChanged):
        services.give(
            registration_id=registration.id, key=key, shown="", gathering_ends_at=ends_at, now=NOW
        )


def test_the_database_itself_holds_no_two_yeses_to_one_thing(app: Flask) -> None:
    """The twin of the lock: what it prevents would be refused."""
    assert app
    registration = make_registration(make_event())
    say_yes(registration)
    first = db.session.scalars(select(Consent)).one()
    again = Consent(
        registration_id=first.registration_id,
        purpose=first.purpose,
        text_id=first.text_id,
        receipt=first.receipt,
        given_at=first.given_at,
    )

    with pytest.raises(IntegrityError), transaction() as session:
        session.add(again)


def test_organisers_see_counts_and_nobody(browser: Browser) -> None:
    event = make_event(places=20)
    people = [make_registration(event, name=f"Peer {number}") for number in range(12)]
    say_yes(make_registration(event, status=RegistrationStatus.OFFERED))
    for person in people[:6]:
        say_yes(person)
    for person in people[:4]:
        say_yes(person, NEXT)
    for person in people[:10]:
        say_yes(person, ConsentPurpose.READ_THROUGH)
    browser.sign_in(make_account(organisation=event.organisation, role=Role.ORGANISER))

    page = browser.get("registration.consent_counts", slug=event.slug)

    assert [" ".join(one.text.split()) for one in page.soup.select("main dd")] == [
        "Nearly all, but not all",
        "6 of 12",
        "Fewer than five",
    ]
    assert "Peer" not in page.text

"""A person's own page: who gets in, and what she can do there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, update

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import make_link
from eventapp.accounts.models import MailLink
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import it_was_not_me, withdraw
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.mails import all_mails, secret_in
from tests.factories.registration import make_registration, own_page_secret

CONFIRMED, OFFERED, WAITING, CANCELLED = (
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.OFFERED,
    RegistrationStatus.WAITING,
    RegistrationStatus.CANCELLED,
)
PAGES = ("own_page", "change", "withdraw", "pass_picture", "pass_document")


def _let_in(browser: Browser, registration: Registration) -> str:
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)
    return secret


def _all() -> list[tuple[str, RegistrationStatus]]:
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(row.chosen_name, row.status) for row in rows]


def test_nobody_gets_in_without_the_cookie(browser: Browser) -> None:
    make_registration(make_event())

    for name in PAGES:
        page = browser.get(f"registration.{name}", status=303)
        assert page.response.headers["Location"] == "/m/link"


def test_looking_at_the_link_lets_nobody_in_and_changes_nothing(browser: Browser) -> None:
    secret = own_page_secret(make_registration(make_event()), at=utc_now())

    for _scan in range(3):
        browser.get("registration.open_own_page", secret=secret)
        browser.get("registration.it_was_not_me", secret=secret)

    browser.get("registration.own_page", status=303)
    assert db.session.scalars(select(Registration.opened_at)).all() == [None]
    assert db.session.scalars(select(MailLink.used_at)).all() == [None]


def test_the_button_opens_the_page_and_clears_the_secret_from_the_address(
    browser: Browser,
) -> None:
    registration = make_registration(make_event())
    secret = own_page_secret(registration, at=utc_now())

    pressed = browser.post("registration.open_own_page", secret=secret)
    page = browser.follow(pressed)

    assert pressed.response.headers["Location"] == "/m"
    assert page.heading == "Hi Maja"
    assert secret not in page.response.text
    assert db.session.scalars(select(Registration.opened_at)).one() is not None


def test_the_link_works_as_often_as_she_likes(browser: Browser) -> None:
    registration = make_registration(make_event())
    secret = _let_in(browser, registration)

    browser.post("registration.open_own_page", secret=secret)

    browser.get("registration.own_page")


@pytest.mark.parametrize("endpoint", ["open_own_page", "it_was_not_me"])
def test_a_secret_for_something_else_opens_nobodys_page(browser: Browser, endpoint: str) -> None:
    make_registration(make_event())
    account_id = make_account().id
    with transaction() as session:
        sign_in = make_link(session, LinkPurpose.SIGN_IN, account_id, now=utc_now())
        nothing = make_link(session, LinkPurpose.OWN_PAGE, None, now=utc_now())

    for foreign in (sign_in, nothing, "A" * 26):
        for page in (
            browser.get(f"registration.{endpoint}", secret=foreign, status=410),
            browser.post(f"registration.{endpoint}", secret=foreign, status=410),
        ):
            assert page.heading == "This link has run out"
            assert page.links() == ["/m/link", "/organise/sign-in"]
    assert len(_all()) == 1


def test_a_link_older_than_four_hundred_days_has_run_out(browser: Browser) -> None:
    registration = make_registration(make_event())
    old = own_page_secret(registration, at=utc_now() - timedelta(days=400))
    _let_in(browser, registration)
    with transaction() as session:
        session.execute(update(MailLink).values(expires_at=utc_now()))

    browser.get("registration.open_own_page", secret=old, status=410)
    browser.get("registration.own_page", status=303)


def test_it_was_not_me_erases_everything_and_lets_the_next_in(browser: Browser) -> None:
    event = make_event(places=1)
    registration = make_registration(event, address="victim@mail.example")
    make_registration(event, name="Next", status=WAITING, at=utc_now())
    secret, cookie = own_page_secret(registration), _let_in(browser, registration)

    gone = browser.follow(browser.post("registration.it_was_not_me", secret=secret))

    assert gone.heading == "It is gone"
    assert _all() == [("Next", OFFERED)]
    assert [row.purpose for row in all_mails()] == ["offered_letter"]
    for dead in (secret, cookie):
        browser.get("registration.open_own_page", secret=dead, status=410)
        browser.post("registration.it_was_not_me", secret=dead, status=410)
    browser.get("registration.own_page", status=303)


def test_of_two_presses_of_it_was_not_me_at_once_one_finds_nothing(
    app: Flask, now: datetime
) -> None:
    event = make_event(places=1)
    secret = own_page_secret(make_registration(event))
    make_registration(event, name="Next", status=WAITING)
    db.session.rollback()
    start = Barrier(2)

    def press(_number: int) -> str:
        with app.app_context():
            start.wait()
            try:
                it_was_not_me(secret=secret, now=now)
            except LinkRanOut:
                return "nothing there"
            return "erased"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["erased", "nothing there"]
    assert _all() == [("Next", OFFERED)]
    assert len(all_mails()) == 1


def test_a_new_registration_never_gets_the_number_of_an_erased_one(
    now: datetime, app: Flask
) -> None:
    del app
    event = make_event()
    make_registration(event)
    erased = make_registration(event)
    old_id = erased.id
    it_was_not_me(secret=own_page_secret(erased), now=now)

    assert make_registration(event).id > old_id


def test_giving_the_seat_back_twice_offers_it_once_and_mails_once(browser: Browser) -> None:
    event = make_event(places=1)
    registration = make_registration(event, name="Maja")
    make_registration(event, name="First", status=WAITING, at=utc_now() - timedelta(hours=2))
    make_registration(event, name="Second", status=WAITING, at=utc_now() - timedelta(hours=1))
    _let_in(browser, registration)

    browser.post("registration.withdraw")
    browser.post("registration.withdraw")

    assert _all() == [("Maja", CANCELLED), ("First", OFFERED), ("Second", WAITING)]
    assert [row.purpose for row in all_mails()] == ["withdrawn_letter", "offered_letter"]
    assert "You have cancelled." in browser.get("registration.own_page").text


def test_who_waits_and_cancels_lets_nobody_else_in(browser: Browser) -> None:
    event = make_event(places=1)
    make_registration(event, name="Seated")
    waiting = make_registration(event, name="Maja", status=WAITING)
    make_registration(event, name="Next", status=WAITING, at=utc_now())
    _let_in(browser, waiting)

    browser.post("registration.withdraw")

    assert _all() == [("Seated", CONFIRMED), ("Maja", CANCELLED), ("Next", WAITING)]


def test_after_the_gathering_nobody_is_let_in_any_more(now: datetime, app: Flask) -> None:
    del app
    event = make_event(places=1, starts_at=now - timedelta(hours=8), ends_at=now)
    seated = make_registration(event, name="Maja")
    make_registration(event, name="Next", status=WAITING)

    withdraw(registration_id=seated.id, now=now)

    assert _all() == [("Maja", CANCELLED), ("Next", WAITING)]


def test_the_mail_with_an_offer_opens_her_page(browser: Browser) -> None:
    event = make_event(places=1)
    seated = make_registration(event)
    make_registration(event, name="Next", status=WAITING, at=utc_now())
    withdraw(registration_id=seated.id, now=utc_now())

    browser.post("registration.open_own_page", secret=secret_in(all_mails()[1]))

    assert "A seat can be yours" in browser.get("registration.own_page").text


def test_she_changes_what_we_know_of_her(browser: Browser) -> None:
    registration = make_registration(make_event())
    _let_in(browser, registration)
    form = browser.get("registration.change")
    assert form.value_of("chosen_name") == "Maja"

    answer = browser.post(
        "registration.change",
        {
            "chosen_name": "Maja Ø",
            "region": "",
            "engagement": "paid",
            "language": "en",
            "is_plain": "y",
        },
    )

    assert "Changed." in browser.follow(answer).text
    row = db.session.scalars(select(Registration)).one()
    assert (row.chosen_name, row.region, row.engagement) == ("Maja Ø", None, Engagement.PAID)
    assert (row.language, row.is_discreet) == ("en", False)
    assert row.address == registration.address


def test_leaving_takes_the_page_off_this_phone(browser: Browser) -> None:
    registration = make_registration(make_event())
    _let_in(browser, registration)

    page = browser.post("registration.leave", status=200)

    # A redirect to another site would be blocked by our own form-action, and change nothing.
    assert page.response.headers["Refresh"] == "0; url=https://www.dmi.dk/"
    assert (page.heading, "Maja" in page.text) == ("Your page is closed", False)
    browser.get("registration.own_page", status=303)
    again = browser.post("registration.leave")
    assert again.response.headers["Location"] == "/m/link"


def test_signing_up_after_the_gathering_says_that_it_is_closed(browser: Browser) -> None:
    event = make_event(
        starts_at=utc_now() - timedelta(hours=9), ends_at=utc_now() - timedelta(hours=1)
    )
    form = {"chosen_name": "Maja", "address": "maja@mail.example"}

    shown = browser.get("registration.register", slug=event.slug)
    sent = browser.post("registration.register", form, slug=event.slug, status=200)

    assert (shown.heading, sent.heading) == ("Sign-up is not open right now",) * 2
    assert (_all(), all_mails()) == ([], [])


def test_somebody_signed_up_on_paper_gets_a_seat_and_no_mail(browser: Browser) -> None:
    event = make_event(places=1)
    browser.sign_in(make_account(organisation=event.organisation))

    for name in ("Paper", "Phone"):
        browser.post("people.add_person", {"chosen_name": name}, slug=event.slug)

    assert _all() == [("Paper", CONFIRMED), ("Phone", WAITING)]
    assert all_mails() == []
    assert db.session.scalars(select(Registration.address)).all() == [None, None]


def test_an_organiser_cancels_for_somebody_who_called(browser: Browser) -> None:
    event = make_event(places=1)
    seated = make_registration(event, name="Maja")
    make_registration(event, name="Next", status=WAITING, at=utc_now())
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("people.cancel_person", slug=event.slug, registration_id=seated.id)

    assert _all() == [("Maja", CANCELLED), ("Next", OFFERED)]


def test_another_gatherings_people_are_not_there(browser: Browser) -> None:
    mine: Event = make_event()
    theirs = make_registration(make_event(), name="Theirs")
    theirs_id = theirs.id
    browser.sign_in(make_account(organisation=mine.organisation))

    for slug in (mine.slug, theirs.event.slug):
        browser.get("people.person", slug=slug, registration_id=theirs_id, status=404)
        browser.post("people.cancel_person", slug=slug, registration_id=theirs_id, status=404)

    assert _all() == [("Theirs", CONFIRMED)]
    assert Region.SJAELLAND.value not in browser.get("people.people", slug=mine.slug).text

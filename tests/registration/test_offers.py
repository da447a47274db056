"""An offered seat, its answer, and the page where seats are shared out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.enums import Action
from eventapp.events.models import Event
from eventapp.events.services import Window, set_windows
from eventapp.registration import services
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import PlaceShare, Registration
from eventapp.registration.services import Details
from eventapp.registration.settling import settle_seats
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.mails import all_mails
from tests.factories.places import give_rules
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import NUMBERS

CONFIRMED, OFFERED = RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED
WAITING, CANCELLED = RegistrationStatus.WAITING, RegistrationStatus.CANCELLED
EMPTY = {"offer_hours": "48"}


def _let_in(browser: Browser, registration: Registration) -> None:
    browser.post("registration.open_own_page", secret=own_page_secret(registration, at=utc_now()))


def _all() -> list[tuple[str, RegistrationStatus]]:
    db.session.rollback()
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(row.chosen_name, row.status) for row in rows]


def _sign_up(event: Event, name: str, now: datetime, **told: Any) -> None:
    details = Details(
        name, told.get("region"), told.get("kind"), companion_name=told.get("brings", "")
    )
    services.register(
        event_id=event.id,
        address=f"{name.lower()}@mail.example",
        details=details,
        language="en",
        now=now,
    )


def test_she_says_yes_and_the_seat_is_hers(browser: Browser) -> None:
    event = make_event(places=1)
    now = utc_now()
    maja = make_registration(event, status=OFFERED, at=now, offered_until=now + timedelta(hours=5))
    since = maja.status_since
    _let_in(browser, maja)
    assert "Yes, I am coming" in browser.get("registration.own_page").text

    pages = [browser.follow(browser.post("registration.accept")) for _press in range(2)]

    assert ["The seat is yours." in page.text for page in pages] == [True, False]
    assert "You have a seat" in pages[1].text
    assert [row.purpose for row in all_mails()] == ["promoted_letter"]
    row = db.session.scalars(select(Registration)).one()
    assert (row.status, row.status_since, row.offered_until) == (CONFIRMED, since, None)


def test_an_offer_without_an_answer_goes_on_and_she_may_stand_in_line_again(
    browser: Browser,
) -> None:
    event = make_event(places=1)
    now = utc_now()
    maja = make_registration(event, status=OFFERED, at=now - timedelta(days=2), offered_until=now)
    make_registration(event, name="Next", status=WAITING, at=now - timedelta(days=1))

    settle_seats()

    assert _all() == [("Maja", CANCELLED), ("Next", OFFERED)]
    assert [row.purpose for row in all_mails()] == ["offer_ran_out_letter", "offered_letter"]
    _let_in(browser, maja)
    assert "Your seat has gone on to somebody else" in browser.get("registration.own_page").text
    for _press in range(2):
        browser.post("registration.wait_again")
    assert _all() == [("Maja", WAITING), ("Next", OFFERED)]
    assert "You are on the waiting list" in browser.get("registration.own_page").text


def test_who_cancelled_herself_does_not_get_back_in_line_by_that_button(browser: Browser) -> None:
    registration = make_registration(make_event(), status=CANCELLED)
    _let_in(browser, registration)

    browser.post("registration.wait_again")
    browser.post("registration.accept")

    assert _all() == [("Maja", CANCELLED)]


@pytest.mark.usefixtures("app")
def test_an_offer_lasts_two_days_or_half_of_what_is_left(now: datetime) -> None:
    ends = []
    for hours_left in (400, 10):
        starts = now + timedelta(hours=hours_left)
        event = make_event(places=1, starts_at=starts, ends_at=starts + timedelta(hours=5))
        seated = make_registration(event)
        waits = make_registration(event, status=WAITING)
        services.withdraw(registration_id=seated.id, now=now)
        ends.append(waits.offered_until)

    assert ends == [now + timedelta(hours=48), now + timedelta(hours=5)]


@pytest.mark.usefixtures("app")
def test_with_no_hours_and_without_an_address_the_seat_is_simply_given(now: datetime) -> None:
    event, asks = make_event(places=1), make_event(places=1)
    give_rules(event, offer_hours=0)
    seated = [make_registration(one, name="Seated") for one in (event, asks)]
    make_registration(event, name="Waits", status=WAITING)
    with transaction() as session:
        services.sign_up_on_behalf(
            session,
            session.get_one(Event, asks.id),
            details=Details("Paper", None, None),
            address=None,
            tells_her=False,
            now=now,
        )

    for one in seated:
        services.withdraw(registration_id=one.id, now=now)

    assert _all()[2:] == [("Waits", CONFIRMED), ("Paper", CONFIRMED)]


@pytest.mark.usefixtures("app")
def test_reserved_seats_wait_for_their_region_and_then_for_nobody(now: datetime) -> None:
    event = make_event(places=2)
    until = now + timedelta(days=3)
    give_rules(event, reserved={Region.NORDJYLLAND: (1, until)})

    for name, region in (("Maja", None), ("Bo", Region.SJAELLAND), ("Eva", Region.SYDDANMARK)):
        _sign_up(event, name, now, region=region)
    assert _all() == [("Maja", CONFIRMED), ("Bo", WAITING), ("Eva", WAITING)]
    _sign_up(event, "Ida", until + timedelta(minutes=1))

    assert _all()[1:] == [("Bo", OFFERED), ("Eva", WAITING), ("Ida", WAITING)]


@pytest.mark.usefixtures("app")
def test_two_who_come_together_wait_for_two_seats_and_get_them_together(now: datetime) -> None:
    event = make_event(places=2)
    give_rules(event, allows_companions=True)
    seated = [make_registration(event, name=name) for name in ("A", "B")]

    _sign_up(event, "Maja", now, brings="Ven")
    services.withdraw(registration_id=seated[0].id, now=now)
    assert _all()[2:] == [("Maja", WAITING), ("Ven", WAITING)]
    services.withdraw(registration_id=seated[1].id, now=now)
    assert _all()[2:] == [("Maja", OFFERED), ("Ven", OFFERED)]
    maja = db.session.scalars(select(Registration).where(Registration.chosen_name == "Maja")).one()
    services.accept(registration_id=maja.id, now=now)
    assert _all()[2:] == [("Maja", CONFIRMED), ("Ven", CONFIRMED)]
    services.withdraw(registration_id=maja.id, now=now)

    assert _all()[2:] == [("Maja", CANCELLED), ("Ven", CANCELLED)]


def test_a_companion_is_asked_for_only_where_one_may_bring_somebody(browser: Browser) -> None:
    event, other = make_event(), make_event()
    give_rules(event, allows_companions=True)
    form = {"chosen_name": "Maja", "address": "maja@mail.example", "companion_name": "Ven"}

    for one in (event, other):
        browser.post("registration.register", form, slug=one.slug)

    assert _all() == [("Maja", CONFIRMED), ("Ven", CONFIRMED), ("Maja", CONFIRMED)]
    maja = db.session.scalars(select(Registration).order_by(Registration.id)).first()
    assert maja is not None
    _let_in(browser, maja)
    page = browser.get("registration.own_page")
    assert len(page.soup.select(".pass")) == 2
    assert "So has Ven, whom you bring." in page.text


def test_where_seats_are_shared_out_by_kind_everybody_says_which_she_is(browser: Browser) -> None:
    event = make_event()
    give_rules(event, caps={Engagement.PAID: 1})
    form = {"chosen_name": "Maja", "address": "maja@mail.example"}

    page = browser.post("registration.register", form, slug=event.slug, status=422)

    assert page.errors == ["Choose one of the two. The seats are shared out by it."]
    for name in ("maja", "bo"):
        told = {"chosen_name": name, "address": f"{name}@mail.example", "engagement": "paid"}
        browser.post("registration.register", told, slug=event.slug)
    assert _all() == [("maja", CONFIRMED), ("bo", WAITING)]


def test_a_seat_does_not_turn_into_one_that_is_not_there(browser: Browser) -> None:
    event = make_event()
    give_rules(event, caps={Engagement.PAID: 0})
    maja = make_registration(event, engagement=Engagement.VOLUNTEER)
    _let_in(browser, maja)
    form = {"chosen_name": "Maja", "region": "", "engagement": "paid", "language": "en"}

    page = browser.post("registration.change", form, status=422)

    assert page.errors[0].startswith("Your seat goes with the region and the kind of peer")
    assert maja.engagement is Engagement.VOLUNTEER


def test_signing_up_says_when_it_opens(browser: Browser) -> None:
    event = make_event()
    opens = utc_now() + timedelta(days=2)
    set_windows(
        event_id=event.id,
        windows=[Window(action=Action.REGISTER, opens_at=opens, closes_at=None)],
    )

    page = browser.get("registration.register", slug=event.slug)

    here = opens.astimezone(event.zone)
    assert (
        page.heading == f"Sign-up opens on {here:%A} {here.day} {here:%B} at {here.hour}:{here:%M}"
    )


def test_the_organiser_shares_the_seats_out_and_the_queue_moves_at_once(browser: Browser) -> None:
    event = make_event(places=3)
    give_rules(event, caps={Engagement.PAID: 0})
    make_registration(event, name="Waits", status=WAITING, engagement=Engagement.PAID, at=utc_now())
    browser.sign_in(make_account(organisation=event.organisation))
    day = event.starts_here.date().isoformat()
    form = {
        "offer_hours": "0",
        "allows_companions": "y",
        "paid": "2",
        "volunteer": "",
        "reserved_nordjylland": "1",
        "reserved_until": day,
    }

    page = browser.follow(browser.post("registration.places", form, slug=event.slug))

    assert _all() == [("Waits", CONFIRMED)]
    shares = db.session.scalars(select(PlaceShare).order_by(PlaceShare.id)).all()
    assert [(one.engagement, one.region, one.places) for one in shares] == [
        (Engagement.PAID, None, 2),
        (None, Region.NORDJYLLAND, 1),
    ]
    rows = [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in page.soup.select(".counts tbody tr")
    ]
    assert rows[:2] == [["Everybody of 3", "1", "0", "0"], ["Paid of 2", "1", "0", "0"]]
    assert (page.value_of("paid"), page.value_of("reserved_until")) == ("2", day)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"offer_hours": ""}, "Write a number. 0 means that nobody is asked."),
        ({"offer_hours": "169"}, "Write a number from 0 to 168."),
        ({"reserved_sjaelland": "1"}, "Choose until when the seats are kept."),
        (
            {"reserved_sjaelland": "11", "reserved_until": "2030-01-01"},
            "You keep 11 seats for the regions, and there are 10.",
        ),
    ],
)
def test_a_rule_that_cannot_be_is_said_and_nothing_is_lost(
    browser: Browser, fields: dict[str, str], said: str
) -> None:
    event = make_event(places=10)
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.post("registration.places", {**EMPTY, **fields}, slug=event.slug, status=422)

    assert page.errors == [said]
    for name, typed in fields.items():
        assert page.value_of(name) == typed


@pytest.mark.parametrize("typed", [one for one in NUMBERS if one.strip(" \x00") not in {"", "0"}])
def test_a_number_nobody_meant_is_refused(browser: Browser, typed: str) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("registration.places", {**EMPTY, "paid": typed}, slug=event.slug, status=422)

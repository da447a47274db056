"""What people need: told by them, read by one or two, counted for the rest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account, Member, Organisation
from eventapp.accounts.queries import access_coordinators_of
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.events.models import Event
from eventapp.needs.enums import NeedKind
from eventapp.needs.errors import NeedsNotTaken
from eventapp.needs.models import Need
from eventapp.needs.services import Told, tell_needs
from eventapp.needs.words import ACCESS_WORDS, FOOD_WORDS
from eventapp.registration.access_log import AccessKind, AccessRecord
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.registration import make_registration, own_page_secret
from tests.hostile import LONG, TEXTS
from tests.statements import statements

TOLD = {
    "access": ["hearing_loop", "wheelchair"],
    "access_words": "Ramp ved indgangen",
    "food": "vegan",
    "food_words": "",
}


def _let_in(browser: Browser, registration: Registration) -> None:
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)


def _kept() -> list[tuple[NeedKind, list[str], str]]:
    rows = db.session.scalars(select(Need).order_by(Need.registration_id, Need.kind))
    return [(need.kind, need.items, need.words) for need in rows]


def _tell(registration: Registration, *, access: str = "", food: str = "", words: str = "") -> None:
    told = {
        NeedKind.ACCESS: Told(tuple(access.split()), words),
        NeedKind.FOOD: Told(tuple(food.split()), ""),
    }
    tell_needs(registration_id=registration.id, told=told, now=utc_now())


def test_she_tells_what_she_needs_and_finds_it_again(browser: Browser) -> None:
    _let_in(browser, make_registration(make_event()))

    answer = browser.post("needs.own_needs", TOLD)

    assert "Saved. Thank you for telling us." in browser.follow(answer).text
    expected = [
        (NeedKind.ACCESS, ["wheelchair", "hearing_loop"], "Ramp ved indgangen"),
        (NeedKind.FOOD, ["vegan"], ""),
    ]
    assert _kept() == expected
    page = browser.get("needs.own_needs")
    ticked = [box["value"] for box in page.soup.select("main input[checked]")]
    assert ticked == ["wheelchair", "hearing_loop", "vegan"]
    assert page.value_of("access_words").strip() == "Ramp ved indgangen"
    browser.post("needs.own_needs", TOLD)
    assert _kept() == expected


def test_what_is_taken_back_is_not_kept(browser: Browser) -> None:
    _let_in(browser, make_registration(make_event()))
    browser.post("needs.own_needs", TOLD)

    browser.post("needs.own_needs", {"food": "vegan", "access_words": "  "})

    assert _kept() == [(NeedKind.FOOD, ["vegan"], "")]


def test_her_page_names_who_reads_it_and_when_it_goes(browser: Browser) -> None:
    organisation = make_organisation()
    make_account(organisation=organisation, name="Ruth")
    event = make_event(organisation=organisation)
    _let_in(browser, make_registration(event))
    gone = event.ends_here + timedelta(days=3)

    page = browser.get("needs.own_needs")

    assert "Ruth reads it together with your name, and nobody else." in page.text
    assert f"We erase it on {gone.day} {gone:%B}." in page.text


@pytest.mark.usefixtures("app")
def test_who_has_cancelled_or_comes_too_late_is_told_so(now: datetime) -> None:
    event = make_event()
    here = make_registration(event)
    cancelled = make_registration(event, status=RegistrationStatus.CANCELLED)
    told = {NeedKind.FOOD: Told(("vegan",), "")}

    for registration_id, at in ((cancelled.id, now), (here.id, event.ends_at)):
        with pytest.raises(NeedsNotTaken):
            tell_needs(registration_id=registration_id, told=told, now=at)
    with pytest.raises(NotFound):
        tell_needs(registration_id=10**6, told=told, now=now)

    assert _kept() == []


def test_who_has_cancelled_sees_no_form_and_can_send_none(browser: Browser) -> None:
    _let_in(browser, make_registration(make_event(), status=RegistrationStatus.CANCELLED))

    assert browser.get("needs.own_needs").soup.select("main form") == []
    refused = browser.post("needs.own_needs", TOLD, status=422)

    assert refused.errors == ["We only keep this for people who are coming. Nothing was saved."]
    assert _kept() == []


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_what_she_writes_is_shown_as_she_wrote_it_and_never_run(
    browser: Browser, typed: str
) -> None:
    event = make_event()
    _let_in(browser, make_registration(event))
    fields = ("access_words", "food_words")

    page = type_into(browser, "needs.own_needs", {}, fields, typed)

    assert page.status == 303
    assert_harmless(browser.get("needs.own_needs"))
    browser.sign_in(make_account(organisation=event.organisation))
    assert_harmless(browser.get("needs.people", slug=event.slug))
    assert_harmless(browser.get("needs.counts", slug=event.slug))


@pytest.mark.parametrize("field", ["access", "food"])
def test_only_what_can_be_ticked_is_taken(browser: Browser, field: str) -> None:
    _let_in(browser, make_registration(make_event()))
    for typed in TEXTS.values():
        page = type_into(browser, "needs.own_needs", {}, (field,), typed)

        assert (page.status, page.errors) == (422, ["Choose one of these."]), typed
    assert _kept() == []


def test_what_is_too_long_stays_in_the_field(browser: Browser) -> None:
    _let_in(browser, make_registration(make_event()))

    page = type_into(browser, "needs.own_needs", {}, ("access_words",), LONG)

    assert (page.status, len(page.errors)) == (422, 1)
    assert page.value_of("access_words").strip() == LONG.strip()


def _gathering() -> tuple[Organisation, Event]:
    """Make a gathering with two people who need something, and others who do not come yet."""
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    _tell(
        make_registration(event, name="Maja"),
        access="wheelchair",
        food="vegan no_nuts",
        words="Ramp ved indgangen",
    )
    _tell(make_registration(event, name="anders"), food="vegan")
    make_registration(event, name="Nora")
    _tell(make_registration(event, name="Villads", status=RegistrationStatus.WAITING), food="vegan")
    _tell(make_registration(event, name="Bodil", status=RegistrationStatus.OFFERED), food="vegan")
    _tell(make_registration(make_event(), name="Theirs"), food="vegetarian")
    return organisation, event


def _table(page: Page) -> list[tuple[str, str]]:
    return [(row.th.text, row.td.text) for row in page.soup.select("main tbody tr")]  # type: ignore[union-attr]


def test_kitchen_and_venue_get_numbers_of_those_who_come(browser: Browser) -> None:
    organisation, event = _gathering()
    browser.sign_in(make_account(organisation=organisation, role=Role.ORGANISER))

    page = browser.get("needs.counts", slug=event.slug)

    assert _table(page) == [
        ("Room for a wheelchair", "1"),
        ("Something else, in their own words", "1"),
        ("Vegan", "2"),
        ("Without nuts", "1"),
    ]
    assert [name for name in ("Maja", "anders", "Ramp") if name in page.response.text] == []
    assert db.session.scalars(select(AccessRecord.id)).all() == []


def test_a_gathering_nobody_needs_anything_for_says_so(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    assert _table(browser.get("needs.counts", slug=event.slug)) == []
    page = browser.get("needs.people", slug=event.slug)
    assert "Nobody has told us anything." in page.text


def test_the_access_coordinator_reads_names_and_everybody_can_see_that_she_did(
    browser: Browser,
) -> None:
    organisation, event = _gathering()
    ruth = make_account(organisation=organisation, name="Ruth")
    ruth_id = ruth.id
    browser.sign_in(ruth)

    page = browser.get("needs.people", slug=event.slug)
    browser.get("needs.people", slug=event.slug)

    assert [one.text for one in page.soup.select("main section h2")] == ["anders", "Maja"]
    assert "Ramp ved indgangen" in page.text
    assert [name for name in ("Nora", "Villads", "Bodil", "Theirs") if name in page.text] == []
    rows = db.session.scalars(select(AccessRecord)).all()
    seen = {(row.event_id, row.registration_id, row.account_id, row.what) for row in rows}
    assert seen == {(event.id, None, ruth_id, AccessKind.NEEDS)}


def _member(account: Account) -> int:
    return db.session.scalars(select(Member.id).where(Member.account_id == account.id)).one()


def test_until_somebody_is_chosen_it_is_the_owner_and_then_it_is_not(browser: Browser) -> None:
    organisation, event = _gathering()
    owner = make_account(organisation=organisation, name="Ruth")
    chosen = make_account(organisation=organisation, name="Bo", role=Role.ORGANISER)
    other = make_account(organisation=organisation, name="Else", role=Role.ORGANISER)
    chosen_id = _member(chosen)
    colleagues = {"owner": owner, "chosen": chosen, "other": other}
    browsers = {}
    for who, account in colleagues.items():
        browsers[who] = Browser(browser.app)
        browsers[who].sign_in(account)

    def read() -> dict[str, int]:
        return {
            who: one.client.get(
                f"/organise/{event.slug}/needs/people", base_url="https://traef.example"
            ).status_code
            for who, one in browsers.items()
        }

    assert read() == {"owner": 200, "chosen": 404, "other": 404}
    for _twice in range(2):
        browsers["owner"].post(
            "accounts.access_coordinator", {"coordinator": "yes"}, member_id=chosen_id
        )
    assert read() == {"owner": 404, "chosen": 200, "other": 404}
    named = browsers["other"].get("needs.counts", slug=event.slug)
    assert "Ask Bo, who reads it together with names." in named.text
    browsers["owner"].post(
        "accounts.access_coordinator", {"coordinator": "no"}, member_id=chosen_id
    )
    assert read() == {"owner": 200, "chosen": 404, "other": 404}


def test_only_an_owner_chooses_and_only_among_her_own(browser: Browser) -> None:
    organisation, elsewhere = make_organisation(), make_organisation()
    organiser = make_account(organisation=organisation, role=Role.ORGANISER)
    stranger_id = _member(make_account(organisation=elsewhere))
    yes = {"coordinator": "yes"}
    browser.sign_in(organiser)
    browser.post("accounts.access_coordinator", yes, member_id=_member(organiser), status=404)
    browser.sign_in(make_account(organisation=organisation))

    browser.post("accounts.access_coordinator", yes, member_id=stranger_id, status=404)

    assert db.session.scalars(select(Member.is_access_coordinator)).all() == [False] * 3


@pytest.mark.usefixtures("app")
def test_somebody_who_only_lets_people_in_reads_nothing() -> None:
    organisation = make_organisation()
    owner_id = make_account(organisation=organisation).id
    door_id = _member(make_account(organisation=organisation, role=Role.DOOR_HOST))
    from eventapp.accounts.services import set_access_coordinator

    set_access_coordinator(
        organisation_id=organisation.id, member_id=door_id, is_access_coordinator=True
    )

    readers = access_coordinators_of(db.session(), organisation.id)
    assert [reader.account_id for reader in readers] == [owner_id]


def test_more_people_cost_no_more_reads(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))
    browser.get("needs.people", slug=event.slug)
    counts = []
    for _number in range(3):
        _tell(make_registration(event), access="wheelchair", food="vegan")
        for endpoint in ("counts", "people"):
            with statements() as sent:
                browser.get(f"needs.{endpoint}", slug=event.slug)
            counts.append(len(sent))

    assert counts[:2] == counts[4:]


@pytest.mark.once
def test_every_need_has_words_and_none_is_named_twice() -> None:
    from eventapp.needs.enums import Access, Food

    named = [value for value, _word in [*ACCESS_WORDS, *FOOD_WORDS]]

    assert sorted(named) == sorted([*Access, *Food])
    assert len(named) == len(set(named))

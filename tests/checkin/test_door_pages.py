"""The pass and the door, as people meet them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account
from eventapp.checkin.enums import How
from eventapp.checkin.models import ScanRecord
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.passes import pass_of
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account
from tests.factories.checkin import let_in, make_event_today
from tests.factories.events import make_event
from tests.factories.registration import make_registration

NOBODYS = "A" * 26


def _helper(browser: Browser, event: Event, role: Role = Role.DOOR_HOST) -> Account:
    account = make_account(organisation=event.organisation, role=role, name="Bent")
    browser.sign_in(account)
    return account


def _token(person: Registration) -> str:
    return pass_of(person).token


def _status(person: Registration) -> RegistrationStatus:
    """Read what a request has written."""
    db.session.rollback()
    return person.status


def _records() -> int:
    db.session.rollback()
    return db.session.scalars(select(func.count()).select_from(ScanRecord)).one()


def _press(browser: Browser, event: Event, person: Registration, *, status: int = 303) -> Page:
    """Press the button on the page behind a pass."""
    seen = browser.get("checkin.show_pass", token=_token(person))
    form = {"client_id": seen.value_of("client_id"), "how": seen.value_of("how")}
    return browser.post(
        "checkin.let_in", form, slug=event.slug, registration_id=person.id, status=status
    )


def _look(page: Page) -> list[str]:
    body = page.soup.body
    assert body is not None
    return list(body.get("class") or [])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Pass. Show it at the door."), ("da", "Adgangspas. Vis det ved indgangen.")],
)
def test_a_pass_says_one_sentence_to_everybody(
    browser: Browser, language: str, sentence: str
) -> None:
    browser.language = language
    person = make_registration(make_event_today(), name="Łukasz")

    page = browser.get("checkin.show_pass", token=_token(person))
    nobodys = browser.get("checkin.show_pass", token=NOBODYS)

    assert page.text == sentence
    assert page.soup.title is not None
    assert page.soup.title.text == sentence
    assert page.response.data == nobodys.response.data
    assert dict(page.response.headers) == dict(nobodys.response.headers)


def test_looking_at_a_pass_changes_nothing(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event)
    _helper(browser, event)

    for _ in range(3):
        browser.get("checkin.show_pass", token=_token(person))

    assert (_status(person), _records()) == (RegistrationStatus.CONFIRMED, 0)


@pytest.mark.parametrize("folder", ["T", "t"])
def test_an_address_in_small_letters_leads_to_the_one_in_capitals(
    browser: Browser, folder: str
) -> None:
    page = browser.open(f"/{folder}/{NOBODYS.lower()}", status=308)

    assert page.response.headers["Location"] == f"/T/{NOBODYS}"


@pytest.mark.parametrize("end", ["A" * 25, "A" * 27, "1" * 26, "Ł" * 26, "ß" * 26])
def test_what_is_no_token_is_no_page(browser: Browser, end: str) -> None:
    page = browser.open(f"/T/{end}", status=308 if end == "ß" * 26 else 404)
    if page.status == 308:
        page = browser.open(page.response.headers["Location"], status=404)

    assert page.heading == "There is no page here"


def test_a_helper_sees_who_it_is_and_lets_her_in(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event, name="Łukasz")
    _helper(browser, event)

    seen = browser.get("checkin.show_pass", token=_token(person))
    assert (seen.heading, "Łukasz" in seen.text) == ("At the door", True)

    welcome = browser.follow(_press(browser, event, person))

    assert (welcome.heading, _look(welcome)) == ("Welcome", ["yes"])
    assert [tag.text for tag in welcome.soup.select(".who")] == ["Łukasz"]
    assert (_status(person), _records()) == (RegistrationStatus.ATTENDED, 1)


def test_no_name_stands_in_a_title_or_an_address(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event, name="Đặng")
    _helper(browser, event, Role.ORGANISER)
    answer = _press(browser, event, person)

    pages = [
        browser.follow(answer),
        browser.get("checkin.show_pass", token=_token(person)),
        browser.get("checkin.door", slug=event.slug),
        browser.get("checkin.inside", slug=event.slug),
        browser.post("checkin.find", {"name": "dang"}, slug=event.slug, status=200),
    ]

    for page in pages:
        title = page.soup.title
        assert title is not None
        assert "Đặng" not in title.text
        assert not [link for link in page.links() if "ng" in link.rpartition("/")[2].casefold()[:3]]


def test_a_pass_shown_again_is_amber_with_three_kind_answers(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event)
    at = utc_now() - timedelta(minutes=30)
    let_in(person, at=at)
    _helper(browser, event)

    page = browser.get("checkin.show_pass", token=_token(person))

    time = at.astimezone(event.zone)
    assert (page.heading, _look(page)) == ("The pass was shown before", ["again"])
    assert f"That was at {time.hour}:{time.minute:02}." in page.text
    assert [button.text for button in page.soup.select("main .btn")] == [
        "Yes, it is the same person",
        "It is a different person",
        "Ask the organiser",
        "Back to the door",
    ]
    for answer, heading in (
        ("same", "Welcome back"),
        ("another", "Welcome them too"),
        ("organiser", "Ask the organiser"),
    ):
        assert browser.get("checkin.advice", slug=event.slug, answer=answer).heading == heading
    assert _records() == 1


def test_the_second_of_two_helpers_who_press_is_asked_to_ask(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event)
    _helper(browser, event)
    form = {"client_id": str(uuid4()), "how": "scan"}
    let_in(person)

    answer = browser.post("checkin.let_in", form, slug=event.slug, registration_id=person.id)

    assert browser.follow(answer).heading == "The pass was shown before"
    assert _records() == 2


def test_a_double_click_lets_in_once_and_gives_the_same_answer(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event)
    _helper(browser, event)
    form = {"client_id": str(uuid4()), "how": "scan"}

    answers = [
        browser.post("checkin.let_in", form, slug=event.slug, registration_id=person.id)
        for _ in range(2)
    ]

    assert len({answer.response.headers["Location"] for answer in answers}) == 1
    assert browser.follow(answers[1]).heading == "Welcome"
    assert _records() == 1


@pytest.mark.parametrize(
    ("places", "said", "button"),
    [
        (2, "There is a free seat.", "Let in"),
        (
            1,
            "All seats are spoken for. You decide. If you are in doubt, ask the organiser.",
            "Let in anyway",
        ),
    ],
)
def test_somebody_on_the_waiting_list_is_met_kindly_and_may_be_let_in(
    browser: Browser, places: int, said: str, button: str
) -> None:
    event = make_event_today(places=places)
    make_registration(event)
    waiting = make_registration(event, status=RegistrationStatus.WAITING)
    _helper(browser, event)

    page = browser.get("checkin.show_pass", token=_token(waiting))
    assert page.heading == "On the waiting list"
    assert [tag.get_text(" ", strip=True) for tag in page.soup.select(".lede")] == [said]
    assert [tag.text for tag in page.soup.select("main button")] == [button]

    assert browser.follow(_press(browser, event, waiting)).heading == "Welcome"
    assert _status(waiting) is RegistrationStatus.ATTENDED


def test_somebody_who_had_cancelled_is_met_kindly(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event, status=RegistrationStatus.CANCELLED)
    _helper(browser, event)

    page = browser.get("checkin.show_pass", token=_token(person))

    assert (page.heading, _look(page)) == ("Has cancelled", [])


def test_a_pass_for_another_day_is_met_kindly(browser: Browser) -> None:
    event = make_event_today()
    later = make_registration(make_event(organisation=event.organisation))
    _helper(browser, event)

    pages = [browser.get("checkin.show_pass", token=token) for token in (_token(later), NOBODYS)]

    assert {page.heading for page in pages} == {"Not a pass for today"}
    assert pages[0].response.data == pages[1].response.data


def test_another_associations_helper_sees_what_everybody_sees(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event, name="Łukasz")
    everybody = browser.get("checkin.show_pass", token=_token(person))
    browser.sign_in(make_account(role=Role.OWNER))

    assert browser.get("checkin.show_pass", token=_token(person)).text == everybody.text
    for endpoint in ("checkin.door", "checkin.inside"):
        browser.get(endpoint, slug=event.slug, status=404)
    form = {"client_id": str(uuid4()), "how": "scan"}
    browser.post("checkin.let_in", form, slug=event.slug, registration_id=person.id, status=404)
    assert _records() == 0


def test_a_helper_does_not_let_in_somebody_of_another_gathering(browser: Browser) -> None:
    event, person = make_event_today(), make_registration(make_event_today())
    _helper(browser, event)

    form = {"client_id": str(uuid4()), "how": "scan"}
    browser.post("checkin.let_in", form, slug=event.slug, registration_id=person.id, status=404)

    assert _records() == 0


def test_a_typed_code_lets_in_at_once(browser: Browser) -> None:
    event = make_event_today()
    person = make_registration(event, name="Łukasz")
    _helper(browser, event)
    typed = pass_of(person).short_code.lower().replace(" ", "-")

    answer = browser.post(
        "checkin.door", {"code": typed, "client_id": str(uuid4())}, slug=event.slug
    )

    assert browser.follow(answer).heading == "Welcome"
    assert _records() == 1
    assert db.session.scalars(select(ScanRecord.how)).all() == [How.CODE]


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (RegistrationStatus.WAITING, "On the waiting list"),
        (RegistrationStatus.CANCELLED, "Has cancelled"),
    ],
)
def test_a_typed_code_of_somebody_without_a_seat_asks_first(
    browser: Browser, status: RegistrationStatus, heading: str
) -> None:
    event = make_event_today()
    person = make_registration(event, status=status)
    _helper(browser, event)

    answer = browser.post(
        "checkin.door",
        {"code": pass_of(person).short_code, "client_id": str(uuid4())},
        slug=event.slug,
    )
    page = browser.follow(answer)

    assert (page.heading, page.value_of("how"), _records()) == (heading, "code", 0)


def test_a_code_nobody_has_is_said_kept_and_stored_without_a_person(browser: Browser) -> None:
    event = make_event_today()
    _helper(browser, event)
    number = str(uuid4())

    page = browser.post(
        "checkin.door", {"code": "aaaa bbbb", "client_id": number}, slug=event.slug, status=422
    )

    assert page.errors == [
        "Nobody here today has this code. Look once more, or ask an organiser to find the name."
    ]
    assert page.value_of("code") == "aaaa bbbb"
    assert page.value_of("client_id") != number
    assert _records() == 1
    assert db.session.scalars(select(ScanRecord.registration_id)).all() == [None]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7M2",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "\r\nX: y",
        "\u202e",
        "🙂",
        "x" * 100_000,
        "\0",
    ],
)
def test_what_is_no_code_is_refused_and_nothing_is_stored(browser: Browser, typed: str) -> None:
    event = make_event_today()
    _helper(browser, event)

    page = browser.post(
        "checkin.door", {"code": typed, "client_id": str(uuid4())}, slug=event.slug, status=422
    )

    assert (len(page.errors), _records()) == (1, 0)


def test_only_organisers_find_names_and_see_who_is_inside(browser: Browser) -> None:
    event = make_event_today()
    for name in ("Đặng", "Maja", "Majken"):
        let_in(make_registration(event, name=name))
    _helper(browser, event)

    door = browser.get("checkin.door", slug=event.slug)
    assert [name for name in ("Đặng", "Maja", "Majken", "inside") if name in door.text] == []
    browser.get("checkin.inside", slug=event.slug, status=404)
    browser.post("checkin.find", {"name": "maj"}, slug=event.slug, status=404)

    _helper(browser, event, Role.ORGANISER)
    found = browser.post("checkin.find", {"name": "maj"}, slug=event.slug, status=200)
    assert [link.get_text(strip=True) for link in found.soup.select(".actions a")] == [
        "Maja",
        "Majken",
    ]
    inside = browser.get("checkin.inside", slug=event.slug)
    assert [name.text for name in inside.soup.select(".arrivals b")] == ["Maja", "Majken", "Đặng"]
    assert "3 people." in inside.text


@pytest.mark.parametrize("typed", ["", "m", " m "])
def test_one_letter_finds_nobody(browser: Browser, typed: str) -> None:
    event = make_event_today()
    make_registration(event, name="Maja")
    _helper(browser, event, Role.ORGANISER)

    page = browser.post("checkin.find", {"name": typed}, slug=event.slug, status=422)

    assert (len(page.errors), page.soup.select(".actions")) == (1, [])


def test_a_helper_sees_her_own_last_arrivals_for_five_minutes_and_takes_one_back(
    browser: Browser,
) -> None:
    event = make_event_today()
    me = _helper(browser, event)
    other = make_account(organisation=event.organisation)
    now = utc_now()
    let_in(make_registration(event, name="Earlier"), by=me, at=now - timedelta(minutes=6))
    let_in(make_registration(event, name="Elsewhere"), by=other, at=now)
    mine = make_registration(event, name="Łukasz")
    let_in(mine, by=me, at=now)

    door = browser.get("checkin.door", slug=event.slug)
    assert [name.text for name in door.soup.select(".arrivals b")] == ["Łukasz"]

    form = {
        name: door.soup.select_one(f".arrivals [name={name}]") for name in ("client_id", "undoes")
    }
    sent = {name: str(field["value"]) for name, field in form.items() if field is not None}
    after = browser.follow(browser.post("checkin.undo", sent, slug=event.slug))

    assert "Taken back. The pass can be shown again." in after.text
    assert after.soup.select(".arrivals b") == []
    assert _status(mine) is RegistrationStatus.CONFIRMED


def test_an_arrival_names_nobody_after_five_minutes(browser: Browser) -> None:
    event = make_event_today()
    me = _helper(browser, event)
    number, _ = let_in(
        make_registration(event, name="Łukasz"), by=me, at=utc_now() - timedelta(minutes=6)
    )

    page = browser.get("checkin.arrival", slug=event.slug, client_id=number)

    assert (page.heading, "Łukasz" in page.text, page.soup.select("main form")) == (
        "Welcome",
        False,
        [],
    )


def test_an_undo_that_comes_too_late_says_who_can_help(browser: Browser) -> None:
    event = make_event_today()
    me = _helper(browser, event)
    person = make_registration(event)
    number, _ = let_in(person, by=me, at=utc_now() - timedelta(minutes=6))

    page = browser.post(
        "checkin.undo", {"client_id": str(uuid4()), "undoes": number}, slug=event.slug, status=422
    )

    said = "You can take back what you did yourself in the last five minutes."
    assert page.errors == [f"{said} An organiser can take back the rest."]
    assert _status(person) is RegistrationStatus.ATTENDED


def test_the_door_is_closed_on_other_days(browser: Browser) -> None:
    event = make_event()
    person = make_registration(event)
    _helper(browser, event, Role.ORGANISER)

    page = browser.get("checkin.door", slug=event.slug)
    assert (page.heading, page.soup.select("main form")) == ("The door is not open today", [])

    form = {"code": pass_of(person).short_code, "client_id": str(uuid4())}
    refused = browser.post("checkin.door", form, slug=event.slug, status=422)
    assert refused.errors == [
        "The door is open from the day before to the day after. Nobody was let in."
    ]
    assert _records() == 0


@pytest.mark.parametrize("given", ["", "not-a-number", "6f0f9a3e"])
def test_a_page_without_its_number_lets_nobody_in(browser: Browser, given: str) -> None:
    event = make_event_today()
    person = make_registration(event)
    _helper(browser, event)

    browser.post(
        "checkin.let_in",
        {"client_id": given, "how": "scan"},
        slug=event.slug,
        registration_id=person.id,
        status=422,
    )

    assert _records() == 0


def test_every_form_needs_the_token_of_its_page(browser: Browser) -> None:
    event = make_event_today()
    person, arrived = make_registration(event), make_registration(event)
    me = _helper(browser, event, Role.ORGANISER)
    number, _ = let_in(arrived, by=me)
    stale = {"csrf_token": "", "client_id": str(uuid4())}
    code = pass_of(person).short_code

    answers = [
        browser.post("checkin.door", {**stale, "code": code}, slug=event.slug, status=422),
        browser.post("checkin.find", {**stale, "name": "Maja"}, slug=event.slug, status=422),
        browser.post(
            "checkin.let_in",
            {**stale, "how": "scan"},
            slug=event.slug,
            registration_id=person.id,
            status=422,
        ),
        browser.post("checkin.undo", {**stale, "undoes": number}, slug=event.slug, status=422),
    ]

    assert [page.errors for page in answers] == [["This page had been open for too long"]] * 4
    assert answers[1].soup.select(".actions") == []
    assert (_status(person), _status(arrived)) == (
        RegistrationStatus.CONFIRMED,
        RegistrationStatus.ATTENDED,
    )
    assert _records() == 1


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("role", [Role.DOOR_HOST, Role.ORGANISER])
def test_every_page_of_the_door_is_in_order(browser: Browser, role: Role, language: str) -> None:
    browser.language = language
    event = make_event_today()
    helper = _helper(browser, event, role)
    people = {
        status: make_registration(event, name="Łukasz Đặng", status=status)
        for status in RegistrationStatus
        if status is not RegistrationStatus.ATTENDED
    }
    arrived = make_registration(event)
    numbers = [let_in(arrived, by=helper)[0] for _ in range(2)]

    browser.get("checkin.door", slug=event.slug)
    for person in (*people.values(), arrived):
        browser.get("checkin.show_pass", token=_token(person))
    browser.get("checkin.show_pass", token=NOBODYS)
    for number in numbers:
        browser.get("checkin.arrival", slug=event.slug, client_id=number)
    for answer in ("same", "another", "organiser"):
        browser.get("checkin.advice", slug=event.slug, answer=answer)
    if role is Role.ORGANISER:
        browser.get("checkin.inside", slug=event.slug)
        browser.post("checkin.find", {"name": "Łu"}, slug=event.slug, status=200)

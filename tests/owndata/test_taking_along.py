"""She gets everything we hold about her, and nothing about anybody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.owndata.collecting import COMPANION, ROOT, collect, columns_of, hanging_tables
from eventapp.owndata.words import COLUMN_WORDS, NOT_ON_THE_PAGE, TABLE_WORDS, VALUE_WORDS
from eventapp.people.models import PersonNote
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.web.forms import clean_line
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.consents import say_yes
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless
from tests.factories.registration import make_companion, make_registration, own_page_secret
from tests.factories.whole_person import Planted, plain, plant
from tests.hostile import TEXTS
from tests.statements import statements


def _expected(planted: Planted) -> dict[str, list[dict[str, object]]]:
    expected = {}
    for table, row in planted.rows.items():
        columns = columns_of(table)
        if columns:
            expected[table] = [{column.name: plain(row[column.name]) for column in columns}]
    return expected


def _without_explanations(collected: dict[str, list[dict[str, object]]]) -> object:
    return {
        table: [
            {name: value for name, value in row.items() if not isinstance(value, dict)}
            for row in rows
        ]
        for table, rows in collected.items()
    }


def _let_in(browser: Browser, registration_id: int) -> None:
    registration = db.session.get_one(Registration, registration_id)
    secret = own_page_secret(registration, at=utc_now())
    browser.post("registration.open_own_page", secret=secret)


@pytest.mark.usefixtures("app")
def test_every_column_of_every_table_about_her_is_in_her_export() -> None:
    event = make_event()
    hers = plant(event, mark="hers")
    plant(event, mark="theirs")

    collected = collect(db.session(), hers.registration_id)

    assert _without_explanations(collected) == _expected(hers)
    assert "theirs" not in json.dumps(collected)


@pytest.mark.usefixtures("app")
def test_a_table_about_her_is_found_by_its_keys_alone() -> None:
    metadata = MetaData()

    def table(name: str, *keys: tuple[str, str | None]) -> None:
        columns: list[Column[int]] = [
            Column(f"key_{number}", ForeignKey(target, ondelete=ondelete))
            for number, (target, ondelete) in enumerate(keys)
        ]
        Table(name, metadata, Column("id", Integer, primary_key=True), *columns)

    table("registration")
    table("answer", ("registration.id", "CASCADE"))
    table("answer_part", ("answer.id", "CASCADE"))
    table("group", ("registration.id", "CASCADE"))
    table("group_member", ("group.id", "CASCADE"), ("registration.id", "CASCADE"))
    table("used_by", ("answer.id", None))
    table("event")

    found = {one.table.name: (one.parent, len(one.keys)) for one in hanging_tables(metadata)}

    # A member of her group is about that member, so it is found by its own key, not hers.
    assert found == {
        "answer": ("registration", 1),
        "group": ("registration", 1),
        "group_member": ("registration", 1),
        "answer_part": ("answer", 1),
    }


@pytest.mark.once
def test_everything_on_the_page_has_words() -> None:
    unsaid = []
    for part in [ROOT, COMPANION, *(one.table.name for one in hanging_tables(db.metadata))]:
        columns = [column for column in columns_of(part) if not column.foreign_keys]
        if part in NOT_ON_THE_PAGE or not columns:
            continue
        unsaid += [part] if part not in TABLE_WORDS else []
        unsaid += [
            f"{part}.{column.name}" for column in columns if (part, column.name) not in COLUMN_WORDS
        ]
        unsaid += [
            f"{part}.{column.name}={value}"
            for column in columns
            for value in getattr(column.type, "enums", ())
            if value not in VALUE_WORDS.get((part, column.name), {})
        ]

    assert unsaid == [], "Give these words in eventapp/owndata/words.py."


def test_the_file_has_a_name_that_says_nothing_and_is_kept_nowhere(browser: Browser) -> None:
    hers = plant(make_event(), mark="hers")
    _let_in(browser, hers.registration_id)

    answer = browser.get("owndata.take_along").response

    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="aftale.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    read = json.loads(answer.data)
    assert read["registration"][0]["chosen_name"] == "hers-name"
    assert set(read) == set(_expected(hers))


def test_the_page_says_it_in_words(browser: Browser) -> None:
    event = make_event()
    registration = make_registration(event, name="Maja", address="maja@mail.example")
    signed_up = NOW.astimezone(event.zone)
    _let_in(browser, registration.id)

    page = browser.get("owndata.read")

    lines = [(_text(line.dt), _text(line.dd)) for line in page.soup.select("main .held div")]
    assert lines == [
        ("What we call you", "Maja"),
        ("Your e-mail", "maja@mail.example"),
        ("Your seat", "You have a seat"),
        (
            "When you signed up",
            f"{signed_up:%A} {signed_up.day} {signed_up:%B %Y} at {signed_up.hour}:{signed_up:%M}",
        ),
        ("Language of your mails", "Dansk"),
        ("Mails say nothing of what they are about", "Yes"),
    ]


def test_of_whom_she_brings_she_gets_what_she_told_us_and_no_more(browser: Browser) -> None:
    event = make_event()
    registration = make_registration(event, name="Maja", address="maja@mail.example")
    brought = make_companion(registration, name="Ven")
    note = PersonNote(registration_id=brought.id, text="About Ven", at=NOW, sent_once="once")
    with transaction() as session:
        session.add(note)
    _let_in(browser, registration.id)

    collected = collect(db.session(), registration.id)
    page = browser.get("owndata.read")

    assert {part: len(rows) for part, rows in collected.items()} == {ROOT: 1, COMPANION: 1}
    assert collected[COMPANION] == [{"chosen_name": "Ven", "status": "confirmed"}]
    lines = [(_text(line.dt), _text(line.dd)) for line in page.soup.select("main .held div")]
    assert lines[-2:] == [("Name", "Ven"), ("State", "has a seat")]


def test_her_receipt_stands_there_as_it_does_on_the_page_where_she_said_yes(
    browser: Browser,
) -> None:
    registration = make_registration(make_event())
    say_yes(registration)
    _let_in(browser, registration.id)

    shown = browser.get("registration.consents").soup.select_one(".slip")
    page = browser.get("owndata.read")

    lines = {_text(line.dt): _text(line.dd) for line in page.soup.select("main .held div")}
    assert (lines["You said yes to"], lines["Your receipt"]) == ("Pictures", _text(shown))


def _text(tag: object) -> str:
    return " ".join(getattr(tag, "text", "").split())


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_what_she_wrote_is_read_out_and_never_run(browser: Browser, typed: str) -> None:
    registration = make_registration(make_event(), name=clean_line(typed) or "Maja")
    _let_in(browser, registration.id)

    assert_harmless(browser.get("owndata.read"))


@pytest.mark.parametrize("endpoint", ["read", "take_along", "log", "erase"])
def test_nobody_else_gets_in(browser: Browser, endpoint: str) -> None:
    event = make_event()
    make_registration(event)
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.get(f"owndata.{endpoint}", status=303)

    assert page.response.headers["Location"] == "/m/link"


def test_more_about_her_costs_no_more_reads(browser: Browser) -> None:
    event = make_event()
    little, much = make_registration(event), plant(event, mark="hers")
    counts = []
    for registration_id in (little.id, much.registration_id):
        _let_in(browser, registration_id)
        with statements() as sent:
            browser.get("owndata.read")
        counts.append(len(sent))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("status", "days"),
    [
        (RegistrationStatus.CONFIRMED, [3, 7, 30]),
        (RegistrationStatus.ATTENDED, [3, 7, 30]),
        (RegistrationStatus.OFFERED, [1]),
        (RegistrationStatus.WAITING, [1]),
        (RegistrationStatus.CANCELLED, [1]),
    ],
)
def test_the_page_says_on_which_day_what_of_hers_goes(
    browser: Browser, status: RegistrationStatus, days: list[int]
) -> None:
    event = make_event()
    registration = make_registration(event, status=status)
    over = event.ends_here
    _let_in(browser, registration.id)

    page = browser.get("owndata.read")

    shown = [str(one["datetime"]) for one in page.soup.select("main .days time")]
    assert shown == [(over + timedelta(days=after)).date().isoformat() for after in days]

"""The programme, as everybody sees it and as organisers make it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.db import db
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.programme.enums import TableStatus
from eventapp.programme.models import Round, TableSession
from eventapp.programme.queries import rounds_of, tables_of
from eventapp.programme.views import public
from eventapp.themes.enums import ProposalStatus
from eventapp.themes.models import ThemeProposal
from tests.browser_client import Browser
from tests.days import BEGINS
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.programme import make_note, make_proposal, make_table

FRAME = {"rounds": "2", "tables": "4", "starts": "10.30", "minutes": "75", "pause": "15"}
TABLE = {"number": "1", "headline": "Når håbet er mit", "sort": "chosen"}


def _organiser(browser: Browser, event: Event) -> Browser:
    browser.sign_in(make_account(organisation=event.organisation))
    browser.post("programme.edit", {**FRAME, "latest": "0"}, slug=event.slug)
    return browser


def _place(browser: Browser, event: Event, proposal: ThemeProposal) -> None:
    browser.post(
        "programme.change_table",
        {**TABLE, "proposals": proposal.id},
        slug=event.slug,
        round_number=1,
        table_number=1,
    )


def test_the_programme_says_in_words_which_tables_are_free_and_drawn(browser: Browser) -> None:
    event = make_event()
    make_table(event, number=1)
    make_table(event, number=2, headline="", drawn_by_lot=True)
    make_table(event, number=3, headline="", is_free=True)

    page = browser.get("programme.programme", slug=event.slug)

    words = [" ".join(table.text.split()) for table in page.soup.select(".tables li > div")]
    assert words == [
        "Table 1: Når håbet er mit",
        "Table 2: The topic comes later Drawn by lot",
        "Table 3: Bring a topic Free table",
    ]
    assert "10:30 to 11:20" in page.text


def test_before_there_are_tables_the_page_says_where_they_come_from(browser: Browser) -> None:
    page = browser.get("programme.programme", slug=make_event().slug)

    assert page.soup.select_one(".note h2").text == "The tables are not set yet"  # type: ignore[union-attr]


def test_a_draft_has_no_programme_for_others(browser: Browser) -> None:
    event = make_event(status=Status.DRAFT)
    make_table(event)

    browser.get("programme.programme", slug=event.slug, status=404)


@pytest.mark.parametrize(
    ("minutes", "on"),
    [(-1, []), (0, ["Round 1"]), (49, ["Round 1"]), (50, []), (60, ["Round 2"])],
)
def test_the_round_that_is_on_is_marked(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, minutes: int, on: list[str]
) -> None:
    event = make_event()
    for number in (1, 2):
        make_table(event, round_number=number)
    begins = BEGINS + timedelta(hours=1)
    monkeypatch.setattr(public, "utc_now", lambda: begins + timedelta(minutes=minutes))

    page = browser.get("programme.programme", slug=event.slug)

    assert [heading.text for heading in page.soup.select(".round.on h2")] == on


def test_what_lies_on_a_table_stands_in_its_writers_words_until_it_is_withdrawn(
    browser: Browser,
) -> None:
    event = make_event()
    proposal = make_proposal(event, "Må man <b>være</b> nervøs?")
    _place(_organiser(browser, event), event, proposal)

    page = browser.get("programme.programme", slug=event.slug)
    assert [said.text for said in page.soup.select(".said")] == ["“Må man <b>være</b> nervøs?”"]

    proposal.status, proposal.text = ProposalStatus.WITHDRAWN, ""
    db.session.commit()
    page = browser.get("programme.programme", slug=event.slug)
    assert page.soup.select(".said") == []


def test_one_press_makes_the_rounds_by_the_clock_on_the_wall(browser: Browser) -> None:
    event = make_event()
    _organiser(browser, event)

    rounds = rounds_of(db.session(), event.id)
    assert [(one.number, one.starts_here.strftime("%H.%M"), len(one.tables)) for one in rounds] == [
        (1, "10.30", 4),
        (2, "12.00", 4),
    ]


def test_pressing_twice_makes_them_once_and_says_so(browser: Browser) -> None:
    event = make_event()
    _organiser(browser, event)

    for latest in ("0", "", "9" * 30, "²"):
        page = browser.post(
            "programme.edit", {**FRAME, "latest": latest}, slug=event.slug, status=422
        )
        assert page.errors == [
            "The programme has changed since you opened this page. Nothing more was added."
        ]
    assert len(tables_of(db.session(), event.id)) == 8


def test_a_mistake_in_the_frame_is_named_and_nothing_is_lost(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.post(
        "programme.edit",
        {**FRAME, "rounds": "", "tables": "0", "starts": "noon", "pause": "9" * 100_000},
        slug=event.slug,
        status=422,
    )

    assert page.errors == [
        "Write a number.",
        "Write a number from 1 to 200.",
        "We cannot read this time. Write it like 9.30.",
        "Write a number from 0 to 480.",
    ]
    assert (page.value_of("starts"), page.value_of("minutes")) == ("noon", "75")


def test_a_round_is_added_changed_and_removed(browser: Browser) -> None:
    event = make_event()
    _organiser(browser, event)
    sent = {"number": "3", "title": "Sammen", "starts": "13", "ends": "14.15"}

    browser.post("programme.add_round", sent, slug=event.slug)
    browser.post("programme.change_round", {**sent, "number": "4"}, slug=event.slug, round_number=3)
    wrong = browser.post(
        "programme.change_round",
        {**sent, "number": "1"},
        slug=event.slug,
        round_number=4,
        status=422,
    )
    assert wrong.errors == ["Number 1 is in use. Choose another."]
    backwards = browser.post(
        "programme.change_round",
        {**sent, "ends": "12"},
        slug=event.slug,
        round_number=4,
        status=422,
    )
    assert backwards.errors == ["The round must end after it begins."]

    assert [(one.number, one.title) for one in rounds_of(db.session(), event.id)] == [
        (1, ""),
        (2, ""),
        (4, "Sammen"),
    ]
    browser.post("programme.remove_round", slug=event.slug, round_number=4)
    assert [one.number for one in rounds_of(db.session(), event.id)] == [1, 2]


def test_a_free_table_takes_no_proposals(browser: Browser) -> None:
    event = make_event()
    proposal = make_proposal(event)
    _organiser(browser, event)

    page = browser.post(
        "programme.add_table",
        {**TABLE, "number": "5", "sort": "free", "proposals": proposal.id},
        slug=event.slug,
        round_number=1,
        status=422,
    )

    assert page.errors == ["A free table has no proposals. Take them off, or choose again."]
    assert proposal.status is ProposalStatus.OPEN


def test_another_gatherings_proposal_is_no_choice(browser: Browser) -> None:
    event = make_event()
    elsewhere = make_proposal(make_event())
    _organiser(browser, event)

    page = browser.post(
        "programme.add_table",
        {**TABLE, "number": "5", "proposals": elsewhere.id},
        slug=event.slug,
        round_number=1,
        status=422,
    )

    assert page.soup.select("#proposals-wrong-1") or page.errors
    assert elsewhere.status is ProposalStatus.OPEN


def test_a_table_with_notes_stays_and_the_page_says_why(browser: Browser) -> None:
    event = make_event()
    make_note(make_table(event))
    browser.sign_in(make_account(organisation=event.organisation))
    where: dict[str, Any] = {"slug": event.slug, "round_number": 1}

    refused: list[tuple[str, dict[str, Any]]] = [
        ("programme.remove_table", {"table_number": 1}),
        ("programme.remove_round", {}),
    ]
    for endpoint, more in refused:
        page = browser.post(endpoint, status=409, **where, **more)
        assert "It cannot be removed: something has been noted there." in page.text

    assert len(tables_of(db.session(), event.id)) == 1


def test_a_table_is_finished_and_opened_again(browser: Browser) -> None:
    event = make_event()
    table = make_table(event)
    browser.sign_in(make_account(organisation=event.organisation))
    where: dict[str, Any] = {"slug": event.slug, "round_number": 1, "table_number": 1}
    seen = []

    for endpoint in ("programme.close_table", "programme.reopen_table"):
        browser.post(endpoint, **where)
        db.session.refresh(table)
        seen.append(table.status)

    assert seen == [TableStatus.CLOSED, TableStatus.PLANNED]


ORGANISE: list[tuple[str, dict[str, Any]]] = [
    ("programme.edit", {}),
    ("programme.add_round", {}),
    ("programme.change_round", {"round_number": 1}),
    ("programme.add_table", {"round_number": 1}),
    ("programme.change_table", {"round_number": 1, "table_number": 1}),
]


@pytest.mark.parametrize(("endpoint", "values"), ORGANISE)
def test_planning_is_for_the_organisers_of_that_gathering(
    browser: Browser, endpoint: str, values: dict[str, Any]
) -> None:
    event = make_event()
    make_table(event)

    browser.get(endpoint, slug=event.slug, status=303, **values)
    for account, status in (
        (make_account(), 404),
        (make_account(organisation=event.organisation, role=Role.DOOR_HOST), 404),
        (make_account(organisation=event.organisation), 200),
    ):
        each = Browser(browser.app)
        each.sign_in(account)
        for language in ("da", "en"):
            each.language = language
            each.get(endpoint, slug=event.slug, status=status, **values)


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("programme.remove_round", {"round_number": 1}),
        ("programme.remove_table", {"round_number": 1, "table_number": 1}),
        ("programme.close_table", {"round_number": 1, "table_number": 1}),
        ("programme.reopen_table", {"round_number": 1, "table_number": 1}),
    ],
)
def test_another_association_changes_nothing(
    browser: Browser, endpoint: str, values: dict[str, Any]
) -> None:
    event = make_event()
    make_table(event)
    browser.sign_in(make_account())

    browser.post(endpoint, slug=event.slug, status=404, **values)

    assert [table.status for table in tables_of(db.session(), event.id)] == [TableStatus.PLANNED]


def _statements_of(browser: Browser, slug: str) -> int:
    # The page shall not live on what this test has read already.
    db.session.remove()
    statements = 0

    def count_one(*_details: object) -> None:
        nonlocal statements
        statements += 1

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count_one)
    try:
        browser.get("programme.programme", slug=slug)
        browser.get("programme.edit", slug=slug)
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", count_one)
    return statements


def test_thirty_tables_cost_as_many_questions_as_one(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    browser.sign_in(make_account(organisation=event.organisation))
    slug = event.slug
    with_one = _statements_of(browser, slug)
    event = db.session.scalars(select(Event)).one()
    for number in range(2, 31):
        make_table(event, round_number=1 + number % 3, number=number)

    assert _statements_of(browser, slug) == with_one


def test_the_tables_of_the_programme_say_nothing_of_people() -> None:
    columns = {column.name for table in (Round, TableSession) for column in table.__table__.c}
    assert sorted(columns) == [
        "drawn_by_lot",
        "ends_at",
        "event_id",
        "headline",
        "id",
        "is_free",
        "number",
        "round_id",
        "starts_at",
        "status",
        "title",
    ]

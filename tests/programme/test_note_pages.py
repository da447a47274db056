"""Writing at a table, as note-takers and organisers meet it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select

from eventapp.db import db
from eventapp.events.models import Event
from eventapp.programme import pen
from eventapp.programme.enums import ContributionKind, ContributionStatus, TableStatus
from eventapp.programme.models import Contribution, TableSession
from eventapp.registration.enums import PeerRole
from tests.browser_client import Browser, Page
from tests.factories.events import make_event
from tests.factories.programme import let_in, make_note, make_table

NUL_AND_TURNED = "Før\x00\u202eefter"
SAID = {"text": "Jeg siger det med det samme.", "kind": "experience", "own_words": "y"}


def _noted() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Contribution.text).order_by(Contribution.number)))


def _save(browser: Browser, event: Event, status: int = 303, **changes: str) -> Page:
    return browser.post(
        "programme.note", {**SAID, **changes}, slug=event.slug, round=1, table=1, status=status
    )


def test_a_note_taker_writes_one_thing_after_the_other_at_her_table(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    choosing = browser.get("programme.note", slug=event.slug)
    here = f"/e/{event.slug}/notes?round=1&table=1"
    assert choosing.heading == "Which table are you at?"
    assert here in choosing.links()

    first = browser.follow(_save(browser, event))

    assert first.response.request.full_path == here
    assert first.heading == "Table 1, round 1"
    assert "Jeg siger det med det samme." in first.text
    note = db.session.scalars(select(Contribution)).one()
    assert (note.kind, note.own_words, note.status) == (
        ContributionKind.EXPERIENCE,
        True,
        ContributionStatus.NOTED,
    )
    assert note.table.status is TableStatus.OPEN


def test_the_newest_note_stands_first(browser: Browser) -> None:
    event = make_event()
    table = make_table(event)
    for text in ("Først", "Så"):
        make_note(table, text)
    let_in(browser, event, PeerRole.TABLE_HOST)

    page = browser.get("programme.note", slug=event.slug, round=1, table=1)

    assert [said.text for said in page.soup.select(".notes .as-said")] == ["Så", "Først"]


def test_a_form_sent_twice_writes_one_note(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    once = browser.get("programme.note", slug=event.slug, round=1, table=1).value_of("once")

    for _press in range(2):
        _save(browser, event, once=once)

    assert _noted() == [SAID["text"]]


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"text": " \n"}, "Write what was said.", "text"),
        ({"kind": ""}, "Choose one of these.", "kind"),
        ({"kind": "fact"}, "Choose one of these.", "kind"),
        (
            {"text": "å" * 100_000},
            "This is 100000 characters long. There is room for 2000.",
            "text",
        ),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(
    browser: Browser, changes: dict[str, str], sentence: str, field: str
) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = _save(browser, event, status=422, **changes)

    assert page.errors == [sentence]
    assert page.value_of("text").strip() == {**SAID, **changes}["text"].strip()
    assert page.soup.select(f"#{field}-wrong-1")
    assert _noted() == []


def test_a_stale_form_keeps_the_words(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = _save(browser, event, status=422, csrf_token="old")

    assert page.errors == ["This page had been open for too long"]
    assert page.value_of("text").strip() == SAID["text"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7 * 7 }} {% raise %}", "{{ 7 * 7 }} {% raise %}"),
        ("Linje 1\r\nLinje 2\rLinje 3", "Linje 1\nLinje 2\nLinje 3"),
        (NUL_AND_TURNED, "Førefter"),
        ("👩‍👩‍👧 håb 🌱", "👩‍👩‍👧 håb 🌱"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("%(num)s %s", "%(num)s %s"),
        ("' OR 1=1 --", "' OR 1=1 --"),
    ],
)
def test_words_stay_words_whatever_they_look_like(browser: Browser, sent: str, kept: str) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = browser.follow(_save(browser, event, text=sent))
    aloud = browser.get("programme.read_back", slug=event.slug, round_number=1, table_number=1)
    change = browser.get("programme.change_note", slug=event.slug, number=1)

    assert _noted() == [kept]
    for seen in (page, aloud):
        assert [said.text for said in seen.soup.select(".as-said")] == [kept]
    assert change.value_of("text").strip() == kept


def test_a_name_or_a_number_is_shown_once_and_never_blocks(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    said = "Min leder Karen ringer på 20 30 40 50."

    page = _save(browser, event, status=200, text=said)

    assert [mark.text for mark in page.soup.select(".nudge mark")] == [
        "Min leder Karen",
        "20 30 40 50",
    ]
    assert page.value_of("text").strip() == said
    assert _noted() == []
    _save(browser, event, text=said, as_it_is="yes")
    assert _noted() == [said]


def test_the_last_note_can_be_undone_for_ten_minutes(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    page = browser.follow(_save(browser, event))
    assert "Undo the last contribution" in page.text

    monkeypatch.setattr(pen, "UNDO", timedelta(seconds=-1))
    later = browser.get("programme.note", slug=event.slug, round=1, table=1)
    assert "Undo the last contribution" not in later.text

    gone = browser.follow(browser.post("programme.take_out", slug=event.slug, number=1))
    assert gone.soup.select(".notes") == []
    assert _noted() == [""]


def test_only_whoever_wrote_a_note_changes_its_words_and_the_table_may_take_it_out(
    browser: Browser,
) -> None:
    event = make_event()
    make_note(make_table(event), "En andens ord")
    let_in(browser, event, PeerRole.TABLE_HOST)

    page = browser.get("programme.change_note", slug=event.slug, number=1)
    assert page.heading == "Take a contribution out"
    assert page.soup.select("main textarea") == []
    browser.post("programme.change_note", SAID, slug=event.slug, number=1, status=404)
    assert _noted() == ["En andens ord"]

    browser.post("programme.take_out", slug=event.slug, number=1)
    assert _noted() == [""]


def test_a_note_taker_puts_her_own_note_right(browser: Browser) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    _save(browser, event)

    browser.post("programme.change_note", {**SAID, "text": "Rettet"}, slug=event.slug, number=1)

    assert _noted() == ["Rettet"]


def test_reading_aloud_marks_what_was_heard(browser: Browser) -> None:
    event = make_event()
    table = make_table(event)
    for text in ("Først", "Så"):
        make_note(table, text)
    let_in(browser, event, PeerRole.TABLE_HOST)
    where: dict[str, Any] = {"slug": event.slug, "round_number": 1, "table_number": 1}

    page = browser.get("programme.read_back", **where)
    assert [said.text for said in page.soup.select(".heard .voice")] == ["Først", "Så"]
    heard = page.value_of("heard")
    make_note(table, "Imens")
    refused = browser.post("programme.read_back", {"heard": heard}, status=422, **where)
    assert refused.errors == [
        "Somebody has written since you opened this page. Read it all once more."
    ]
    browser.post("programme.read_back", {"heard": refused.value_of("heard")}, **where)

    states = db.session.scalars(select(Contribution.status)).all()
    assert states == [ContributionStatus.READ_BACK] * 3


def test_what_was_written_is_kept_when_its_table_was_taken_away(browser: Browser) -> None:
    event = make_event()
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = _save(browser, event, status=404)

    assert page.soup.select_one("#kept").text == SAID["text"]  # type: ignore[union-attr]


def test_notes_that_are_not_open_say_so_and_keep_the_words(browser: Browser) -> None:
    over = datetime.now(UTC) - timedelta(hours=1)
    event = make_event(starts_at=over - timedelta(hours=6), ends_at=over)
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = browser.get("programme.note", slug=event.slug, round=1, table=1)
    assert page.soup.select("main textarea") == []
    refused = _save(browser, event, status=422)

    assert refused.errors == ["Notes are not open right now. Nothing was saved."]
    assert refused.value_of("text").strip() == SAID["text"]
    assert _noted() == []


def test_a_note_of_another_gathering_is_not_found(browser: Browser) -> None:
    event, other = make_event(), make_event()
    make_table(event)
    other_table = make_table(other)
    for _each in range(3):
        make_note(other_table, "Ikke dit")
    let_in(browser, event, PeerRole.NOTE_TAKER)

    browser.get("programme.change_note", slug=event.slug, number=3, status=404)
    browser.post("programme.take_out", slug=event.slug, number=3, status=404)
    browser.post("programme.take_out", slug=other.slug, number=3, status=404)

    assert _noted() == ["Ikke dit"] * 3


@pytest.mark.parametrize("asked", ["round=0&table=1", "round=9&table=9"])
def test_a_table_that_is_not_there_offers_the_others(browser: Browser, asked: str) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    page = browser.open(f"/e/{event.slug}/notes?{asked}", status=404)

    assert page.heading == "Which table are you at?"


@pytest.mark.parametrize("asked", ["round=99999999999999999999&table=1", "round=a", "round=1"])
def test_an_address_that_names_no_table_asks_which_one(browser: Browser, asked: str) -> None:
    event = make_event()
    make_table(event)
    let_in(browser, event, PeerRole.NOTE_TAKER)

    assert browser.open(f"/e/{event.slug}/notes?{asked}").heading == "Which table are you at?"


def _statements_of(browser: Browser, slug: str) -> int:
    # The page shall not live on what this test has read already.
    db.session.remove()
    statements = 0

    def count_one(*_details: object) -> None:
        nonlocal statements
        statements += 1

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count_one)
    try:
        browser.get("programme.note", slug=slug, round=1, table=1)
        browser.get("programme.note", slug=slug)
        browser.get("programme.read_back", slug=slug, round_number=1, table_number=1)
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", count_one)
    return statements


def test_thirty_notes_cost_as_many_questions_as_one(browser: Browser) -> None:
    event = make_event()
    slug = event.slug
    table = make_table(event)
    make_note(table)
    let_in(browser, event, PeerRole.NOTE_TAKER)
    with_one = _statements_of(browser, slug)
    table = db.session.scalars(select(TableSession)).one()
    for number in range(29):
        make_note(table, f"Nr. {number}")

    assert _statements_of(browser, slug) == with_one

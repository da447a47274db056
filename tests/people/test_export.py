"""The list is taken out as a file that no program runs anything from."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from eventapp.db import db
from eventapp.events.models import Event
from eventapp.people.enums import Column
from eventapp.people.exporting import table_of
from eventapp.people.spreadsheets import as_csv, as_xlsx, neutral
from eventapp.registration.access_log import AccessKind, AccessRecord
from eventapp.registration.enums import Engagement, PeerRole, Region
from eventapp.registration.services import set_roles
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.people import make_crowd
from tests.factories.registration import make_registration
from tests.hostile import TEXTS
from tests.statements import statements

RUNS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def _read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def _read_xlsx(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def _taken_out(browser: Browser, event: Event, **form: Any) -> bytes:
    page = browser.post("people.export_people", form, status=200, slug=event.slug)
    return page.response.data


@pytest.mark.parametrize("cell", RUNS)
def test_a_cell_that_looks_like_a_formula_is_text(cell: str, tmp_path: Path) -> None:
    rows = [[cell, "Maja"]]

    assert _read_csv(as_csv(rows)) == [[f"'{cell}", "Maja"]]
    [[read, name]] = _read_xlsx(as_xlsx(rows, folder=tmp_path))
    # XML knows one way to end a line, and keeps it inside a cell.
    assert (read.replace("\r\n", "\r").replace("_x000D_", "\r"), name) == (f"'{cell}", "Maja")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cell", ["Maja", "a=b", "", "Åse-Marie", "1"])
def test_a_cell_that_runs_nothing_stays_as_it_is(cell: str) -> None:
    assert neutral(cell) == cell


@pytest.mark.parametrize(
    ("form", "read"), [("csv", _read_csv), ("xlsx", _read_xlsx)], ids=["csv", "xlsx"]
)
def test_the_file_holds_what_was_ticked_and_no_address_unless_it_was(
    browser: Browser, form: str, read: Any
) -> None:
    event = make_event()
    person = make_registration(
        event,
        name="Maja",
        address="maja@mail.example",
        region=Region.NORDJYLLAND,
        engagement=Engagement.PAID,
    )
    make_registration(event, name="=1+1", address="bo@mail.example")
    set_roles(registration_id=person.id, roles=frozenset({PeerRole.STEWARD}))
    browser.sign_in(make_account(organisation=event.organisation))

    few = _taken_out(browser, event, columns=["status", "name"], form=form)
    all_of_it = _taken_out(browser, event, columns=[one.value for one in Column], form=form)

    assert read(few) == [["Name", "State"], ["Maja", "has a seat"], ["'=1+1", "has a seat"]]
    assert b"mail.example" not in few
    assert read(all_of_it)[1][:6] == [
        "Maja",
        "maja@mail.example",
        "has a seat",
        "North Denmark",
        "Paid",
        "Steward",
    ]


def test_names_of_every_kind_come_back_as_they_were_and_run_nothing(browser: Browser) -> None:
    event = make_event()
    from eventapp.web.forms import clean_line

    names = [clean_line(text) or "Maja" for text in TEXTS.values()]
    for name in names:
        make_registration(event, name=name)
    browser.sign_in(make_account(organisation=event.organisation))

    as_text = _read_csv(_taken_out(browser, event, columns=["name"], form="csv"))
    as_cells = _read_xlsx(_taken_out(browser, event, columns=["name"], form="xlsx"))

    expected = [["Name"], *([neutral(name)] for name in names)]
    assert as_text == expected
    assert [[str(cell) for cell in row] for row in as_cells] == expected


def test_who_took_it_out_is_noted_and_who_only_looked_is_not(browser: Browser) -> None:
    event = make_event()
    account = make_account(organisation=event.organisation)
    browser.sign_in(account)

    browser.get("people.export_people", slug=event.slug)
    wrong = browser.post("people.export_people", {"columns": "x"}, status=422, slug=event.slug)
    assert wrong.errors == ["Choose one of these."]
    assert db.session.scalars(select(AccessRecord)).all() == []
    page = browser.post(
        "people.export_people", {"columns": "name", "form": "csv"}, status=200, slug=event.slug
    )

    [row] = db.session.scalars(select(AccessRecord)).all()
    assert (row.event_id, row.registration_id, row.account_id, row.what) == (
        event.id,
        None,
        account.id,
        AccessKind.EXPORT,
    )
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="liste.csv"'


def test_a_file_with_no_column_is_not_made(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.post("people.export_people", {"form": "csv"}, status=422, slug=event.slug)

    assert page.errors == ["Tick at least one."]


def test_the_rows_cost_the_same_statements_however_many_there_are(app: Flask) -> None:
    assert app
    costs = []
    for number in (1, 3, 1200):
        event = make_event(places=3000)
        make_crowd(event, number)
        with app.test_request_context(), statements() as sent:
            rows = list(table_of(db.session(), event, list(Column)))
        assert len(rows) == number + 1
        costs.append(len([one for one in sent if one.startswith("SELECT")]))

    assert costs[0] == costs[1] == costs[2]

"""A list is brought in from a file: first shown, then added, and never twice."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage

from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.people.enums import Trouble
from eventapp.people.errors import SheetProblem
from eventapp.people.models import PeopleImport
from eventapp.people.reading import MOST_BYTES, MOST_ROWS, read_table
from eventapp.people.services import imports
from eventapp.people.spreadsheets import as_csv, as_xlsx
from eventapp.people.sweeping import forget_lists_that_ran_out
from eventapp.people.words import TROUBLE_WORDS
from eventapp.registration.access_log import AccessKind, AccessRecord
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.services import sign_up_on_behalf
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless
from tests.factories.mails import all_mails
from tests.factories.people import work
from tests.factories.registration import make_registration
from tests.hostile import RAN, TEXTS

HEADING = "navn;e-mail;region;lønnet/frivillig"


def _signed_in(browser: Browser, **options: Any) -> Event:
    event = make_event(**options)
    browser.sign_in(make_account(organisation=event.organisation))
    return event


def _send(browser: Browser, event: Event, content: bytes | str, status: int = 303) -> Page:
    raw = content.encode() if isinstance(content, str) else content
    form = {"file": FileStorage(io.BytesIO(raw), "whatever.bin")}
    return browser.post("people.import_people", form, status=status, slug=event.slug)


def _shown(browser: Browser, event: Event, content: bytes | str) -> Page:
    return browser.follow(_send(browser, event, content))


def _number() -> int:
    return db.session.scalars(select(PeopleImport.id).order_by(PeopleImport.id.desc())).first() or 0


def _confirm(browser: Browser, event: Event, **form: str) -> Page:
    return browser.post("people.imported_list", form, slug=event.slug, import_id=_number())


def _fates(page: Page) -> list[str]:
    lists = page.soup.select("main ol.rows")
    return [" ".join(one.text.split()) for one in lists[-1].select("div > span")]


def _people() -> list[tuple[str, str | None, str]]:
    rows = db.session.scalars(select(Registration).order_by(Registration.id))
    return [(one.chosen_name, one.address, one.status.value) for one in rows]


def test_every_row_says_what_will_happen_and_nothing_has_happened_yet(browser: Browser) -> None:
    event = _signed_in(browser, places=3)
    make_registration(event, name="Here", address="here@mail.example")
    make_registration(
        event, name="Gone", address="gone@mail.example", status=RegistrationStatus.CANCELLED
    )
    rows = [
        HEADING,
        "Maja;maja@mail.example;Region Sjælland;frivillig",
        "På papir;;;",
        "Bo;bo@mail.example;;",
        "Here;HERE@mail.example;;",
        "Gone;gone@mail.example;;",
        ";nobody@mail.example;;",
        "Bad;not an address;;",
        "Far;;Skåne;",
        "Odd;;;måske",
        "Again;MAJA@mail.example;;",
        f"{'x' * 61};;;",
    ]

    page = _shown(browser, event, "\n".join(rows))

    assert _fates(page) == [
        "Gets a seat",
        "Gets a seat · no e-mail",
        "Goes on the waiting list",
        "Is here already and stays as is",
        "Is here already and stays as is",
        "Cannot be added: There is no name.",
        "Cannot be added: We cannot read the e-mail. Does it look like name@place.dk?",
        "Cannot be added: We do not know this region.",
        "Cannot be added: Write “paid” or “volunteer”, or leave it empty.",
        "Cannot be added: The same e-mail stands higher up in the file.",
        "Cannot be added: The name is longer than 60 characters.",
    ]
    assert "mail.example" not in page.text
    assert ([name for name, _address, _status in _people()], all_mails()) == (["Here", "Gone"], [])


def test_what_was_shown_is_what_happens(browser: Browser) -> None:
    event = _signed_in(browser, places=2)
    make_registration(event, name="Here", address="here@mail.example")
    rows = [
        HEADING,
        "Maja;maja@mail.example;Sjælland;lønnet",
        "Bo;;;",
        "Here;here@mail.example;;",
        ";;;x",
    ]

    _shown(browser, event, "\n".join(rows))
    before = _confirm(browser, event)
    work(browser.app)
    after = browser.follow(before)

    assert _people() == [
        ("Here", "here@mail.example", "confirmed"),
        ("Maja", "maja@mail.example", "confirmed"),
        ("Bo", None, "waiting"),
    ]
    maja = db.session.scalars(select(Registration).where(Registration.chosen_name == "Maja")).one()
    assert (maja.region, maja.engagement, maja.on_behalf) == (
        Region.SJAELLAND,
        Engagement.PAID,
        True,
    )
    assert after.heading == "The list has been added"
    assert [one.text for one in after.soup.select("dd.num")] == ["1", "1", "1", "1"]
    assert (all_mails(), db.session.scalars(select(PeopleImport.rows)).one()) == ([], None)
    assert db.session.scalars(select(AccessRecord.what)).all() == [AccessKind.IMPORT]


def test_each_new_person_gets_her_link_when_the_organiser_says_so(browser: Browser) -> None:
    event = _signed_in(browser)
    make_registration(event, name="Here", address="here@mail.example")

    _shown(browser, event, "name,mail\nMaja,maja@mail.example\nHere,here@mail.example\nBo,\n")
    _confirm(browser, event, tells_them="y")
    work(browser.app)

    assert [(mail.recipient, mail.purpose) for mail in all_mails()] == [
        ("maja@mail.example", "status_letter")
    ]


def test_said_yes_to_twice_it_comes_in_once(browser: Browser) -> None:
    event = _signed_in(browser, places=100)
    _shown(browser, event, "navn\nBo\nBo\n")

    for _press in range(2):
        _confirm(browser, event)
    work(browser.app)
    _confirm(browser, event)
    work(browser.app)

    assert [name for name, _address, _status in _people()] == ["Bo", "Bo"]


@pytest.mark.parametrize("dies_at", [1, 50, 51, 120])
def test_a_worker_killed_anywhere_adds_nobody_twice_and_loses_nobody(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    event = _signed_in(browser, places=100)
    names = [f"Peer {number:03}" for number in range(120)]
    _shown(browser, event, "\n".join(["navn", *names]))
    _confirm(browser, event)
    added = 0
    real = sign_up_on_behalf

    class Killed(BaseException):
        pass

    def dying(*args: Any, **options: Any) -> Registration:
        nonlocal added
        added += 1
        registration = real(*args, **options)
        if added == dies_at:
            raise Killed
        return registration

    monkeypatch.setattr(imports, "sign_up_on_behalf", dying)
    with pytest.raises(Killed):
        imports.bring_lists_in()
    between = len(_people())
    monkeypatch.setattr(imports, "sign_up_on_behalf", real)
    work(browser.app)

    assert between == (dies_at - 1) // 50 * 50
    assert [(name, status) for name, _address, status in _people()] == [
        (name, "confirmed" if place < 100 else "waiting") for place, name in enumerate(names)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_files_as_programs_write_them_are_read(
    browser: Browser, encoding: str, separator: str
) -> None:
    event = _signed_in(browser)
    rows = [["Navn", "E-mail", "Bord"], ["Åse Sørensen", "aase@mail.example", "7"]]
    text = "\r\n".join(separator.join(row) for row in rows)

    _shown(browser, event, text.encode(encoding))
    _confirm(browser, event)
    work(browser.app)

    assert _people() == [("Åse Sørensen", "aase@mail.example", "confirmed")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_files_come_back_as_they_were(browser: Browser, tmp_path: Path, kind: str) -> None:
    event = _signed_in(browser)
    rows = [
        ["Name", "E-mail", "State", "Region", "Paid or volunteer"],
        ["=1+1", "maja@mail.example", "has a seat", "Central Denmark", "Paid"],
        ["42", "", "", "Region Nordjylland", "frivillig"],
    ]
    content = as_csv(rows) if kind == "csv" else as_xlsx(rows, folder=tmp_path)

    _shown(browser, event, content)
    _confirm(browser, event)
    work(browser.app)

    people = db.session.scalars(select(Registration).order_by(Registration.id)).all()
    assert [(one.chosen_name, one.region, one.engagement) for one in people] == [
        ("=1+1", Region.MIDTJYLLAND, Engagement.PAID),
        ("42", Region.NORDJYLLAND, Engagement.VOLUNTEER),
    ]


UNREADABLE = "We cannot read this file. Save it as XLSX or CSV and send it again."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b"\n;;\n", "There is nothing in this file."),
        (b"navn\n", "There are headings in this file, and no people below them."),
        (
            b"Maja;maja@mail.example\n",
            "We found no column with names. Write “navn” or “name” above it in the first row.",
        ),
        (
            b"navn;name\nMaja;Maja\n",
            "Two columns are called much the same: “name”. Take one out.",
        ),
        (b"PK\x03\x04 and nothing like a sheet", UNREADABLE),
        (b"\x00\x01\x02\x81\x8d", UNREADABLE),
        ("navn\nMaja".encode("utf-16"), UNREADABLE),
        (b'navn\n"' + b"x" * 140_000, UNREADABLE),
        (
            b"\xd0\xcf\x11\xe0old",
            "This is an old Excel file. Save it as XLSX or CSV and send it again.",
        ),
        (
            b"navn\n" + b"Bo\n" * (MOST_ROWS + 1),
            "The file has more than 5000 rows. Divide it into several.",
        ),
    ],
    ids=str,
)
def test_a_file_that_cannot_be_used_is_met_with_a_sentence(
    browser: Browser, content: bytes, sentence: str
) -> None:
    event = _signed_in(browser)

    page = _send(browser, event, content, status=422)

    assert page.errors == [sentence]
    assert db.session.scalars(select(PeopleImport)).all() == []


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(SheetProblem) as refusal:
        read_table(b"navn\n" + b"x" * MOST_BYTES)

    assert str(refusal.value) == "The file is larger than 2 MB. Divide it into several."


def test_no_file_is_asked_for_again(browser: Browser) -> None:
    event = _signed_in(browser)

    page = browser.post("people.import_people", status=422, slug=event.slug)

    assert page.errors == ["Choose a file."]


def test_five_thousand_rows_are_taken_and_shown_in_pages(browser: Browser) -> None:
    event = _signed_in(browser, places=10)

    page = _shown(browser, event, "navn\n" + "Bo\n" * MOST_ROWS)

    assert (len(_fates(page)), "Page 1 of 50" in page.text) == (100, True)
    assert "Gets a seat: 10" in page.text


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_hostile_cells_are_shown_and_never_run(browser: Browser, typed: str) -> None:
    event = _signed_in(browser)
    cell = typed.replace('"', '""').encode("utf-8", "replace")
    content = b'navn;mail;region\n"' + cell + b'";"' + cell + b'";"' + cell + b'"\nBo;;\n'

    response = browser.client.post(
        f"/organise/{event.slug}/people/import",
        data={"file": (io.BytesIO(content), "x"), "csrf_token": browser.token()},
        base_url="https://traef.example",
        headers={"Accept-Language": "en"},
    )

    assert response.status_code in {303, 422}
    page = browser._read(response, response.status_code)
    if page.status == 303:
        page = browser.follow(page)
    assert_harmless(page)
    assert RAN not in page.text


def test_a_list_is_forgotten_after_an_hour(browser: Browser) -> None:
    event = _signed_in(browser)
    _shown(browser, event, "navn\nBo\n")
    number = _number()
    where: dict[str, Any] = {"slug": event.slug, "import_id": number}
    with transaction() as session:
        session.execute(update(PeopleImport).values(shown_at=utc_now() - timedelta(hours=1)))

    browser.get("people.imported_list", status=404, **where)
    browser.post("people.imported_list", status=404, **where)
    forget_lists_that_ran_out()

    assert (_people(), db.session.scalars(select(PeopleImport)).all()) == ([], [])


def test_another_gatherings_list_is_not_there(browser: Browser) -> None:
    theirs = _signed_in(browser)
    _shown(browser, theirs, "navn\nBo\n")
    number = _number()
    mine = _signed_in(browser)

    browser.get("people.imported_list", status=404, slug=mine.slug, import_id=number)
    browser.post("people.imported_list", status=404, slug=mine.slug, import_id=number)
    browser.get("people.imported_list", status=404, slug=theirs.slug, import_id=number)

    assert _people() == []


def test_every_trouble_has_its_sentence(app: Flask) -> None:
    assert app
    assert set(TROUBLE_WORDS) == set(Trouble)

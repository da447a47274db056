"""Writing letters, letting them go out, and ending them with one press."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from eventapp.accounts.enums import Role
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.models import Consent
from eventapp.consents.receipts import kept_until
from eventapp.db import db, transaction
from eventapp.extensions import jobs, keyring
from eventapp.mail.models import OutboxMail
from eventapp.mail.signals import address_refused
from eventapp.newsletter import issues
from eventapp.newsletter.enums import IssueStatus
from eventapp.newsletter.errors import AlreadyOut, NobodyToWriteTo
from eventapp.newsletter.issues import Written, send, send_chunk, send_what_is_left, stop
from eventapp.newsletter.models import Issue, NewsletterRequest, Subscriber
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account, make_organisation
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.locks import begin_like_a_read
from tests.factories.mails import MailServer, all_mails, deliver, parts_of, served_by
from tests.factories.newsletter import confirming_secret, make_issue, make_subscriber
from tests.hostile import ACTS, LONG, TEXTS
from tests.statements import statements

WRITTEN = {
    "subject": "Forår",
    "body": "Kære læser.\n\nSe https://traef.example/o/x",
    "language": "en",
}


def _issue(issue_id: int) -> Issue:
    db.session.rollback()
    return db.session.get_one(Issue, issue_id)


def _recipients() -> list[str | None]:
    return [row.recipient for row in all_mails()]


@pytest.fixture
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issues, "CHUNK", 2)


# ---- One press


def _sent_letter(app: Flask, *, readers: int = 1) -> MailServer:
    home = make_organisation()
    for number in range(readers):
        make_subscriber(home, address=f"reader{number}@mail.example")
    send(issue_id=make_issue(home), now=NOW)
    send_what_is_left()
    server = MailServer()
    with served_by(app, server):
        deliver(app)
    return server


def test_every_letter_carries_what_ends_it_at_one_press(app: Flask) -> None:
    """RFC 8058, 3.1: an https address and the one word, in two headers."""
    server = _sent_letter(app, readers=2)

    assert [mail["List-Unsubscribe-Post"] for mail in server.taken] == [
        "List-Unsubscribe=One-Click"
    ] * 2
    links = [str(mail["List-Unsubscribe"]) for mail in server.taken]
    seeds = db.session.scalars(select(Subscriber.leaving_seed).order_by(Subscriber.id)).all()
    assert links == [
        f"<https://traef.example/news/off/{keyring.leaving_secret(seed)}>" for seed in seeds
    ]
    for mail, link in zip(server.taken, links, strict=True):
        assert [link.strip("<>") in text for _kind, text in parts_of(mail)] == [True, True]
    assert [(row.recipient, row.list_unsubscribe) for row in all_mails()] == [(None, None)] * 2


def test_a_letter_asks_nobody_for_anything_when_it_is_opened(app: Flask) -> None:
    server = _sent_letter(app)

    html = dict(parts_of(server.taken[0]))["text/html"]

    assert [word for word in ("<img", "src=", "url(", "<link", "<script") if word in html] == []


def test_a_mail_program_ends_the_letters_without_token_or_cookie(app: Flask) -> None:
    reader = make_subscriber(make_organisation())
    path = f"/news/off/{keyring.leaving_secret(reader.leaving_seed)}"

    response = app.test_client(use_cookies=False).post(
        path,
        base_url="https://traef.example",
        data={"List-Unsubscribe": "One-Click"},
        headers={"User-Agent": "mail program"},
    )

    assert (response.status_code, response.headers.get("Location")) == (200, None)
    assert db.session.scalars(select(Subscriber)).all() == []


def test_looking_at_the_link_ends_nothing_and_the_button_does(browser: Browser) -> None:
    reader = make_subscriber(make_organisation())
    secret = keyring.leaving_secret(reader.leaving_seed)
    for _scan in range(3):
        page = browser.get("newsletter.leave", secret=secret)
    assert db.session.scalars(select(func.count()).select_from(Subscriber)).one() == 1
    assert len(page.soup.select("main button")) == 1

    page = browser.post("newsletter.leave_now", secret=secret, status=200)

    assert page.heading == "No more letters will come"
    assert db.session.scalars(select(Subscriber)).all() == []


def test_who_has_left_leaves_a_receipt_without_her_name(browser: Browser) -> None:
    reader = make_subscriber(make_organisation(), address="maja@mail.example")
    secret = keyring.leaving_secret(reader.leaving_seed)
    traces = [reader.address, reader.address_index, reader.leaving_digest, reader.leaving_seed]

    browser.post("newsletter.leave_now", secret=secret, status=200)

    [receipt] = db.session.scalars(select(Consent)).all()
    assert (receipt.purpose, receipt.registration_id) == (ConsentPurpose.NEWSLETTER, None)
    assert receipt.withdrawn_at is not None
    assert receipt.kept_until == kept_until(receipt.withdrawn_at)
    assert [trace for trace in traces if trace in str(vars(receipt))] == []


def test_an_address_that_does_not_exist_gets_no_more_letters(app: Flask) -> None:
    assert app
    home = make_organisation()
    make_subscriber(home, address="gone@mail.example")
    make_subscriber(home, address="here@mail.example")
    confirming_secret(home, address="gone@mail.example")

    with transaction() as session:
        address_refused.send(None, session=session, address="Gone@mail.example", now=NOW)

    assert db.session.scalars(select(Subscriber.address)).all() == ["here@mail.example"]
    assert db.session.scalars(select(NewsletterRequest)).all() == []


# ---- Going out


@pytest.mark.usefixtures("app", "few_at_a_time")
def test_a_letter_reaches_everybody_once_in_chunks() -> None:
    home = make_organisation()
    readers = [make_subscriber(home, address=f"reader{number}@mail.example") for number in range(5)]
    make_subscriber(make_organisation(), address="elsewhere@mail.example")
    wanted = [reader.address for reader in readers]
    issue_id = make_issue(home)

    for _press in range(2):
        send(issue_id=issue_id, now=NOW)
    steps = []
    while _issue(issue_id).status is IssueStatus.SENDING:
        send_what_is_left()
        steps.append(len(all_mails()))
    send_what_is_left()

    assert (steps, _recipients()) == ([2, 4, 5], wanted)
    issue = _issue(issue_id)
    assert (issue.status, issue.queued, issue.expected) == (IssueStatus.SENT, 5, 5)


@pytest.mark.usefixtures("few_at_a_time")
def test_a_letter_that_a_crash_left_on_its_way_goes_on_where_it_was(app: Flask) -> None:
    home = make_organisation()
    for _reader in range(3):
        make_subscriber(home)
    issue_id = make_issue(home)
    send(issue_id=issue_id, now=NOW)
    send_chunk(issue_id=issue_id)
    app.extensions["jobs"].flush()

    send_what_is_left()

    assert len(set(_recipients())) == len(_recipients()) == 3
    assert _issue(issue_id).status is IssueStatus.SENT


@pytest.mark.usefixtures("few_at_a_time")
def test_a_letter_that_is_stopped_goes_to_nobody_more(app: Flask) -> None:
    home = make_organisation()
    for _reader in range(5):
        make_subscriber(home)
    issue_id = make_issue(home)
    send(issue_id=issue_id, now=NOW)
    send_chunk(issue_id=issue_id)

    stop(issue_id=issue_id, now=NOW)
    jobs.run_waiting(app)

    issue = _issue(issue_id)
    assert (issue.status, issue.queued, len(all_mails())) == (IssueStatus.STOPPED, 2, 2)


@pytest.mark.usefixtures("app")
def test_who_asks_later_gets_the_next_letter() -> None:
    home = make_organisation()
    make_subscriber(home, address="early@mail.example")
    issue_id = make_issue(home)
    send(issue_id=issue_id, now=NOW)
    make_subscriber(home, address="late@mail.example", at=NOW + timedelta(seconds=1))

    send_what_is_left()

    assert _recipients() == ["early@mail.example"]


def _go_out_twice_at_once(app: Flask) -> list[type[Exception]]:
    """Let two workers take the same letter; give what went wrong."""
    home = make_organisation()
    for _reader in range(6):
        make_subscriber(home)
    issue_id = make_issue(home)
    send(issue_id=issue_id, now=NOW)
    app.extensions["jobs"].flush()
    start = Barrier(2)
    wrong: list[type[Exception]] = []

    def work(_number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                send_chunk(issue_id=issue_id)
            except OperationalError as error:
                wrong.append(type(error))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    db.session.rollback()
    return wrong


def test_two_workers_at_once_write_to_nobody_twice(app: Flask) -> None:
    assert _go_out_twice_at_once(app) == []

    assert len(set(_recipients())) == len(_recipients()) == 6


def test_the_twin_without_the_lock_goes_wrong(
    app: Flask, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_read = Barrier(2)

    def read(session: Session, issue_id: int) -> Issue:
        issue = session.scalars(select(Issue).where(Issue.id == issue_id)).one()
        if issue.status is IssueStatus.SENDING:
            both_have_read.wait()
        return issue

    monkeypatch.setattr(issues, "lock_issue", read)
    if database == "postgresql":
        assert _go_out_twice_at_once(app) == []
        assert (len(set(_recipients())), len(_recipients())) == (6, 12)
    else:
        # There the transaction is the lock: without it one of the two cannot write at all.
        with begin_like_a_read():
            assert _go_out_twice_at_once(app) == [OperationalError]


@pytest.mark.usefixtures("app")
def test_what_is_out_cannot_be_changed_and_what_nobody_wants_cannot_go_out() -> None:
    home = make_organisation()
    issue_id = make_issue(home)
    with pytest.raises(NobodyToWriteTo):
        send(issue_id=issue_id, now=NOW)
    make_subscriber(home)
    send(issue_id=issue_id, now=NOW)

    with pytest.raises(AlreadyOut):
        issues.rewrite(issue_id=issue_id, written=Written("Nyt", "Nyt", "da"))

    assert _issue(issue_id).subject == "Forår"


# ---- The organiser's pages


def test_an_organiser_writes_tries_it_out_and_sends(browser: Browser) -> None:
    home = make_organisation()
    make_subscriber(home, address="reader@mail.example", at=utc_now())
    organiser = make_account(organisation=home, role=Role.ORGANISER, address="bo@mail.example")
    browser.sign_in(organiser)

    page = browser.follow(browser.post("newsletter.new", WRITTEN))
    assert [link for link in page.links() if link == "https://traef.example/o/x"] != []
    issue_id = db.session.scalars(select(Issue.id)).one()

    browser.post("newsletter.letter", {"act": "try"}, issue_id=issue_id)
    assert _recipients() == ["bo@mail.example"]
    assert _issue(issue_id).status is IssueStatus.DRAFT

    browser.post("newsletter.change", {**WRITTEN, "subject": "Sommer"}, issue_id=issue_id)
    page = browser.follow(browser.post("newsletter.letter", {"act": "send"}, issue_id=issue_id))
    assert "0 of 1 are in the outbox." in page.text

    send_what_is_left()
    assert [row.subject for row in all_mails()] == ["Forår", "Sommer"]
    page = browser.get("newsletter.letter", issue_id=issue_id)
    assert "It went to one person." in page.text
    assert page.soup.select("main form") == []


def test_nothing_is_sent_while_nobody_has_asked_for_letters(browser: Browser) -> None:
    home = make_organisation()
    issue_id = make_issue(home)
    browser.sign_in(make_account(organisation=home))

    page = browser.post("newsletter.letter", {"act": "send"}, issue_id=issue_id, status=422)

    assert page.errors == ["Nobody has asked for your letters yet. Share the page first."]
    assert all_mails() == []


def test_organisers_see_how_many_and_not_who(browser: Browser) -> None:
    home = make_organisation()
    make_subscriber(home, address="maja@mail.example")
    browser.sign_in(make_account(organisation=home))

    page = browser.get("newsletter.letters")

    assert "One person gets your letters." in page.text
    assert "@" not in page.text


@pytest.mark.parametrize("endpoint", ["letter", "change"])
def test_another_associations_letter_is_not_there(browser: Browser, endpoint: str) -> None:
    issue_id = make_issue(make_organisation())
    browser.sign_in(make_account())

    browser.get(f"newsletter.{endpoint}", issue_id=issue_id, status=404)
    browser.post(f"newsletter.{endpoint}", {**WRITTEN, "act": "try"}, issue_id=issue_id, status=404)

    assert all_mails() == []


def test_door_hosts_write_no_letters(browser: Browser) -> None:
    browser.sign_in(make_account(role=Role.DOOR_HOST))

    browser.get("newsletter.letters", status=404)
    browser.post("newsletter.new", WRITTEN, status=404)


@pytest.mark.parametrize("typed", [*TEXTS.values(), LONG], ids=[*TEXTS, "long"])
def test_what_nobody_meant_goes_out_harmlessly(browser: Browser, typed: str) -> None:
    home = make_organisation()
    make_subscriber(home)
    browser.sign_in(make_account(organisation=home))

    page = type_into(browser, "newsletter.new", {"language": "en"}, ("subject", "body"), typed)

    if page.status == 422:
        return
    assert_harmless(browser.follow(page))
    issue_id = db.session.scalars(select(Issue.id)).one()
    send(issue_id=issue_id, now=NOW)
    send_what_is_left()
    server = MailServer()
    with served_by(browser.app, server):
        deliver(browser.app)
    rows = db.session.scalars(select(OutboxMail)).all()
    assert len(rows) == 1
    for mail in server.taken:
        assert "Bcc" not in mail
        html = dict(parts_of(mail))["text/html"]
        assert [sign for sign in ACTS if sign in html] == []


@pytest.mark.parametrize("letters", [1, 3])
def test_the_list_costs_the_same_however_many_letters_there_are(
    browser: Browser, letters: int
) -> None:
    home = make_organisation()
    for _letter in range(letters):
        make_issue(home)
    browser.sign_in(make_account(organisation=home))

    with statements() as sent:
        browser.get("newsletter.letters")

    assert len([one for one in sent if one.startswith("SELECT")]) == 5, sent

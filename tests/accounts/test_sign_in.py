"""Signing in with a link from a mail."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account, MailLink, OrganiserSession
from eventapp.accounts.services import sign_in
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.mails import all_mails, secret_in
from tests.factories.registration import make_registration, own_page_secret
from tests.statements import statements

ADDRESS = "astrid@langbordet.example"


def _link(account: Account, at: datetime) -> str:
    account_id = account.id
    with transaction() as session:
        return make_link(session, LinkPurpose.SIGN_IN, account_id, now=at)


def _open_sessions() -> int:
    return db.session.scalars(select(func.count()).select_from(OrganiserSession)).one()


def test_a_link_from_the_mail_signs_in_at_the_press_of_a_button(browser: Browser) -> None:
    make_account(address=ADDRESS)
    browser.post("accounts.ask_for_link", {"address": ADDRESS}, status=200)
    secret = secret_in(all_mails()[0])

    shown = browser.get("accounts.sign_in_by_link", secret=secret)
    pressed = browser.post("accounts.sign_in_by_link", secret=secret)

    assert shown.heading == "Welcome back"
    assert pressed.response.headers["Location"] == "/organise/"
    assert browser.follow(pressed).heading == "My gatherings"


def test_looking_at_a_link_does_not_use_it_up(browser: Browser) -> None:
    secret = _link(make_account(), utc_now())

    for _scan in range(3):
        browser.get("accounts.sign_in_by_link", secret=secret)
    head = browser.client.head(f"/organise/sign-in/{secret}", base_url="https://traef.example")

    assert head.status_code == 200
    assert _open_sessions() == 0
    assert db.session.scalars(select(MailLink.used_at)).all() == [None]
    browser.post("accounts.sign_in_by_link", secret=secret)
    assert _open_sessions() == 1


def test_a_link_works_once(browser: Browser) -> None:
    secret = _link(make_account(), utc_now())
    browser.post("accounts.sign_in_by_link", secret=secret)

    again = browser.post("accounts.sign_in_by_link", secret=secret, status=410)
    looked = browser.get("accounts.sign_in_by_link", secret=secret, status=410)

    for page in (again, looked):
        assert page.heading == "This link has run out"
        assert "This link no longer works." in page.text
        assert page.links() == ["/m/link", "/organise/sign-in"]
    assert _open_sessions() == 1


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (30, 410), (31, 410)])
def test_a_link_works_for_half_an_hour(browser: Browser, minutes: int, status: int) -> None:
    secret = _link(make_account(), utc_now() - timedelta(minutes=minutes))

    browser.get("accounts.sign_in_by_link", secret=secret, status=status)
    browser.post("accounts.sign_in_by_link", secret=secret, status=303 if status == 200 else 410)


def test_of_two_presses_at_once_one_wins(app: Flask, now: datetime) -> None:
    secret = _link(make_account(), now)
    db.session.rollback()
    start = Barrier(2)

    def press(_number: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                sign_in(secret=secret, now=now)
            except LinkRanOut:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        won = sorted(pool.map(press, range(2)))

    assert won == [False, True]
    assert _open_sessions() == 1


def test_a_link_to_a_persons_own_page_signs_nobody_in(browser: Browser) -> None:
    make_account()
    secret = own_page_secret(make_registration(make_event()), at=utc_now())

    browser.get("accounts.sign_in_by_link", secret=secret, status=410)
    browser.post("accounts.sign_in_by_link", secret=secret, status=410)

    assert _open_sessions() == 0


def _ask(browser: Browser, address: str) -> tuple[Page, list[str]]:
    token = browser.token()
    with statements() as sent:
        page = browser.post(
            "accounts.ask_for_link", {"address": address, "csrf_token": token}, status=200
        )
    return page, sent


def test_asking_for_a_link_tells_nobody_whether_there_is_an_account(
    browser: Browser, app: Flask
) -> None:
    unknown, sent_for_unknown = _ask(browser, ADDRESS)
    app.extensions["jobs"].flush()
    make_account(address=ADDRESS)

    known, sent_for_known = _ask(browser, ADDRESS)

    assert known.response.text == unknown.response.text
    assert _headers(known) == _headers(unknown)
    assert sent_for_known == sent_for_unknown
    assert [(row.recipient, row.subject, row.sender_name) for row in all_mails()] == [
        (ADDRESS, all_mails()[0].subject, "Træf")
    ] * 2
    assert "/organise/sign-in/" not in (all_mails()[0].text or "")
    assert "/organise/sign-in/" in (all_mails()[1].text or "")


def _headers(page: Page) -> list[tuple[str, str]]:
    return [(name, value) for name, value in page.response.headers if name != "Date"]


def test_whoever_asks_many_times_gets_five_mails_and_always_the_same_page(
    browser: Browser,
) -> None:
    make_account(address=ADDRESS)

    pages = [_ask(browser, ADDRESS)[0].response.text for _ in range(7)]

    assert pages == [pages[0]] * 7
    assert len(all_mails()) == 5


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/%2f%2fevil.example",
    "%2f%2fevil.example",
    "/%5cevil.example",
    "/organise//evil.example\\@x",
    "/organise\\..//evil.example",
    "/organise.evil.example/",
    "/organise@evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "/\r\n/evil.example/",
    "javascript:alert(1)",
    "evil.example",
    "/organise/a\nSet-Cookie: x=1",
    "/organise/ x",
    "/organise/" + "a" * 300,
    f"/organise/sign-in/{'A' * 26}",
    "/e/another-page",
    "",
]


@pytest.mark.parametrize("onwards", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(browser: Browser, onwards: str) -> None:
    make_account(address=ADDRESS)
    asked = browser.client.post(
        "/organise/sign-in",
        query_string={"next": onwards},
        data={"csrf_token": browser.token(), "address": ADDRESS},
        base_url="https://traef.example",
    )
    assert asked.status_code == 200
    stored = db.session.scalars(select(MailLink.onwards)).all()
    by_link = browser.client.post(
        f"/organise/sign-in/{secret_in(all_mails()[0])}",
        query_string={"next": onwards},
        data={"csrf_token": browser.token()},
        base_url="https://traef.example",
    )
    signed_in = browser.client.get(
        "/organise/sign-in", query_string={"next": onwards}, base_url="https://traef.example"
    )

    assert stored == [None]
    for response in (by_link, signed_in):
        assert (response.status_code, response.headers["Location"]) == (303, "/organise/")


def test_what_stands_in_the_database_is_looked_at_once_more(browser: Browser) -> None:
    secret = _link(make_account(), utc_now())
    with transaction() as session:
        session.execute(update(MailLink).values(onwards="//evil.example"))

    pressed = browser.post("accounts.sign_in_by_link", secret=secret)

    assert pressed.response.headers["Location"] == "/organise/"


def test_the_link_in_the_mail_leads_to_the_page_she_wanted_and_does_not_name_it(
    browser: Browser,
) -> None:
    make_account(address=ADDRESS)
    asked = browser.follow(browser.get("accounts.people", status=303))
    form = asked.soup.select_one("main form")
    assert form is not None
    assert form["action"] == "/organise/sign-in?next=/organise/people"
    browser.post("accounts.ask_for_link", {"address": ADDRESS}, status=200, next="/organise/people")
    [mail] = all_mails()
    assert "/organise/people" not in f"{mail.text}{mail.html}"

    pressed = browser.post("accounts.sign_in_by_link", secret=secret_in(mail))

    assert pressed.response.headers["Location"] == "/organise/people"


def test_after_signing_in_a_person_comes_to_the_page_she_wanted(browser: Browser) -> None:
    browser.sign_in(make_account())

    wanted = browser.client.get(
        "/organise/sign-in?next=/organise/people%3Fa%3D1", base_url="https://traef.example"
    )

    assert wanted.headers["Location"] == "/organise/people?a=1"

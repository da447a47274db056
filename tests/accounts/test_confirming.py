"""What must not be done from a phone somebody left on a table asks once more who she is."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.models import Account, MailLink, Member, OrganiserSession
from eventapp.accounts.services import end_sessions, sign_out_elsewhere
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account, make_organisation
from tests.factories.mails import all_mails, secret_in
from tests.hostile import TEXTS

ADDRESS = "ruth@langbordet.example"
INVITATION = {"name": "Bent", "address": "bent@mail.example", "role": "door_host"}


def _let_pass(minutes: float) -> None:
    with transaction() as session:
        then = utc_now() - timedelta(minutes=minutes)
        session.execute(update(OrganiserSession).values(confirmed_at=then))


@pytest.fixture
def stale(browser: Browser) -> Browser:
    """Give a browser in which an owner signed in eleven minutes ago."""
    browser.sign_in(make_account(organisation=make_organisation(), name="Ruth", address=ADDRESS))
    _let_pass(11)
    return browser


def _confirm_by_mail(browser: Browser, **values: Any) -> Page:
    browser.post("accounts.confirm", status=200, **values)
    return browser.post("accounts.confirm_by_link", secret=secret_in(all_mails()[-1]))


@pytest.mark.parametrize(("minutes", "status"), [(9.9, 200), (10.1, 303)])
def test_ten_minutes_after_signing_in_it_is_asked_again(
    browser: Browser, minutes: float, status: int
) -> None:
    browser.sign_in(make_account())
    _let_pass(minutes)

    page = browser.get("accounts.people", status=status)

    if status == 303:
        assert page.response.headers["Location"] == "/organise/confirm?next=/organise/people"


def test_the_rest_of_the_pages_do_not_ask(stale: Browser) -> None:
    for endpoint in ("dashboard.home", "accounts.organisation", "accounts.me", "events.new"):
        stale.get(endpoint)


def test_a_link_in_a_mail_confirms_and_leads_to_the_page_she_wanted(stale: Browser) -> None:
    asked = stale.follow(stale.get("accounts.people", status=303))
    assert asked.heading == "Is it still you?"
    sent = stale.post("accounts.confirm", status=200, next="/organise/people")
    assert sent.links() == ["/organise/people"]
    [mail] = all_mails()
    secret = secret_in(mail)
    assert (mail.recipient, mail.subject, mail.purpose) == (ADDRESS, "Your link", "confirm")

    shown = stale.get("accounts.confirm_by_link", secret=secret)
    stale.get("accounts.people", status=303)
    pressed = stale.post("accounts.confirm_by_link", secret=secret)

    assert shown.heading == "Is it you?"
    assert pressed.response.headers["Location"] == "/organise/people"
    assert stale.follow(pressed).heading == "Who is with you"
    stale.get("accounts.confirm_by_link", secret=secret, status=410)
    stale.post("accounts.confirm_by_link", secret=secret, status=410)


def test_a_mail_read_elsewhere_confirms_the_browser_that_asked_and_no_other(
    stale: Browser, app: Flask
) -> None:
    account = db.session.scalars(select(Account)).one()
    other = Browser(app)
    other.sign_in(account)
    _let_pass(11)
    stale.post("accounts.confirm", status=200, next="/organise/people")
    strange = Browser(app)
    secret = secret_in(all_mails()[0])

    pressed = strange.post("accounts.confirm_by_link", secret=secret)

    assert strange.follow(pressed).heading == "Thank you"
    strange.get("accounts.people", status=303)
    assert (
        other.get("accounts.people", status=303)
        .response.headers["Location"]
        .startswith("/organise/confirm")
    )
    stale.get("accounts.people")


def test_a_link_that_confirms_signs_nobody_in_and_the_other_way_round(
    stale: Browser, app: Flask
) -> None:
    stale.post("accounts.confirm", status=200)
    confirms = secret_in(all_mails()[0])
    Browser(app).post("accounts.ask_for_link", {"address": ADDRESS}, status=200)
    signs_in = secret_in(all_mails()[1])

    Browser(app).post("accounts.sign_in_by_link", secret=confirms, status=410)
    stale.post("accounts.confirm_by_link", secret=signs_in, status=410)

    stale.get("accounts.people", status=303)


def test_a_link_asked_for_in_a_browser_that_was_signed_out_confirms_nothing(
    stale: Browser, app: Flask
) -> None:
    stale.post("accounts.confirm", status=200)
    secret = secret_in(all_mails()[0])
    stale.post("accounts.sign_out")
    newer = Browser(app)
    newer.sign_in(make_account())
    _let_pass(11)

    newer.post("accounts.confirm_by_link", secret=secret, status=410)

    newer.get("accounts.people", status=303)
    assert db.session.scalars(select(MailLink).where(MailLink.used_at.is_(None))).all() == []


def test_a_browser_left_alone_for_long_is_not_confirmed(stale: Browser) -> None:
    stale.post("accounts.confirm", status=200)
    with transaction() as session:
        long_ago = utc_now() - timedelta(minutes=31)
        session.execute(update(OrganiserSession).values(seen_at=long_ago))

    stale.post("accounts.confirm_by_link", secret=secret_in(all_mails()[0]), status=410)


def test_what_was_pressed_too_late_is_kept_and_pressed_again(stale: Browser) -> None:
    page = stale.post("accounts.people", INVITATION, status=403)

    assert page.heading == "Is it still you?"
    assert "Nothing has been changed yet." in page.text
    assert {name: page.value_of(name) for name in INVITATION} == INVITATION
    assert db.session.scalars(select(Member.role)).all() == [Role.OWNER]
    form = page.soup.select_one("main form")
    assert form is not None
    again = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    stale.post("accounts.people", again, status=403)
    _confirm_by_mail(stale)
    stale.post("accounts.people", again)
    assert db.session.scalars(select(Member.role).order_by(Member.id)).all() == [
        Role.OWNER,
        Role.DOOR_HOST,
    ]


def test_every_text_is_kept_as_it_was_and_never_run(stale: Browser) -> None:
    for name, typed in TEXTS.items():
        if name == "lone surrogate":
            continue
        page = stale.post("accounts.people", {**INVITATION, "name": typed}, status=403)

        assert "<script>alert" not in page.response.text
        assert page.soup.select("main [onmouseover]") == []


def test_what_has_no_token_of_ours_is_not_handed_on(stale: Browser) -> None:
    page = stale.post("accounts.people", {**INVITATION, "csrf_token": "no"}, status=403)

    assert page.soup.select("main input[name=address]") == []


def test_a_file_must_be_chosen_once_more_and_the_page_says_so(stale: Browser) -> None:
    answer = stale.client.post(
        "/organise/people?lang=en",
        base_url="https://traef.example",
        data={"csrf_token": stale.token(), "list": (BytesIO(b"x"), "a.csv")},
    )

    assert answer.status_code == 403
    assert "The file you chose must be chosen once more." in answer.text


def test_whoever_is_fresh_is_not_asked(browser: Browser) -> None:
    browser.sign_in(make_account())

    asked = browser.get("accounts.confirm", status=303, next="/organise/people")
    without = browser.get("accounts.confirm", status=303)

    assert asked.response.headers["Location"] == "/organise/people"
    assert without.response.headers["Location"] == "/organise/confirmed"


def test_five_mails_in_a_quarter_of_an_hour_and_always_the_same_page(stale: Browser) -> None:
    pages = [stale.post("accounts.confirm", status=200).text for _ in range(7)]

    assert pages == [pages[0]] * 7
    assert len(all_mails()) == 5


def test_confirming_never_leads_to_another_site(stale: Browser) -> None:
    for onwards in ("//evil.example", "/\\evil.example", "https://evil.example", "/e/x"):
        sent = stale.post("accounts.confirm", status=200, next=onwards)

        assert sent.links() == ["/organise/confirmed"]
    confirms = MailLink.purpose == LinkPurpose.CONFIRM
    assert db.session.scalars(select(MailLink.onwards).where(confirms)).all() == [None] * 4


def test_a_number_given_again_is_not_confirmed_by_an_old_link(stale: Browser) -> None:
    stale.post("accounts.confirm", status=200)
    with transaction() as session:
        end_sessions(session, OrganiserSession.id > 0)

    links = select(MailLink).where(MailLink.purpose == LinkPurpose.CONFIRM)
    assert db.session.scalars(links).all() == []


def test_signing_out_elsewhere_leaves_this_browser_and_other_people(
    browser: Browser, app: Flask
) -> None:
    organisation = make_organisation()
    account = make_account(organisation=organisation)
    browser.sign_in(account)
    lost, somebody = Browser(app), Browser(app)
    lost.sign_in(account)
    somebody.sign_in(make_account(organisation=organisation))
    assert browser.get("accounts.me").text.count("Another browser") == 1

    page = browser.follow(browser.post("accounts.sign_out_elsewhere"))

    assert "You are signed in here and nowhere else." in page.text
    assert "Another browser" not in page.text
    lost.get("dashboard.home", status=303)
    somebody.get("dashboard.home")


def test_signing_out_elsewhere_twice_changes_nothing(browser: Browser) -> None:
    account = make_account()
    browser.sign_in(account)
    here = db.session.scalars(select(OrganiserSession.id)).one()
    for _press in range(2):
        sign_out_elsewhere(account_id=account.id, session_id=here)

    browser.get("dashboard.home")

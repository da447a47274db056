"""The page about the person who is signed in, and what its doors say to strangers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.accounts.models import Account, OrganiserSession, Passkey, PasskeyChallenge
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.web.forms import clean_line
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.journeys import assert_harmless
from tests.factories.passkeys import SoftKey, make_passkey
from tests.hostile import LONG, TEXTS
from tests.statements import statements

SENTENCE = "That passkey opens nothing here. Use the link in a mail instead."


def _question(browser: Browser, endpoint: str) -> dict[str, Any]:
    answer = browser.post(endpoint, status=200).response
    asked: dict[str, Any] = json.loads(answer.data)
    return asked


def _challenge(browser: Browser) -> str:
    from eventapp.accounts.views.asking import _KEPT

    with browser.client.session_transaction(base_url="https://traef.example") as kept:
        challenge: str = kept[_KEPT]
    return challenge


def _with_key(browser: Browser) -> tuple[int, SoftKey]:
    account = make_account(organisation=make_organisation(), name="Ruth")
    browser.sign_in(account)
    account_id = account.id
    return account_id, make_passkey(account_id, now=utc_now())


def test_a_person_changes_what_we_call_her(browser: Browser) -> None:
    browser.sign_in(make_account(name="Ruth"))

    browser.post("accounts.me", {"name": "Rut"})

    assert browser.get("accounts.me").value_of("name") == "Rut"
    assert db.session.scalars(select(Account.name)).one() == "Rut"


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_names_are_shown_and_never_run(browser: Browser, name: str, typed: str) -> None:
    _with_key(browser)
    key_id = db.session.scalars(select(Passkey.id)).one()
    sent = {"name": typed.encode("utf-8", "replace").decode()}

    hers = browser.post("accounts.me", sent, status=422 if name == "zero width" else 303)
    keys = browser.post("accounts.passkey", sent, status=hers.status, passkey_id=key_id)

    for page in (browser.get("accounts.me"), browser.get("accounts.passkey", passkey_id=key_id)):
        assert_harmless(page)
        if keys.status == 303:
            assert page.value_of("name") == clean_line(sent["name"])


def test_a_name_that_is_too_long_stays_in_the_field(browser: Browser) -> None:
    browser.sign_in(make_account())

    page = browser.post("accounts.me", {"name": LONG}, status=422)

    assert (len(page.errors), page.value_of("name")) == (1, LONG.strip())


def test_a_passkey_is_added_in_the_browser_that_asked(browser: Browser) -> None:
    account_id, _key = _with_key(browser)
    asked = _question(browser, "accounts.new_passkey_question")
    key = SoftKey()
    sent = {"name": "My ring", "credential": key.made(_challenge(browser))}

    browser.post("accounts.new_passkey", sent)
    again = browser.post("accounts.new_passkey", sent, status=422)

    assert len(asked["excludeCredentials"]) == 1
    assert again.errors == [SENTENCE]
    names = db.session.scalars(select(Passkey.name).order_by(Passkey.id)).all()
    assert (names, account_id) == (["My phone", "My ring"], account_id)


def test_a_passkey_without_a_name_is_not_added(browser: Browser) -> None:
    browser.sign_in(make_account())

    page = browser.post("accounts.new_passkey", {"name": "", "credential": "{}"}, status=422)

    assert page.errors == ["Write a name."]
    assert db.session.scalars(select(Passkey.id)).all() == []


def test_a_passkey_signs_in_in_the_browser_that_was_asked_and_nowhere_else(
    browser: Browser, app: Flask
) -> None:
    _account, key = _with_key(browser)
    hers, other = Browser(app), Browser(app)
    _question(hers, "accounts.sign_in_question")
    sent = {"credential": key.signed(_challenge(hers))}

    stolen = other.post("accounts.sign_in_by_passkey", sent, status=422)
    own = hers.post("accounts.sign_in_by_passkey", sent, next="/organise/people")

    assert stolen.errors == [SENTENCE]
    assert own.response.headers["Location"] == "/organise/people"
    assert hers.follow(own).heading == "Who is with you"


def test_strangers_are_asked_the_same_whether_or_not_anybody_has_a_passkey(
    browser: Browser, app: Flask
) -> None:
    nobody = Browser(app)
    with statements() as before:
        first = _question(nobody, "accounts.sign_in_question")
    _with_key(browser)
    somebody = Browser(app)
    with statements() as after:
        second = _question(somebody, "accounts.sign_in_question")

    assert first.keys() == second.keys()
    assert {**first, "challenge": ""} == {**second, "challenge": ""}
    assert (first["allowCredentials"], before) == ([], after)


def test_a_wrong_passkey_and_an_unknown_one_are_answered_alike(
    browser: Browser, app: Flask
) -> None:
    account_id, key = _with_key(browser)
    assert account_id
    answers = []
    for wrong in (replace(key, pair=SoftKey().pair), SoftKey(handle=key.handle)):
        stranger = Browser(app)
        _question(stranger, "accounts.sign_in_question")
        sent = {
            "credential": wrong.signed(_challenge(stranger)),
            "csrf_token": stranger.token(),
        }
        with statements() as ran:
            page = stranger.post("accounts.sign_in_by_passkey", sent, status=422)
        answers.append((page.text, page.errors, ran))

    assert answers[0] == answers[1]


def test_a_question_needs_the_token_of_our_page(browser: Browser) -> None:
    browser.sign_in(make_account())
    for endpoint in (
        "accounts.sign_in_question",
        "accounts.confirm_question",
        "accounts.new_passkey_question",
    ):
        browser.post(endpoint, {"csrf_token": "no"}, status=400)

    assert db.session.scalars(select(PasskeyChallenge.id)).all() == []


def test_somebody_elses_passkey_is_not_there(browser: Browser) -> None:
    stranger = make_account(organisation=make_organisation(name="Other"))
    make_passkey(stranger.id, now=utc_now())
    key_id = db.session.scalars(select(Passkey.id)).one()
    browser.sign_in(make_account())

    browser.get("accounts.passkey", passkey_id=key_id, status=404)
    browser.post("accounts.passkey", {"name": "x"}, passkey_id=key_id, status=404)
    browser.post("accounts.passkey", {"name": "x", "remove": "1"}, passkey_id=key_id, status=404)

    assert db.session.scalars(select(Passkey.name)).all() == ["My phone"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_passkey_as_for_three(browser: Browser, count: int) -> None:
    account = make_account()
    account_id = account.id
    for _key in range(count):
        make_passkey(account_id, now=utc_now())
        browser.sign_in(account)
    browser.get("accounts.me")

    with statements() as sent:
        browser.get("accounts.me")

    assert len([one for one in sent if one.startswith("SELECT")]) == 4


def test_where_the_address_is_a_bare_number_there_is_no_talk_of_passkeys(
    browser: Browser, app: Flask
) -> None:
    browser.sign_in(make_account())
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, public_url="https://192.0.2.7")
    try:
        for path in ("/organise/me", "/organise/me/passkeys/new"):
            status = 404 if path.endswith("new") else 200
            page = browser.open(path, status=status)
            assert "asskey" not in page.text
        signed_out = Browser(app).open("/organise/sign-in")
    finally:
        app.config["SETTINGS"] = settings

    assert "asskey" not in signed_out.response.text


def test_passkeys_go_with_the_account(browser: Browser) -> None:
    from eventapp.accounts.models import Member
    from eventapp.accounts.services import remove_member

    organisation = make_organisation()
    make_account(organisation=organisation)
    leaving = make_account(organisation=organisation)
    make_passkey(leaving.id, now=utc_now())
    browser.sign_in(leaving)
    place = db.session.scalars(select(Member.id).where(Member.account_id == leaving.id)).one()

    remove_member(organisation_id=organisation.id, member_id=place)

    assert db.session.scalars(select(Passkey.id)).all() == []
    assert db.session.scalars(select(OrganiserSession.id)).all() == []

"""What a passkey must be and say to open anything."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventapp.accounts.enums import Ceremony
from eventapp.accounts.errors import PasskeyNotTaken, TooManyPasskeys
from eventapp.accounts.models import OrganiserSession, Passkey
from eventapp.accounts.passkeys import (
    MOST_PASSKEYS,
    add_passkey,
    begin,
    confirm_by_passkey,
    remove_passkey,
    sign_in_by_passkey,
)
from eventapp.db import db
from eventapp.extensions import keyring
from tests.factories.accounts import make_account
from tests.factories.mails import all_mails
from tests.factories.passkeys import HOUSE, PRESENT, SoftKey, make_passkey

pytestmark = pytest.mark.usefixtures("app")


def _sign_in(key: SoftKey, now: datetime) -> str:
    challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    return sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=key.signed(challenge), now=now)


def _open_sessions() -> int:
    return db.session.scalars(select(func.count()).select_from(OrganiserSession)).one()


def test_a_passkey_signs_its_owner_in_and_counts(now: datetime) -> None:
    account_id = make_account().id
    key = make_passkey(account_id, now=now)

    _sign_in(key, now)

    kept = db.session.scalars(select(Passkey)).one()
    assert (kept.sign_count, kept.last_used_at, kept.name) == (1, now, "My phone")
    opened = db.session.scalars(select(OrganiserSession)).one()
    assert (opened.account_id, opened.confirmed_at) == (account_id, now)
    assert [mail.purpose for mail in all_mails()] == ["passkey"]


def _elsewhere(key: SoftKey) -> None:
    key.origin = "https://traef.example.evil.example"


def _by_http(key: SoftKey) -> None:
    key.origin = "http://traef.example"


def _other_host(key: SoftKey) -> None:
    key.host = "evil.example"


def _unverified(key: SoftKey) -> None:
    key.flags = PRESENT


def _of_another(key: SoftKey) -> None:
    key.handle = keyring.passkey_handle(10**6)


def _without_owner(key: SoftKey) -> None:
    key.handle = b""


def _other_pair(key: SoftKey) -> None:
    key.pair = SoftKey().pair


def _unknown(key: SoftKey) -> None:
    key.number = SoftKey().number


def _gone_back(key: SoftKey) -> None:
    key.count -= 1


WRONGS = [
    _elsewhere,
    _by_http,
    _other_host,
    _unverified,
    _of_another,
    _without_owner,
    _other_pair,
    _unknown,
    _gone_back,
]


@pytest.mark.parametrize("spoil", WRONGS)
def test_what_is_not_as_it_should_be_signs_nobody_in(
    now: datetime, spoil: Callable[[SoftKey], None]
) -> None:
    key = make_passkey(make_account().id, now=now)
    _sign_in(key, now)
    spoil(key)

    with pytest.raises(PasskeyNotTaken):
        _sign_in(key, now)

    assert _open_sessions() == 1
    assert db.session.scalars(select(Passkey.sign_count)).one() == 1


@pytest.mark.parametrize("spoil", [_elsewhere, _by_http, _other_host, _unverified])
def test_what_is_not_as_it_should_be_is_not_added(
    now: datetime, spoil: Callable[[SoftKey], None]
) -> None:
    account_id = make_account().id
    key = SoftKey()
    spoil(key)
    challenge = begin(ceremony=Ceremony.ADD, account_id=account_id, now=now)

    with pytest.raises(PasskeyNotTaken):
        _add(account_id, challenge, key.made(challenge), now)

    assert db.session.scalars(select(Passkey.id)).all() == []


def _add(account_id: int, challenge: str, sent: str, now: datetime) -> None:
    add_passkey(
        house=HOUSE,
        account_id=account_id,
        challenge=challenge,
        sent=sent,
        name="x",
        language="en",
        now=now,
    )


def test_an_answer_opens_once(now: datetime) -> None:
    key = make_passkey(make_account().id, now=now)
    challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    sent = key.signed(challenge)
    sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=sent, now=now)

    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=sent, now=now)

    assert _open_sessions() == 1


def test_a_question_is_used_up_by_a_wrong_answer_too(now: datetime) -> None:
    key = make_passkey(make_account().id, now=now)
    challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=challenge, sent="{}", now=now)

    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=key.signed(challenge), now=now)


def test_an_answer_to_another_question_is_none(now: datetime) -> None:
    key = make_passkey(make_account().id, now=now)
    asked, other = (begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now) for _ in range(2))

    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=asked, sent=key.signed(other), now=now)


@pytest.mark.parametrize("challenge", ["", "A" * 26])
def test_an_invented_question_is_none(now: datetime, challenge: str) -> None:
    key = make_passkey(make_account().id, now=now)

    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=key.signed(challenge), now=now)


def test_a_question_is_for_one_thing_only(now: datetime) -> None:
    account_id = make_account().id
    key = make_passkey(account_id, now=now)
    for ceremony in (Ceremony.ADD, Ceremony.CONFIRM):
        challenge = begin(ceremony=ceremony, account_id=account_id, now=now)

        with pytest.raises(PasskeyNotTaken):
            sign_in_by_passkey(
                house=HOUSE, challenge=challenge, sent=key.signed(challenge), now=now
            )


@pytest.mark.parametrize(("seconds", "works"), [(299, True), (300, False)])
def test_a_question_waits_five_minutes(now: datetime, seconds: int, works: bool) -> None:  # noqa: FBT001
    key = make_passkey(make_account().id, now=now)
    challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    sent, later = key.signed(challenge), now + timedelta(seconds=seconds)

    if works:
        sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=sent, now=later)
    else:
        with pytest.raises(PasskeyNotTaken):
            sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=sent, now=later)


def _of_two_at_once(app: Flask, act: Callable[[int], object]) -> list[bool]:
    start = Barrier(2)

    def do(number: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                act(number)
            except PasskeyNotTaken:
                return False
            return True

    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(do, range(2)))


def test_of_one_answer_sent_twice_at_once_one_opens(app: Flask, now: datetime) -> None:
    key = make_passkey(make_account().id, now=now)
    challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    sent = key.signed(challenge)

    won = _of_two_at_once(
        app,
        lambda _one: sign_in_by_passkey(house=HOUSE, challenge=challenge, sent=sent, now=now),
    )

    assert (won, _open_sessions()) == ([False, True], 1)


def test_of_a_key_and_its_copy_at_once_one_opens(app: Flask, now: datetime) -> None:
    key = make_passkey(make_account().id, now=now)
    answers = []
    for _copy in range(2):
        challenge = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
        key.count = 0
        answers.append((challenge, key.signed(challenge)))

    won = _of_two_at_once(
        app,
        lambda one: sign_in_by_passkey(
            house=HOUSE, challenge=answers[one][0], sent=answers[one][1], now=now
        ),
    )

    assert (won, _open_sessions()) == ([False, True], 1)


def _confirm(key: SoftKey, account_id: int, now: datetime) -> None:
    session_id = db.session.scalars(
        select(OrganiserSession.id).where(OrganiserSession.account_id == account_id)
    ).one()
    challenge = begin(ceremony=Ceremony.CONFIRM, account_id=account_id, now=now)
    confirm_by_passkey(
        house=HOUSE,
        account_id=account_id,
        session_id=session_id,
        challenge=challenge,
        sent=key.signed(challenge),
        now=now,
    )


def test_only_her_own_passkey_confirms_that_it_is_she(now: datetime) -> None:
    hers, others = (make_account(name=name).id for name in ("Ruth", "Bo"))
    key, foreign = make_passkey(hers, now=now), make_passkey(others, now=now)
    _sign_in(key, now)
    later = now + timedelta(hours=1)

    with pytest.raises(PasskeyNotTaken):
        _confirm(foreign, hers, later)
    before = db.session.scalars(select(OrganiserSession.confirmed_at)).one()
    _confirm(key, hers, later)

    after = db.session.scalars(select(OrganiserSession.confirmed_at)).one()
    assert (before, after) == (now, later)


def test_a_passkey_is_kept_once_and_by_one_person(now: datetime) -> None:
    first, second = (make_account(name=name).id for name in ("Ruth", "Bo"))
    key = make_passkey(first, now=now)
    challenge = begin(ceremony=Ceremony.ADD, account_id=second, now=now)

    with pytest.raises(PasskeyNotTaken):
        _add(second, challenge, key.made(challenge), now)

    assert db.session.scalars(select(Passkey.account_id)).all() == [first]


def test_a_question_to_one_person_is_not_answered_by_another(now: datetime) -> None:
    first, second = (make_account(name=name).id for name in ("Ruth", "Bo"))
    challenge = begin(ceremony=Ceremony.ADD, account_id=first, now=now)

    with pytest.raises(PasskeyNotTaken):
        _add(second, challenge, SoftKey().made(challenge), now)


def test_there_is_an_end_to_how_many_one_person_has(now: datetime) -> None:
    account_id = make_account().id
    for _key in range(MOST_PASSKEYS):
        make_passkey(account_id, now=now)

    with pytest.raises(TooManyPasskeys):
        make_passkey(account_id, now=now)


def test_a_passkey_that_was_taken_out_opens_nothing(now: datetime) -> None:
    account_id = make_account().id
    key = make_passkey(account_id, now=now)
    for _press in range(2):
        remove_passkey(
            account_id=account_id,
            passkey_id=db.session.scalars(select(Passkey.id)).first() or 1,
        )

    with pytest.raises(PasskeyNotTaken):
        _sign_in(key, now)

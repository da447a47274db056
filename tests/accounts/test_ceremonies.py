"""What is said between a passkey and us: what we ask for, and what we can make nothing of."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from sqlalchemy import select

from eventapp.accounts import ceremonies
from eventapp.accounts.ceremonies import House, house_of
from eventapp.accounts.enums import Ceremony
from eventapp.accounts.errors import PasskeyNotTaken
from eventapp.accounts.models import PasskeyChallenge
from eventapp.accounts.passkeys import add_passkey, begin, sign_in_by_passkey
from eventapp.db import db
from tests.factories.accounts import make_account
from tests.factories.passkeys import HOUSE

pytestmark = pytest.mark.usefixtures("app")

MALFORMED = [
    "",
    "null",
    "[]",
    "1",
    "{}",
    '{"id": 1}',
    "[" * 9000,
    "{" * 19_999,
    '{"id": "é", "rawId": "é", "type": "public-key", "response": {}}',
    json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "a"}}),
    "x" * 30_000,
    '{"id": "\\ud800"}',
]


@pytest.mark.parametrize("sent", MALFORMED, ids=range(len(MALFORMED)))
def test_what_cannot_be_read_is_one_refusal(now: datetime, sent: str) -> None:
    account_id = make_account().id
    asked = begin(ceremony=Ceremony.SIGN_IN, account_id=None, now=now)
    with pytest.raises(PasskeyNotTaken):
        sign_in_by_passkey(house=HOUSE, challenge=asked, sent=sent, now=now)
    to_add = begin(ceremony=Ceremony.ADD, account_id=account_id, now=now)
    with pytest.raises(PasskeyNotTaken):
        add_passkey(
            house=HOUSE,
            account_id=account_id,
            challenge=to_add,
            sent=sent,
            name="x",
            language="en",
            now=now,
        )

    assert db.session.scalars(select(PasskeyChallenge.id)).all() == []


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("https://traef.example", House("traef.example", "https://traef.example")),
        ("https://Traef.Example:443", House("traef.example", "https://traef.example")),
        ("https://traef.example:8443", House("traef.example", "https://traef.example:8443")),
        ("http://localhost:8000", House("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", None),
        ("https://[::1]", None),
    ],
)
def test_passkeys_are_made_for_the_name_people_use(address: str, house: House | None) -> None:
    assert house_of(address) == house


def test_what_the_browser_is_asked_names_nobody_and_wants_her_finger() -> None:
    use = ceremonies.options_for_use(HOUSE, challenge="A" * 26)
    make = ceremonies.options_for_new(
        HOUSE, challenge="A" * 26, handle=b"h" * 32, person="Ruth", known=["AAAA"]
    )

    assert use == {
        "rpId": "traef.example",
        "challenge": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE",
        "timeout": 120_000,
        "allowCredentials": [],
        "userVerification": "required",
    }
    assert make["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert (make["attestation"], make["user"]["name"]) == ("none", "Ruth")
    assert [one["id"] for one in make["excludeCredentials"]] == ["AAAA"]

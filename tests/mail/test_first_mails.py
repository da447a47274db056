"""An address that others type in is spared, and nobody outside can tell."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from eventapp.db import transaction
from eventapp.events.models import Event
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from eventapp.registration.services import open_own_page, register, request_link
from tests.factories.events import make_event
from tests.factories.mails import MailServer, all_mails, deliver, secret_in, served_by
from tests.factories.registration import details
from tests.statements import statements

ADDRESS = "maja@mail.example"


def _register(event: Event, now: datetime) -> None:
    register(event_id=event.id, address=ADDRESS, details=details(), language="da", now=now)


def _held_back() -> list[bool]:
    return [row.last_answer == "held back" for row in all_mails()]


def test_an_address_gets_three_first_mails_a_day_across_everything(
    app: Flask, now: datetime
) -> None:
    for _ in range(2):
        _register(make_event(), now)
    for _ in range(2):
        request_link(address=ADDRESS.upper(), language="da", now=now)
    request_link(address="another@mail.example", language="da", now=now)
    server = MailServer()

    with served_by(app, server):
        deliver(app)

    assert _held_back() == [False, False, False, True, False]
    # The spelling she signed up with is the one that mails go to.
    assert [to for _, [to] in server.envelopes] == [ADDRESS] * 3 + ["another@mail.example"]
    kept = all_mails()[3]
    assert (kept.recipient, kept.subject, kept.text, kept.html) == (None, None, None, None)


def test_the_next_day_it_gets_mails_again(app: Flask, now: datetime) -> None:
    del app
    for _ in range(4):
        request_link(address=ADDRESS, language="da", now=now)

    request_link(address=ADDRESS, language="da", now=now + timedelta(days=1))

    assert _held_back() == [False, False, False, True, False]


def test_somebody_who_has_opened_her_page_asks_as_often_as_she_likes(
    app: Flask, now: datetime
) -> None:
    del app
    _register(make_event(), now)
    open_own_page(secret=secret_in(all_mails()[0]), now=now)

    for _ in range(6):
        request_link(address=ADDRESS, language="da", now=now)

    assert _held_back() == [False] * 7


def test_a_mail_that_is_held_back_costs_the_same_statements(app: Flask, now: datetime) -> None:
    event, seen = make_event(), []
    for _ in range(5):
        app.extensions["jobs"].flush()
        with statements() as sent:
            request_link(address=ADDRESS, language="da", now=now)
        seen.append(list(sent))
    _register(event, now)

    assert seen == [seen[0]] * 5


@pytest.mark.parametrize(
    "address",
    [
        "http://traef.example/n/A",
        "https://traef.example/n/A\r\nBcc: victim@mail.example",
        "https://traef.example/n/A>",
        "https://traef.example/n/æ",
        "javascript:alert(1)",
    ],
)
def test_what_cannot_stand_in_a_header_is_refused(app: Flask, now: datetime, address: str) -> None:
    del app
    letter = Letter(language="da", subject="Nyt", greeting="Hej", sentences=["Nyt."])

    with (
        pytest.raises(ValueError, match="A header holds an https address"),
        transaction() as session,
    ):
        enqueue(
            session,
            letter,
            to=ADDRESS,
            purpose="news",
            sender_name="Foreningen",
            now=now,
            list_unsubscribe=address,
        )

    assert all_mails() == []


def test_a_newsletter_can_be_ended_at_one_press_and_other_mails_name_no_list(
    app: Flask, now: datetime
) -> None:
    letter = Letter(language="da", subject="Nyt", greeting="Hej", sentences=["Nyt."])
    address = "https://traef.example/n/" + "A" * 120
    server = MailServer()
    with transaction() as session:
        for one in (address, None):
            enqueue(
                session,
                letter,
                to=ADDRESS,
                purpose="news",
                sender_name="Foreningen",
                now=now,
                list_unsubscribe=one,
            )

    with served_by(app, server):
        deliver(app)

    found = [
        {name: str(value) for name, value in mail.items() if name.startswith("List-")}
        for mail in server.taken
    ]
    assert found == [
        {
            "List-Id": "<newsletter.post.example>",
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        {},
    ]
    assert all_mails()[0].list_unsubscribe is None

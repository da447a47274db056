"""Mails as they leave by SMTP, and as files when there is no server."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes, policy

import pytest
from flask import Flask

from eventapp.db import db, transaction
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from tests.factories.mails import (
    MailServer,
    all_mails,
    deliver,
    outbox_folder,
    parts_of,
    served_by,
)

LETTER = Letter(
    language="da",
    subject="Din tilmelding – 8. maj",
    greeting="Hej Maja",
    sentences=["Din plads er klar."],
    link_text="Åbn min side",
    link="https://traef.example/m/AAAAAAAAAAAAAAAAAAAAAAAAAA",
    afterwards=["Linket er kun til dig."],
)


def _write(now: datetime, letter: Letter = LETTER, *, to: str = "maja@mail.example") -> None:
    with transaction() as session:
        enqueue(session, letter, to=to, purpose="test", sender_name="Tilmelding", now=now)


def test_a_mail_leaves_with_both_parts_and_the_headers_it_needs(app: Flask, now: datetime) -> None:
    server = MailServer()
    _write(now)
    kept_id = all_mails()[0].message_id

    with served_by(app, server):
        deliver(app)

    [mail] = server.taken
    assert server.envelopes == [("tilmelding@post.example", ["maja@mail.example"])]
    headers = {name: str(value) for name, value in mail.items()}
    date = headers.pop("Date")
    assert headers == {
        "Content-Type": headers["Content-Type"],
        "MIME-Version": "1.0",
        "Subject": "Din tilmelding – 8. maj",
        "From": "Tilmelding <tilmelding@post.example>",
        "To": "maja@mail.example",
        "Message-ID": kept_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    assert mail["Date"].datetime == now, date
    assert parts_of(mail) == [("text/plain", LETTER.as_text()), ("text/html", LETTER.as_html())]
    assert LETTER.as_text().splitlines() == [
        "Hej Maja",
        "",
        "Din plads er klar.",
        "",
        "https://traef.example/m/AAAAAAAAAAAAAAAAAAAAAAAAAA",
        "",
        "Linket er kun til dig.",
    ]


def test_a_message_id_tells_nothing(app: Flask, now: datetime) -> None:
    del app
    _write(now)

    assert re.fullmatch(r"<[a-z2-7]{26}@localhost>", all_mails()[0].message_id)


def test_after_sending_the_row_holds_neither_the_address_nor_the_text(
    app: Flask, now: datetime
) -> None:
    _write(now)

    with served_by(app, MailServer()):
        deliver(app)

    [row] = all_mails()
    assert row.sent_at is not None
    assert (row.recipient, row.subject, row.text, row.html) == (None, None, None, None)


def test_mails_leave_in_the_order_they_were_asked_for(app: Flask, now: datetime) -> None:
    server = MailServer()
    for number in range(5):
        _write(now, to=f"peer{number}@mail.example")

    with served_by(app, server):
        deliver(app)

    assert [to for _, [to] in server.envelopes] == [f"peer{n}@mail.example" for n in range(5)]


def test_a_server_that_hangs_up_after_two_mails_gets_them_all(app: Flask, now: datetime) -> None:
    server = MailServer(most_per_connection=2)
    for number in range(5):
        _write(now, to=f"peer{number}@mail.example")

    with served_by(app, server):
        deliver(app)

    assert [to for _, [to] in server.envelopes] == [f"peer{n}@mail.example" for n in range(5)]


def test_without_a_server_mails_are_written_to_files(app: Flask, now: datetime) -> None:
    _write(now)

    deliver(app)

    [path] = outbox_folder().iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert re.fullmatch(rf"{now:%Y%m%d}-120000-\d{{6}}\.eml", path.name)
    assert (str(mail["Subject"]), str(mail["To"])) == (LETTER.subject, "maja@mail.example")
    assert [kind for kind, _ in parts_of(mail)] == ["text/plain", "text/html"]
    assert all_mails()[0].recipient is None


def test_a_mail_to_a_domain_with_danish_letters_goes_to_its_ascii_form(
    app: Flask, now: datetime
) -> None:
    server = MailServer()
    _write(now, to="maja@blåbær.example")

    with served_by(app, server):
        deliver(app)

    assert server.envelopes[0][1] == ["maja@xn--blbr-roah.example"]


@pytest.mark.parametrize(
    "name",
    [
        "Fællesbordet, Fjordby & omegn",
        'Foreningen "Bordet"',
        "Evil <evil@other.example>",
        "Med (parentes); og: tegn",
    ],
)
def test_a_name_with_signs_in_it_changes_neither_sender_nor_receiver(
    app: Flask, now: datetime, name: str
) -> None:
    server = MailServer()
    with transaction() as session:
        enqueue(session, LETTER, to="m@mail.example", purpose="test", sender_name=name, now=now)

    with served_by(app, server):
        deliver(app)

    [mail] = server.taken
    [sender] = mail["From"].addresses
    assert (sender.display_name.strip(), sender.addr_spec) == (name, "tilmelding@post.example")
    assert server.envelopes == [("tilmelding@post.example", ["m@mail.example"])]


def test_line_breaks_in_names_and_titles_make_no_header(app: Flask, now: datetime) -> None:
    server = MailServer()
    letter = Letter(
        language="da",
        subject="Stolen\r\nBcc: victim@mail.example\n\nBody",
        greeting="Hej",
        sentences=["Ja."],
    )
    with transaction() as session:
        enqueue(
            session,
            letter,
            to="maja@mail.example",
            purpose="test",
            sender_name="Foreningen\r\nX-Bad: 1",
            now=now,
        )

    with served_by(app, server):
        deliver(app)

    [mail] = server.taken
    assert str(mail["Subject"]) == "Stolen Bcc: victim@mail.example Body"
    assert mail["From"].addresses[0].display_name == "Foreningen X-Bad: 1"
    assert (mail["Bcc"], mail["X-Bad"]) == (None, None)
    assert server.envelopes[0][1] == ["maja@mail.example"]


def test_a_sender_name_longer_than_its_column_is_cut(app: Flask, now: datetime) -> None:
    del app
    with transaction() as session:
        enqueue(
            session,
            LETTER,
            to="maja@mail.example",
            purpose="test",
            sender_name="Landsforeningen " * 8,
            now=now,
        )

    assert len(all_mails()[0].sender_name) == 80


def test_a_mail_that_cannot_be_written_down_does_not_hold_up_the_others(
    app: Flask, now: datetime
) -> None:
    server = MailServer()
    _write(now, to="sørine@mail.example")
    _write(now, to="maja@mail.example")

    with served_by(app, server):
        deliver(app)

    assert [to for _, to in server.envelopes] == [["maja@mail.example"]]
    bad, good = all_mails()
    assert (bad.refused_at is not None, good.sent_at is not None) == (True, True)
    assert (bad.recipient, bad.text) == (None, None)
    assert db.session.is_active

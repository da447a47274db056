"""Nothing is sent to a mail server that is not the one it says it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from eventapp.mail.models import OutboxMail
from tests.factories.certificates import certificate
from tests.factories.events import make_event
from tests.factories.mails import MailServer, all_mails, deliver, served_by
from tests.factories.registration import details


def _register(now: datetime) -> OutboxMail:
    from eventapp.registration.services import register

    register(
        event_id=make_event().id,
        address="maja@mail.example",
        details=details(),
        language="da",
        now=now,
    )
    return all_mails()[0]


def _stands_untouched(answer: str) -> bool:
    [row] = all_mails()
    assert (row.sent_at, row.refused_at, row.last_answer) == (None, None, answer)
    return row.recipient == "maja@mail.example" and "Maja" in (row.text or "")


def test_a_trusted_certificate_gets_the_mail_encrypted(
    app: Flask, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    server = MailServer()
    _register(now)

    with served_by(app, server, protection="starttls", tls=tls):
        deliver(app)

    assert server.was_encrypted == [True]
    assert all_mails()[0].sent_at is not None


def test_an_untrusted_certificate_gets_nothing_and_the_mail_stays(
    app: Flask, now: datetime, tmp_path: Path
) -> None:
    _, tls = certificate(tmp_path)
    server = MailServer()
    _register(now)

    with served_by(app, server, protection="starttls", tls=tls):
        deliver(app)

    assert server.taken == []
    assert _stands_untouched("SSLCertVerificationError")


def test_a_server_without_starttls_gets_nothing_and_the_mail_stays(
    app: Flask, now: datetime
) -> None:
    server = MailServer()
    _register(now)

    with served_by(app, server, protection="starttls"):
        deliver(app)

    assert server.taken == []
    assert _stands_untouched("MailNotProtected")

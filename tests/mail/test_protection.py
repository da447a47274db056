"""Nothing is sent to a mail server that is not the one it says it is."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from eventapp.mail.models import OutboxMail
from tests.factories.events import make_event
from tests.factories.mails import MailServer, all_mails, deliver, served_by
from tests.factories.registration import details


def _certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate for this machine; give the file to trust and the server's side."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, whole = folder / "trusted.pem", folder / "whole.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    whole.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + trusted.read_bytes()
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(whole)
    return trusted, context


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
    trusted, tls = _certificate(tmp_path)
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
    _, tls = _certificate(tmp_path)
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

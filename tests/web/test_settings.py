"""A setting that cannot work stops the start with a sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventapp.config import BadSetting, Settings

pytestmark = pytest.mark.once
PUBLIC = {
    "HOST": "0.0.0.0",  # noqa: S104 -- What is tested.
    "PUBLIC_URL": "https://traef.example",
    "MAIL_SERVER": "mail.example",
    "MAIL_SENDER": "tilmelding@post.example",
}

BOUNCES = {
    "MAIL_BOUNCES": "bounces@example.org",
    "MAIL_BOUNCE_IMAP": "imap.example.org",
    "MAIL_BOUNCE_USERNAME": "bounces",
    "MAIL_BOUNCE_PASSWORD": "the password of the mailbox",
}


def _read(folder: Path, **values: str) -> Settings:
    return Settings.from_environment({"EVENTAPP_DATA": str(folder), **values})


def test_nothing_set_is_one_machine_alone(tmp_path: Path) -> None:
    settings = _read(tmp_path)

    assert (settings.host, settings.port, settings.public_url) == (
        "127.0.0.1",
        8000,
        "http://localhost:8000",
    )
    assert settings.database_url == f"sqlite:///{tmp_path / 'eventapp.sqlite'}"
    assert (settings.mail.server, settings.demo, settings.is_secure) == (None, False, False)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = _read(tmp_path), _read(tmp_path)

    assert first.secret == second.secret
    assert len(first.secret) == 64
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert first.secret.decode() not in repr(first)


def test_a_public_installation_can_be_read(tmp_path: Path) -> None:
    settings = _read(tmp_path, **PUBLIC, DATABASE_URL="postgres://u:p@db/traef")

    assert settings.is_secure
    assert settings.database_url == "postgresql+psycopg://u:p@db/traef"
    assert (settings.mail.port, settings.mail.protection) == (587, "starttls")
    assert _read(tmp_path, **PUBLIC, MAIL_PROTECTION="tls").mail.port == 465


def test_a_mailbox_for_what_comes_back_can_be_read(tmp_path: Path) -> None:
    mail = _read(tmp_path, **BOUNCES).mail

    assert mail.bounces == "bounces@example.org"
    assert mail.bounce_mailbox is not None
    assert (mail.bounce_mailbox.server, mail.bounce_mailbox.port) == ("imap.example.org", 993)
    assert "password of" not in repr(mail)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty'. Set it to a whole number."),
        ({"PORT": "-1"}, "PORT is '-1'. Set it to a whole number."),
        ({"PORT": "٣"}, "PORT is '٣'. Set it to a whole number."),
        ({"PORT": "0"}, "PORT is 0. Set it to a number from 1 to 65535."),
        ({"PORT": "65536"}, "PORT is 65536. Set it to a number from 1 to 65535."),
        ({"MAIL_PORT": "99999"}, "MAIL_PORT is 99999. Set it to a number from 1 to 65535."),
        ({"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES is 'one'. Set it to a whole number."),
        (
            {"DATABASE_URL": "mysql://x"},
            "DATABASE_URL must begin with postgresql:// or sqlite:///.",
        ),
        (
            {"PUBLIC_URL": "traef.example"},
            (
                "PUBLIC_URL is 'traef.example'. Set it to the address people use, "
                "like https://traef.example.org, without a path."
            ),
        ),
        (
            {"PUBLIC_URL": "https://traef.example/sub"},
            (
                "PUBLIC_URL is 'https://traef.example/sub'. Set it to the address people use, "
                "like https://traef.example.org, without a path."
            ),
        ),
        (
            {"EVENTAPP_SECRET": "x" * 31},
            "EVENTAPP_SECRET is too short. Give it 32 random characters or more.",
        ),
        (
            {"MAIL_PROTECTION": "some"},
            "MAIL_PROTECTION is 'some'. Set it to starttls, tls or none.",
        ),
        (
            {**PUBLIC, "MAIL_PROTECTION": "none"},
            (
                "MAIL_PROTECTION is none, but MAIL_SERVER is another machine. "
                "Set it to starttls or tls."
            ),
        ),
        (
            {**PUBLIC, "MAIL_SENDER": ""},
            "MAIL_SENDER must be the address mails come from, like tilmelding@example.org.",
        ),
        (
            {"MAIL_BOUNCES": "bounces+more@example.org"},
            (
                "MAIL_BOUNCES must be a plain address that takes additions after a plus, "
                "like bounces@example.org."
            ),
        ),
        (
            {"MAIL_BOUNCE_IMAP": "imap.example.org"},
            (
                "MAIL_BOUNCE_IMAP is set, but no mail comes back there. "
                "Set MAIL_BOUNCES to the address of that mailbox."
            ),
        ),
        (
            {"MAIL_BOUNCE_IMAP": "imap.example.org", "MAIL_BOUNCES": "bounces@example.org"},
            (
                "MAIL_BOUNCE_IMAP needs MAIL_BOUNCE_USERNAME and MAIL_BOUNCE_PASSWORD "
                "to open the mailbox."
            ),
        ),
        (
            {**BOUNCES, "MAIL_BOUNCE_IMAP_PORT": "99999"},
            "MAIL_BOUNCE_IMAP_PORT is 99999. Set it to a number from 1 to 65535.",
        ),
        (
            {**PUBLIC, "PUBLIC_URL": "http://traef.example"},
            (
                "PUBLIC_URL is http://traef.example. Others can reach this server, so it must begin "
                "with https://. Set PUBLIC_URL to the address people use, or HOST to 127.0.0.1."
            ),
        ),
        (
            {**PUBLIC, "MAIL_SERVER": ""},
            (
                "MAIL_SERVER is not set. Others can reach this server and would wait for mails that "
                "never leave. Set MAIL_SERVER, or HOST to 127.0.0.1."
            ),
        ),
        (
            {**PUBLIC, "EVENTAPP_DEMO": "1"},
            (
                "The demo shows everybody's mail, so it runs on this machine only. "
                "Set HOST to 127.0.0.1 and take PUBLIC_URL away."
            ),
        ),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    tmp_path: Path, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadSetting) as refusal:
        _read(tmp_path, **values)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_may_do_without_mail_and_https(tmp_path: Path, host: str) -> None:
    assert _read(tmp_path, HOST=host).host == host


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "192.168.1.4", "::", "traef.local", "127.0.0.1.evil.example"],  # noqa: S104
)
def test_any_other_address_may_not(tmp_path: Path, host: str) -> None:
    with pytest.raises(BadSetting, match="PUBLIC_URL is http://localhost:8000"):
        _read(tmp_path, HOST=host)

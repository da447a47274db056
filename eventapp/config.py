"""The settings: read from the environment once, checked at the start.

A default is right for one machine and safe to be public; whatever is not has no default.
A bad value stops the start with a sentence that names it.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MAIL_PROTECTIONS = ("starttls", "tls", "none")


class BadSetting(Exception):
    """A setting that cannot work, with a sentence that names it and says what to set."""


@dataclass(frozen=True, slots=True)
class BounceMailbox:
    """Where mails that came back are fetched: a mailbox for nothing else, by IMAP over TLS."""

    server: str
    port: int
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail leaves the house. Without a server it is written to files."""

    server: str | None = None
    port: int = 587
    protection: str = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    sender: str = "tilmelding@localhost"
    bounces: str | None = None  # Mails come back to name+token@domain of this address.
    bounce_mailbox: BounceMailbox | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to another."""

    data: Path  # Holds the database, the queue, the mails of a demo, and the key.
    database_url: str
    public_url: str  # What every link and QR code begins with; never the Host header.
    secret: bytes = field(repr=False)  # The one key; all others are derived from it.
    host: str = "127.0.0.1"
    port: int = 8000
    mail: MailSettings = field(default_factory=MailSettings)
    demo: bool = False  # Shows the mailbox page; on loopback only.
    trusted_proxies: int = 0  # How many proxies in front of us may name the caller's address.
    limits_url: str = (
        "memory://"  # Where request limits are counted when there are several processes.
    )
    metrics_token: str | None = field(default=None, repr=False)
    trial: bool = False  # Served to a phone at home with a certificate of our own; mails to files.
    testing: bool = False

    @property
    def is_secure(self) -> bool:
        """Tell whether people reach us over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def could_be_a_demo(self) -> bool:
        """Tell whether a demo may run here: on this machine alone, and no mail leaves it."""
        public_host = urlsplit(self.public_url).hostname or ""
        alone = is_loopback(self.host) and is_loopback(public_host)
        return alone and self.mail.server is None

    @property
    def uses_sqlite(self) -> bool:
        """Tell whether the embedded database is used."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None, *, demo: bool = False
    ) -> Settings:
        """Read the settings. Raises BadSetting with a sentence that says what to set."""
        values = os.environ if environ is None else environ
        data = Path(values.get("EVENTAPP_DATA", "var")).resolve()
        host = values.get("HOST", "127.0.0.1")
        port = _port(values, "PORT", 8000)
        settings = cls(
            data=data,
            database_url=_database_url(values, data),
            public_url=_public_url(values, port),
            secret=_secret(values, data),
            host=host,
            port=port,
            mail=_mail(values),
            demo=demo or values.get("EVENTAPP_DEMO") == "1",
            trusted_proxies=_number(values, "TRUSTED_PROXIES", 0),
            limits_url=values.get("LIMITS_URL", "memory://"),
            metrics_token=values.get("METRICS_TOKEN") or None,
            trial=values.get("EVENTAPP_TRIAL") == "1",
        )
        settings.check_exposure()
        return settings

    def check_exposure(self) -> None:
        """Refuse to serve others without HTTPS and mail. Raises BadSetting."""
        public_host = urlsplit(self.public_url).hostname or ""
        exposed = not (is_loopback(self.host) and is_loopback(public_host))
        if self.trial:
            return
        if exposed and not self.is_secure:
            raise BadSetting(
                f"PUBLIC_URL is {self.public_url}. Others can reach this server, so it must begin "
                "with https://. Set PUBLIC_URL to the address people use, or HOST to 127.0.0.1."
            )
        if exposed and self.mail.server is None:
            raise BadSetting(
                "MAIL_SERVER is not set. Others can reach this server and would wait for mails "
                "that never leave. Set MAIL_SERVER, or HOST to 127.0.0.1."
            )
        if exposed and self.demo:
            raise BadSetting(
                "The demo shows everybody's mail, so it runs on this machine only. "
                "Set HOST to 127.0.0.1 and take PUBLIC_URL away."
            )


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit():
        raise BadSetting(f"{name} is {text!r}. Set it to a whole number.")
    return int(text)


def _port(values: Mapping[str, str], name: str, default: int) -> int:
    port = _number(values, name, default)
    if not 1 <= port <= 65535:  # noqa: PLR2004 -- The highest port there is.
        raise BadSetting(f"{name} is {port}. Set it to a number from 1 to 65535.")
    return port


def _database_url(values: Mapping[str, str], data: Path) -> str:
    url = values.get("DATABASE_URL", "").strip()
    if not url:
        return f"sqlite:///{data / 'eventapp.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith(("postgresql+psycopg://", "sqlite:///")):
        return url
    raise BadSetting("DATABASE_URL must begin with postgresql:// or sqlite:///.")


def _public_url(values: Mapping[str, str], port: int) -> str:
    url = values.get("PUBLIC_URL", "").strip().rstrip("/")
    if not url:
        return f"http://localhost:{port}"
    parts = urlsplit(url)
    has_more = parts.path or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not parts.hostname or has_more:
        raise BadSetting(
            f"PUBLIC_URL is {url!r}. Set it to the address people use, "
            "like https://traef.example.org, without a path."
        )
    return url


def _secret(values: Mapping[str, str], data: Path) -> bytes:
    text = values.get("EVENTAPP_SECRET", "")
    if text:
        if len(text) < 32:  # noqa: PLR2004 -- Shorter ones can be guessed.
            raise BadSetting("EVENTAPP_SECRET is too short. Give it 32 random characters or more.")
        return text.encode()
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written whole under another name and then linked: of two first starts one wins, and
        # neither reads half a key.
        draft = data / f"secret.{os.getpid()}.part"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()


def _mail(values: Mapping[str, str]) -> MailSettings:
    server = values.get("MAIL_SERVER", "").strip() or None
    protection = values.get("MAIL_PROTECTION", "starttls").strip().lower()
    if protection not in MAIL_PROTECTIONS:
        raise BadSetting(f"MAIL_PROTECTION is {protection!r}. Set it to starttls, tls or none.")
    if protection == "none" and server is not None and not is_loopback(server):
        raise BadSetting(
            "MAIL_PROTECTION is none, but MAIL_SERVER is another machine. Set it to starttls or tls."
        )
    sender = values.get("MAIL_SENDER", "").strip()
    is_plain = re.fullmatch(r"[^\s<>@,;]+@[^\s<>@,;]+", sender)
    if (server is not None or sender) and not is_plain:
        raise BadSetting(
            "MAIL_SENDER must be the address mails come from, like tilmelding@example.org."
        )
    return MailSettings(
        server=server,
        port=_port(values, "MAIL_PORT", 465 if protection == "tls" else 587),
        protection=protection,
        username=values.get("MAIL_USERNAME") or None,
        password=values.get("MAIL_PASSWORD") or None,
        sender=sender or "tilmelding@localhost",
        bounces=_bounces(values),
        bounce_mailbox=_bounce_mailbox(values),
    )


def _bounces(values: Mapping[str, str]) -> str | None:
    address = values.get("MAIL_BOUNCES", "").strip()
    if not address:
        return None
    # RFC 5321, 4.5.3.1.1: 64 characters before the @, of which a plus and a token take 27.
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,37}@[A-Za-z0-9.-]+", address):
        raise BadSetting(
            "MAIL_BOUNCES must be a plain address that takes additions after a plus, "
            "like bounces@example.org."
        )
    return address


def _bounce_mailbox(values: Mapping[str, str]) -> BounceMailbox | None:
    server = values.get("MAIL_BOUNCE_IMAP", "").strip()
    if not server:
        return None
    if not values.get("MAIL_BOUNCES", "").strip():
        raise BadSetting(
            "MAIL_BOUNCE_IMAP is set, but no mail comes back there. "
            "Set MAIL_BOUNCES to the address of that mailbox."
        )
    username = values.get("MAIL_BOUNCE_USERNAME", "").strip()
    password = values.get("MAIL_BOUNCE_PASSWORD", "")
    if not username or not password:
        raise BadSetting(
            "MAIL_BOUNCE_IMAP needs MAIL_BOUNCE_USERNAME and MAIL_BOUNCE_PASSWORD "
            "to open the mailbox."
        )
    return BounceMailbox(
        server=server,
        port=_port(values, "MAIL_BOUNCE_IMAP_PORT", 993),
        username=username,
        password=password,
    )

"""The libraries and the keys the app is built from: instances only, wired in create_app."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import uuid

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_mail import Mail

from eventapp import tokens
from eventapp.config import Settings
from eventapp.jobs import Jobs


class Keyring:
    """The keys of this installation, each made for one purpose from the one in the settings."""

    def init_app(self, app: Flask, settings: Settings) -> None:
        """Make the keys once, at the start."""
        app.extensions["keyring"] = {
            purpose: tokens.derive_key(settings.secret, purpose)
            for purpose in (
                "address",
                "entry",
                "proposal-order",
                "calendar",
                "consent",
                "newsletter",
                "passkey",
            )
        }

    def _key(self, purpose: str) -> bytes:
        key: bytes = current_app.extensions["keyring"][purpose]
        return key

    def address_index(self, address: str) -> str:
        """Give the blind index of a mail address, the same for every spelling of its case."""
        return tokens.blind_index(self._key("address"), address)

    def pass_token(self, *, event_id: int, registration_id: int, version: int) -> str:
        """Give the token in a person's pass."""
        return tokens.pass_token(
            self._key("entry"), event_id=event_id, registration_id=registration_id, version=version
        )

    def calendar_secret(self, seed: str) -> str:
        """Give the secret in the address of a person's calendar."""
        key = tokens.derive_key(self._key("calendar"), f"address/{seed}")
        return tokens.base32(key[: tokens.SECRET_BYTES])

    def appointment_uid(self, registration_id: int) -> str:
        """Give the name of a person's calendar entry: always the same, and it says nothing."""
        key = tokens.derive_key(self._key("calendar"), f"entry/{registration_id}")
        return str(uuid.UUID(bytes=key[:16], version=4))

    def consent_receipt(self, whose: str) -> str:
        """Give what a yes is found by after its person is gone: 128 bits in 26 letters."""
        digest = hmac.digest(self._key("consent"), whose.encode(), "sha256")
        return tokens.base32(digest[: tokens.SECRET_BYTES])

    def leaving_secret(self, seed: str) -> str:
        """Give the secret of the link that ends letters; only its seed and its hash are stored."""
        digest = hmac.digest(self._key("newsletter"), seed.encode(), "sha256")
        return tokens.base32(digest[: tokens.SECRET_BYTES])

    def passkey_handle(self, account_id: int) -> bytes:
        """Give the name by which passkeys know an account: it says nothing to who reads it."""
        return tokens.derive_key(self._key("passkey"), str(account_id))

    def order_seed(self, who: str) -> bytes:
        """Give the seed that breaks ties in the order in which one person meets the cards."""
        return tokens.derive_key(self._key("proposal-order"), who)


class Sha256Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie with SHA-256; the library's own default is SHA-1."""

    digest_method = staticmethod(hashlib.sha256)
    salt = "eventapp-session"


def settings_now() -> Settings:
    """Give the settings of the app that is running."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def caller_network() -> str:
    """Name the network a request comes from: a workplace or a venue shares one.

    A /24 of IPv4 and a /56 of IPv6. It is used for limits alone, and kept in memory only.
    """
    return network_of(request.remote_addr or "")


def network_of(text: str) -> str:
    """Give the network of an address; what is no address is one network of its own."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 56), strict=False))
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 24), strict=False))


babel = Babel()
compress = Compress()
jobs = Jobs()
keyring = Keyring()
limiter = Limiter(key_func=caller_network, headers_enabled=False)
mail = Mail()

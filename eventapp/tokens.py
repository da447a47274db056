"""Secrets: how they are made, hashed, and derived from the one key of the installation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

SECRET_BYTES = 16  # 128 bits: nobody guesses one, and a link stays on one line.


def new_secret() -> str:
    """Make a secret for a link or a cookie: 26 letters and digits, 128 bits."""
    return base32(secrets.token_bytes(SECRET_BYTES))


def hash_secret(secret: str) -> str:
    """Give what we store of a secret: its SHA-256, from which it cannot be worked out.

    A plain hash is enough: the secret is random, so there is nothing to guess from.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def base32(data: bytes) -> str:
    """Write bytes in capitals and digits, as QR codes and people read them best."""
    return base64.b32encode(data).decode().rstrip("=")


def derive_key(root: bytes, purpose: str) -> bytes:
    """Make the key for one purpose out of the installation's key."""
    return hmac.digest(root, b"eventapp/" + purpose.encode(), "sha256")


def blind_index(key: bytes, address: str) -> str:
    """Give the keyed hash by which a mail address is found without being read."""
    return hmac.digest(key, address.strip().casefold().encode(), "sha256").hex()


def pass_token(key: bytes, *, event_id: int, registration_id: int, version: int) -> str:
    """Work out the token of a pass: 128 bits, in 26 capitals and digits.

    Nothing of it is stored; a lost pass is replaced by raising the version.
    """
    message = f"entry/{event_id}/{registration_id}/{version}".encode()
    return base32(hmac.digest(key, message, "sha256")[:SECRET_BYTES])

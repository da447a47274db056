"""A passkey made of nothing but numbers: it signs as a device would, or as a test wants it to."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

from eventapp.accounts.ceremonies import House
from eventapp.accounts.enums import Ceremony
from eventapp.accounts.passkeys import add_passkey, begin
from eventapp.extensions import keyring

HOUSE = House("traef.example", "https://traef.example")

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40  # Flags of WebAuthn Level 3, 6.1.


@dataclass
class SoftKey:
    """A key pair with a count, and what it claims about itself."""

    handle: bytes = b""
    origin: str = HOUSE.origin
    host: str = HOUSE.host
    flags: int = PRESENT | VERIFIED
    count: int = 0
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    pair: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def made(self, challenge: str) -> str:
        """Say what a browser says of a new passkey."""
        point = self.pair.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        holds = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + public
        about = self._about(self.flags | HOLDS_KEY) + holds
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        return self._sent(
            clientDataJSON=self._client("webauthn.create", challenge), attestationObject=attested
        )

    def signed(self, challenge: str) -> str:
        """Say what a browser says when the passkey has signed."""
        self.count += 1
        about, client = self._about(self.flags), self._client("webauthn.get", challenge)
        signature = self.pair.sign(
            about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._sent(
            clientDataJSON=client,
            authenticatorData=about,
            signature=signature,
            userHandle=self.handle,
        )

    def _about(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        asked = bytes_to_base64url(challenge.encode())
        return json.dumps({"type": kind, "challenge": asked, "origin": self.origin}).encode()

    def _sent(self, **response: bytes) -> str:
        number = bytes_to_base64url(self.number)
        packed: dict[str, Any] = {
            name: bytes_to_base64url(value) for name, value in response.items()
        }
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": packed})


def make_passkey(account_id: int, *, now: datetime, name: str = "My phone") -> SoftKey:
    """Give a person a passkey in the way she does, and the key."""
    key = SoftKey(handle=keyring.passkey_handle(account_id))
    challenge = begin(ceremony=Ceremony.ADD, account_id=account_id, now=now)
    add_passkey(
        house=HOUSE,
        account_id=account_id,
        challenge=challenge,
        sent=key.made(challenge),
        name=name,
        language="en",
        now=now,
    )
    return key

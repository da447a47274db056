"""What is said between a passkey and us, in the words of WebAuthn Level 3.

The library is read in when the first passkey is used and not before: that takes a third of a
second, which nobody else should wait for at the start.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog

from eventapp.accounts.errors import PasskeyNotTaken
from eventapp.extensions import settings_now

PATIENCE_MS = 120_000  # How long the browser waits for a finger or a code: a hint to it.
MOST_CHARACTERS = 20_000  # The largest attestations have some 10 kB; ours ask for none.
_USUAL_PORT = {"http": 80, "https": 443}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class House:
    """Whom passkeys are made for: a host name, and the one origin its pages come from."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What we keep of a passkey that was just made."""

    credential_id: str
    public_key: bytes
    sign_count: int


def house_now() -> House | None:
    """Give the house of this installation, or None where browsers make no passkeys."""
    settings = settings_now()
    return house_of(settings.public_url)


def house_of(public_url: str) -> House | None:
    """Give the house at an address; a bare number is no name that a passkey can be made for."""
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        port = "" if parts.port in {None, _USUAL_PORT.get(parts.scheme)} else f":{parts.port}"
        return House(host, f"{parts.scheme}://{host}{port}")
    return None


def options_for_new(
    house: House, *, challenge: str, handle: bytes, person: str, known: Sequence[str]
) -> dict[str, Any]:
    """Say to the browser what passkey to make: one that says itself whose it is.

    ``known`` are the ones she has, so that a phone does not make a second.
    """
    import webauthn  # noqa: PLC0415 -- See the top of this file.
    from webauthn.helpers import base64url_to_bytes, options_to_json_dict, structs  # noqa: PLC0415

    options = webauthn.generate_registration_options(
        rp_id=house.host,
        rp_name="Træf",
        user_id=handle,
        user_name=person,
        challenge=challenge.encode(),
        timeout=PATIENCE_MS,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
    )
    return options_to_json_dict(options)


def options_for_use(house: House, *, challenge: str) -> dict[str, Any]:
    """Say to the browser what to sign. It names no passkey, so it tells nothing of anybody."""
    import webauthn  # noqa: PLC0415 -- See the top of this file.
    from webauthn.helpers import options_to_json_dict, structs  # noqa: PLC0415

    options = webauthn.generate_authentication_options(
        rp_id=house.host,
        challenge=challenge.encode(),
        timeout=PATIENCE_MS,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def read_new(house: House, sent: str, *, challenge: str) -> NewKey:
    """Check a passkey that was just made. Raises PasskeyNotTaken."""
    import webauthn  # noqa: PLC0415 -- See the top of this file.
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415

    with _refusing():
        made = webauthn.verify_registration_response(
            credential=_opened(sent),
            expected_challenge=challenge.encode(),
            expected_rp_id=house.host,
            expected_origin=house.origin,
            require_user_verification=True,
        )
        return NewKey(
            credential_id=bytes_to_base64url(made.credential_id),
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
        )


def named_in(sent: str) -> str:
    """Give which passkey signed, by its own word. Raises PasskeyNotTaken."""
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url  # noqa: PLC0415

    with _refusing():
        # There and back, so that nothing but plain letters reaches the database.
        return bytes_to_base64url(base64url_to_bytes(_opened(sent)["id"]))


def check_use(
    house: House, sent: str, *, challenge: str, handle: bytes, public_key: bytes, sign_count: int
) -> int:
    """Check what a passkey has signed and give its new count. Raises PasskeyNotTaken.

    A count that does not grow means that there is a copy of the key (WebAuthn Level 3, 6.1.1).
    """
    import webauthn  # noqa: PLC0415 -- See the top of this file.
    from webauthn.helpers import parse_authentication_credential_json  # noqa: PLC0415

    with _refusing():
        signed = parse_authentication_credential_json(_opened(sent))
        used = webauthn.verify_authentication_response(
            credential=signed,
            expected_challenge=challenge.encode(),
            expected_rp_id=house.host,
            expected_origin=house.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
        # A passkey that was found without a name says itself whose it is.
        if signed.response.user_handle != handle:
            raise PasskeyNotTaken
        return used.new_sign_count


def _opened(sent: str) -> dict[str, Any]:
    if len(sent) > MOST_CHARACTERS:
        raise PasskeyNotTaken
    opened: dict[str, Any] = json.loads(sent)
    return opened


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn whatever breaks while reading what a stranger sent into one refusal."""
    try:
        yield
    except PasskeyNotTaken:
        raise
    except Exception as problem:
        # The library has a dozen kinds, and what is malformed breaks it in others still.
        log.warning("passkey_not_taken", kind=type(problem).__name__)
        raise PasskeyNotTaken from problem

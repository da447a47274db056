"""A person's pass: what the door reads, and nothing about her."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.extensions import keyring
from eventapp.registration.models import Registration
from eventapp.registration.qr import Code, pass_code
from eventapp.web.addresses import public_address

SHORT_LENGTH = 8  # 40 bits: enough among the people of one gathering, and can be said aloud.


@dataclass(frozen=True, slots=True)
class Pass:
    """The token in the code, and the short code that can be said instead."""

    token: str

    @property
    def short_code(self) -> str:
        """Give the code that can be said or typed: two groups of four."""
        half = SHORT_LENGTH // 2
        return f"{self.token[:half]} {self.token[half:SHORT_LENGTH]}"

    @property
    def address(self) -> str:
        """Give the address in the code."""
        return public_address("checkin.show_pass", token=self.token)

    @property
    def code(self) -> Code:
        """Make the code."""
        return pass_code(self.address)


def pass_of(registration: Registration) -> Pass:
    """Work out the pass of a registration. Nothing of it is stored."""
    return Pass(
        keyring.pass_token(
            event_id=registration.event_id,
            registration_id=registration.id,
            version=registration.pass_version,
        )
    )

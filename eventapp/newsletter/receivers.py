"""What this area does when the areas below tell it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from eventapp.mail.signals import address_refused
from eventapp.newsletter.services import erase_dead_address


@address_refused.connect
def forget_address(_sender: Any, *, session: Session, address: str, now: datetime) -> None:
    """Write no more letters to an address that does not exist."""
    erase_dead_address(session, address=address, now=now)

"""What this area does when the areas below tell it something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from eventapp.extensions import keyring
from eventapp.mail.signals import address_refused, mail_came_back
from eventapp.newsletter.services import erase_dead_address


@address_refused.connect
def forget_address(_sender: Any, *, session: Session, address: str, now: datetime) -> None:
    """Write no more letters to an address that does not exist."""
    erase_dead_address(session, address_index=keyring.address_index(address), now=now)


@mail_came_back.connect
def forget_address_that_bounced(
    _sender: Any, *, session: Session, address_index: str, is_no_address: bool, now: datetime
) -> None:
    """Do the same when the mail came back later; a full mailbox may be emptied again."""
    if is_no_address:
        erase_dead_address(session, address_index=address_index, now=now)

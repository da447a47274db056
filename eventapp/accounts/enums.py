"""What people in an association can be, what a mailed link opens, and what passkeys are for."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a member does in her association; each role holds the ones below it."""

    OWNER = "owner"  # Also decides who the members are.
    ORGANISER = "organiser"  # Makes gatherings and sees who comes.
    DOOR_HOST = "door_host"  # Lets people in on the day.


class LinkPurpose(StrEnum):
    """What a mailed link opens."""

    SIGN_IN = "sign_in"
    OWN_PAGE = "own_page"
    ACTIVITY = "activity"
    NEWSLETTER = "newsletter"  # Confirms an address that somebody typed in.
    CONFIRM = "confirm"  # Proves in a signed-in browser that the person is still there.

    @property
    def lifetime(self) -> timedelta:
        """Give how long such a link works; who holds it longer asks for a new one."""
        return {
            LinkPurpose.SIGN_IN: timedelta(minutes=30),
            LinkPurpose.OWN_PAGE: timedelta(days=400),
            LinkPurpose.ACTIVITY: timedelta(days=400),
            LinkPurpose.NEWSLETTER: timedelta(days=7),
            LinkPurpose.CONFIRM: timedelta(minutes=15),
        }[self]

    @property
    def is_single_use(self) -> bool:
        """Tell whether using the link ends it."""
        return self not in {LinkPurpose.OWN_PAGE, LinkPurpose.ACTIVITY}


class Ceremony(StrEnum):
    """What a passkey is asked for."""

    ADD = "add"
    SIGN_IN = "sign_in"
    CONFIRM = "confirm"

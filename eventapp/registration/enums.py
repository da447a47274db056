"""States of a registration, and what a person may tell about herself."""

from __future__ import annotations

from enum import StrEnum


class RegistrationStatus(StrEnum):
    """Whether a person has a place."""

    CONFIRMED = "confirmed"
    OFFERED = "offered"  # A seat is kept for her until she has answered.
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ATTENDED = "attended"


#: A chair is kept for her, so nobody else gets it.
HOLDS_A_PLACE = frozenset(
    {RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED, RegistrationStatus.ATTENDED}
)
#: She has said that she comes, so the door expects her.
IS_EXPECTED = frozenset({RegistrationStatus.CONFIRMED, RegistrationStatus.ATTENDED})
#: There is something she can give back.
MAY_WITHDRAW = frozenset(
    {RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED, RegistrationStatus.WAITING}
)


class Region(StrEnum):
    """The five regions of Denmark."""

    HOVEDSTADEN = "hovedstaden"
    SJAELLAND = "sjaelland"
    SYDDANMARK = "syddanmark"
    MIDTJYLLAND = "midtjylland"
    NORDJYLLAND = "nordjylland"


class Engagement(StrEnum):
    """How somebody is a peer."""

    PAID = "paid"
    VOLUNTEER = "volunteer"


class PeerRole(StrEnum):
    """What a peer does on the day, from her own page and without an account."""

    TABLE_HOST = "table_host"
    NOTE_TAKER = "note_taker"
    STEWARD = "steward"
    EDITORIAL_GROUP = "editorial_group"


WRITES_AT_TABLES = frozenset({PeerRole.TABLE_HOST, PeerRole.NOTE_TAKER})


class InvitationKind(StrEnum):
    """Whom an invitation is for."""

    PERSON = "person"
    GROUP = "group"


class Places(StrEnum):
    """What the public page says of the places: a word, never a number."""

    FREE = "free"
    FEW = "few"
    QUEUE = "queue"

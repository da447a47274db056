"""Kinds and states of a gathering, and what people can do while a window is open."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of gathering it is. It only sets defaults."""

    TRAEF = "traef"
    CAFE = "cafe"
    SUMMIT = "summit"
    ACTIVITY = "activity"
    COURSE = "course"


class Entry(StrEnum):
    """How people come to take part."""

    OPEN = "open"  # Whoever wants signs up, while there is room.
    INVITED = "invited"  # By a personal link only.
    DROP_IN = "drop_in"  # Nobody signs up; one just comes.


class Status(StrEnum):
    """Where a gathering is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RUNNING = "running"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Action(StrEnum):
    """What a phase lets peers do. Phases may overlap."""

    REGISTER = "register"
    PROPOSE = "propose"
    SUPPORT = "support"
    NOTE = "note"


class CreditRole(StrEnum):
    """What somebody who is thanked has done."""

    HOST = "host"
    PARTNER = "partner"
    PROJECT = "project"
    FUNDER = "funder"
    ILLUSTRATOR = "illustrator"
    VENUE = "venue"


class Sign(StrEnum):
    """The drawing beside a practical note."""

    PLACE = "place"
    CUP = "cup"
    QUIET = "quiet"
    HAND = "hand"
    CLOCK = "clock"


class ProposalState(StrEnum):
    """Where an activity that somebody proposed is on its way."""

    UNCONFIRMED = "unconfirmed"  # Nobody has said yet that the address is hers.
    WAITING = "waiting"  # The association has not answered.
    LET_THROUGH = "let_through"
    PARKED = "parked"

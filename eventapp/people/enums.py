"""How the list is sorted, what may be taken out in a file, and what becomes of a file's rows."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """What the list is in the order of."""

    NAME = "name"
    TIME = "time"
    STATUS = "status"


class Column(StrEnum):
    """Something that can stand in a list that is taken out."""

    NAME = "name"
    ADDRESS = "address"
    STATUS = "status"
    REGION = "region"
    ENGAGEMENT = "engagement"
    ROLES = "roles"
    ON_BEHALF = "on_behalf"
    LANGUAGE = "language"
    REGISTERED_AT = "registered_at"


class Format(StrEnum):
    """What sort of file a list is taken out as."""

    XLSX = "xlsx"
    CSV = "csv"


class Fate(StrEnum):
    """What happens to one row of a list that is brought in."""

    SEAT = "seat"
    QUEUE = "queue"
    STAYS = "stays"
    CANNOT = "cannot"


class Trouble(StrEnum):
    """Why a row cannot be brought in."""

    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    NO_ADDRESS = "no_address"
    UNKNOWN_REGION = "unknown_region"
    UNKNOWN_ENGAGEMENT = "unknown_engagement"
    TWICE = "twice"


class Progress(StrEnum):
    """How far a message to many has come."""

    DRAFT = "draft"
    LEAVING = "leaving"
    GONE = "gone"
    STOPPED = "stopped"

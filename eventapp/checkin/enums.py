"""How somebody came in, and what a record at the door says."""

from __future__ import annotations

from enum import StrEnum


class How(StrEnum):
    """What the helper, or the person herself, had at hand."""

    SCAN = "scan"  # The code on the pass.
    CODE = "code"  # The short code, typed.
    NAME = "name"  # An organiser found the name.
    QUIET = "quiet"  # The person's own phone, without the helper.


class ScanKind(StrEnum):
    """What a record at the door says."""

    ARRIVED = "arrived"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What the helper sees after letting somebody in."""

    WELCOME = "welcome"
    AGAIN = "again"  # The pass was shown before: amber, never red.


class Answer(StrEnum):
    """What the helper finds out when a pass was shown before."""

    SAME = "same"
    ANOTHER = "another"
    ORGANISER = "organiser"

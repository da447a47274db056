"""States of a table and of what was said at it, and the five kinds of thing one can say."""

from __future__ import annotations

from enum import StrEnum


class TableStatus(StrEnum):
    """How far a table has come in its round."""

    PLANNED = "planned"
    OPEN = "open"
    READ_BACK = "read_back"
    CLOSED = "closed"


class ContributionKind(StrEnum):
    """What somebody said. The five weigh the same."""

    POINT = "point"
    EXPERIENCE = "experience"
    NEED = "need"
    WISH = "wish"
    DISAGREEMENT = "disagreement"


class ContributionStatus(StrEnum):
    """Where a contribution is on its way into the write-up."""

    NOTED = "noted"
    READ_BACK = "read_back"
    USED = "used"
    UNUSED = "unused"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


#: What the table itself still has in its hands: it was not taken up in the write-up yet.
AT_THE_TABLE = frozenset({ContributionStatus.NOTED, ContributionStatus.READ_BACK})

"""Column types, and what every column says about itself.

Each column carries a classification in ``info``. The data map, the privacy notice, a
person's export and the erasure rules are all read from it, and a test fails on a column
that does not say what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class DataClass(StrEnum):
    """How much a column can tell about a person."""

    NONE = "none"  # Nothing about any person.
    ORDINARY = "ordinary"  # About a person, but not that she attends.
    SPECIAL = "special"  # Lets health be inferred (GDPR Art. 9): that she attends, what she said.
    SECRET = "secret"  # noqa: S105 -- The class of what opens something.
    PSEUDONYMOUS = "pseudonymous"  # Points at a person only together with a secret kept apart.


@dataclass(frozen=True, slots=True)
class Classification:
    """What a column holds, why, how long, and whether its person gets it in her export."""

    data_class: DataClass
    purpose: str
    retention: str
    exported: bool = False


def plain(purpose: str = "Structure of the gathering.") -> dict[str, Classification]:
    """Classify a column that says nothing about a person."""
    return {"data": Classification(DataClass.NONE, purpose, "with its row")}


def personal(
    data_class: DataClass, *, purpose: str, retention: str, exported: bool = True
) -> dict[str, Classification]:
    """Classify a column about a person; ``retention`` names a rule of the privacy notice."""
    return {"data": Classification(data_class, purpose, retention, exported)}


def secret(purpose: str, *, retention: str) -> dict[str, Classification]:
    """Classify a column that opens something, or is a hash of what does."""
    return {"data": Classification(DataClass.SECRET, purpose, retention)}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored and given back in UTC; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Turn a moment into UTC. Raises ValueError when it has no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone before it is stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment back in UTC; SQLite stores it without saying so."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PersonalText(TypeDecorator[str]):
    """Text about a person: the one type for it, so that encryption will be one change."""

    impl = Text
    cache_ok = True

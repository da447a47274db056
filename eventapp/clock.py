"""The time of day, read in one place, so that every rule can take it as an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)

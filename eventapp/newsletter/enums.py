"""Where a letter is on its way."""

from __future__ import annotations

from enum import StrEnum


class IssueStatus(StrEnum):
    """A letter is written, goes out, and has gone out or was stopped."""

    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"

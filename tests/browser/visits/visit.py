"""One page in one state: who opens it, where, and what she does there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], None]

# What is no page: who asks for it, where, and the kind it is.
Files = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Visit:
    """One page in one state."""

    who: str
    path: str
    act: Act | None = None
    status: int = 200

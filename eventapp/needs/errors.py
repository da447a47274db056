"""What can be refused around needs."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class NeedsNotTaken(Conflict):
    """Somebody without a place, or after the day, tells what she needs."""

    def __init__(self) -> None:
        """Say it, and that nothing was written."""
        super().__init__(N_("We only keep this for people who are coming. Nothing was saved."))

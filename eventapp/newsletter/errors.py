"""What can be refused around letters."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class AlreadyOut(Conflict):
    """Somebody wanted to change a letter that people have in their inboxes."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__(N_("This letter is out already. Write a new one."))


class NobodyToWriteTo(Conflict):
    """A letter was to be sent while nobody has asked for letters."""

    def __init__(self) -> None:
        """Say where people ask for them."""
        super().__init__(N_("Nobody has asked for your letters yet. Share the page first."))

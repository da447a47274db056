"""What can be refused around texts and what people say yes to."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class TextHasChanged(Conflict):
    """Somebody said yes to a text that has been replaced since she read it."""

    def __init__(self) -> None:
        """Ask her to read the new one."""
        super().__init__(
            N_("The text has been changed since you opened the page. Read it once more.")
        )


class WrittenMeanwhile(Conflict):
    """Two people wrote a new version of one text at the same time."""

    def __init__(self) -> None:
        """Say that nothing of hers was stored, and that it still stands on her page."""
        super().__init__(
            N_("Somebody else has written a new version meanwhile. Look at it before you publish.")
        )

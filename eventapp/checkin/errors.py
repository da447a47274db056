"""What can be refused at the door, each with the sentence the helper sees."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class DoorClosed(Conflict):
    """It is not the day of the gathering."""

    def __init__(self) -> None:
        """Say when there is a door."""
        super().__init__(
            N_("The door is open from the day before to the day after. Nobody was let in.")
        )


class PageUsedBefore(Conflict):
    """A page that went back and forth was about to let somebody in under another's record."""

    def __init__(self) -> None:
        """Say what to do: the page has a fresh number by now."""
        super().__init__(N_("This page has been used already. Press once more."))


class NotYoursToUndo(Conflict):
    """A door host wanted to take back an older arrival, or another door's."""

    def __init__(self) -> None:
        """Say what she can take back herself, and who can do the rest."""
        super().__init__(
            N_(
                "You can take back what you did yourself in the last five minutes. "
                "An organiser can take back the rest."
            )
        )

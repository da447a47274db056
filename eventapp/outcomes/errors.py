"""What can be refused around the write-up."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class HasWriteUp(Conflict):
    """A write-up was begun twice."""

    def __init__(self) -> None:
        """Say that the first one is there."""
        super().__init__(N_("The write-up has been begun already. It is below."))


class OnlyOnce(Conflict):
    """A part that the program writes was to stand in the write-up twice."""

    def __init__(self) -> None:
        """Say that it is there."""
        super().__init__(N_("That part is in the write-up already."))


class WrongVoice(Conflict):
    """The host or a source was to speak where only peers do."""

    def __init__(self) -> None:
        """Say where it can stand instead."""
        super().__init__(N_("Only peers speak here. Put the host's words in a part of their own."))


class NotReady(Conflict):
    """The write-up cannot be published as it is."""

    def __init__(self) -> None:
        """Say where the reasons stand."""
        super().__init__(N_("Some sentences need something first. They are listed below."))


class NothingToReadYet(Conflict):
    """Somebody wants to send the link to a write-up that only the organisers can see."""

    def __init__(self) -> None:
        """Say what comes first."""
        super().__init__(N_("Publish the write-up first. Nothing was sent."))

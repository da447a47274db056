"""What can be refused around the organiser's people."""

from __future__ import annotations

from eventapp.errors import N_, Conflict, DomainError


class MessageHasStarted(Conflict):
    """Somebody changes a message that is on its way."""

    def __init__(self) -> None:
        """Say that it cannot be called back by changing it."""
        super().__init__(N_("This message is on its way already, so its words stay as they are."))


class NobodyToWriteTo(Conflict):
    """A message would go to nobody."""

    def __init__(self) -> None:
        """Say who is missing."""
        super().__init__(N_("None of those you chose has an e-mail that works. Choose others."))


class SheetProblem(DomainError):
    """A file that cannot be read as a list of people, with the sentence that says why."""

    status = 422

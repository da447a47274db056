"""What can be refused around rounds, tables and notes."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class NotesAreClosed(Conflict):
    """Somebody wrote at a table before the notes were opened, or after they were closed."""

    def __init__(self) -> None:
        """Say it, and that nothing was written."""
        super().__init__(N_("Notes are not open right now. Nothing was saved."))


class TableIsClosed(Conflict):
    """Somebody wrote at a table that has finished."""

    def __init__(self) -> None:
        """Say who can open it again."""
        super().__init__(N_("This table has finished. The organiser can open it again."))


class NoteIsTakenUp(Conflict):
    """A note that is gone, or is part of the write-up already, was to be changed."""

    def __init__(self) -> None:
        """Say that it cannot be changed here any more."""
        super().__init__(N_("This contribution can no longer be changed here."))


class OthersHaveWritten(Conflict):
    """The notes changed between the reading aloud and the yes to them."""

    def __init__(self) -> None:
        """Ask to read once more: a yes is to what was heard."""
        super().__init__(
            N_("Somebody has written since you opened this page. Read it all once more.")
        )


class NothingToRead(Conflict):
    """A table was to be read back that holds no notes."""

    def __init__(self) -> None:
        """Say that there is nothing yet."""
        super().__init__(N_("There is nothing to read aloud yet."))


class NotesAreThere(Conflict):
    """A round or a table was to be removed where something has been noted."""

    def __init__(self) -> None:
        """Say why it stays."""
        super().__init__(N_("It cannot be removed: something has been noted there."))


class NumberIsTaken(Conflict):
    """Two rounds, or two tables of a round, cannot have one number."""

    def __init__(self, number: int) -> None:
        """Name the number."""
        super().__init__(N_("Number %(number)s is in use. Choose another."), number=number)


class ProgrammeHasChanged(Conflict):
    """The programme changed since the page was opened, by another hand or a second press."""

    def __init__(self) -> None:
        """Say that nothing more was made."""
        super().__init__(
            N_("The programme has changed since you opened this page. Nothing more was added.")
        )

"""What can be refused around taking part."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class RegistrationClosed(Conflict):
    """Somebody tried to sign up before the opening or after the close."""

    def __init__(self) -> None:
        """Say it, and that nothing was written."""
        super().__init__(N_("Sign-up is not open right now. Nothing was sent."))


class SeatGoesWithIt(Conflict):
    """Somebody with a seat would become one of those for whom there is none."""

    def __init__(self) -> None:
        """Say what she can do instead."""
        super().__init__(
            N_(
                "Your seat goes with the region and the kind of peer you told us. Write to those "
                "who hold the gathering if it was a slip."
            )
        )


class TooFewFreeSeats(Conflict):
    """More seats were to be held for an invitation than are free."""

    def __init__(self, free: int) -> None:
        """Say how many there are."""
        super().__init__(
            N_("So many seats are not free. Free to hold right now: %(free)s."), free=free
        )


class HeldInThePast(Conflict):
    """Seats were to be held until a day that is over."""

    def __init__(self) -> None:
        """Say what to change."""
        super().__init__(N_("The day until which the seats are kept is over. Choose a later one."))


class SignedUpAlready(Conflict):
    """An organiser types in an address that has a place, or waits for one, already."""

    def __init__(self) -> None:
        """Say it to the organiser, who may know; no page of a stranger says so."""
        super().__init__(N_("Somebody with this address is signed up already. Nothing changed."))

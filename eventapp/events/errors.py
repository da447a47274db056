"""What can be refused around making a gathering."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class NotReadyToPublish(Conflict):
    """Pages of the day must name whom to ask and whom to call."""

    def __init__(self) -> None:
        """Say what is missing and where it is filled in."""
        super().__init__(
            N_(
                "Before a gathering is published, your association needs a contact person and "
                "a helpline. Fill them in under “Your association”."
            )
        )


class AnsweredAlready(Conflict):
    """Somebody else has answered the proposal meanwhile."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(N_("This proposal has been answered already."))

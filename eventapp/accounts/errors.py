"""What can be refused around signing in and membership."""

from __future__ import annotations

from eventapp.errors import N_, Conflict, Gone


class LinkRanOut(Gone):
    """A mailed link was used before, is too old, or never was ours: people cannot tell which."""

    def __init__(self) -> None:
        """Say one sentence for all three."""
        super().__init__(N_("This link no longer works."))


class AlreadyMember(Conflict):
    """Somebody was invited who is in the association already."""

    def __init__(self) -> None:
        """Say it without repeating the address."""
        super().__init__(N_("That person is already with you."))


class LastOwner(Conflict):
    """The association would be left without an owner."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(N_("Somebody must be the owner. Make another person owner first."))


class PasskeyNotTaken(Conflict):
    """A passkey was unknown, old, copied, meant for another site: people cannot tell which."""

    def __init__(self) -> None:
        """Say one sentence for all of them."""
        super().__init__(N_("That passkey opens nothing here. Use the link in a mail instead."))


class TooManyPasskeys(Conflict):
    """Somebody has more keys than anybody can keep an eye on."""

    def __init__(self, most: int) -> None:
        """Say what to do first."""
        super().__init__(
            N_("You have %(most)s passkeys already. Take one out that you do not use."), most=most
        )

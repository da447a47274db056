"""What can be refused around proposals and answers."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class ProposalsClosed(Conflict):
    """Somebody proposed before the opening or after the close."""

    def __init__(self) -> None:
        """Say it, and that nothing was sent."""
        super().__init__(N_("Topics cannot be proposed right now. Nothing was sent."))


class SentBefore(Conflict):
    """The page was sent once already, with other words: perhaps she went back and changed it."""

    def __init__(self) -> None:
        """Ask whether it is to be a second proposal."""
        super().__init__(
            N_(
                "You have sent a topic from this page. Do you want to send this one too? Press again."
            )
        )


class WordsTaken(Conflict):
    """Another proposal of the gathering has the same three words: once in some 20,000 times."""

    def __init__(self) -> None:
        """Ask for another try: the next page brings other words."""
        super().__init__(N_("It did not get through. Press once more."))


class ProposedOften(Conflict):
    """One participant has proposed many topics within the hour."""

    def __init__(self) -> None:
        """Say when it works again."""
        super().__init__(N_("You have sent five topics in an hour. Wait a little with the next."))


class WordsUnknown(Conflict):
    """No proposal of the gathering has these three words."""

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__(N_("We do not know these three words. Look at the spelling."))


class TriedOften(Conflict):
    """Three words were tried many times within the hour, by whomever."""

    def __init__(self) -> None:
        """Say that it works again, and that the link works now."""
        super().__init__(N_("Many words have been tried just now. Wait an hour, or use your link."))


class SomebodyHasAnswered(Conflict):
    """The words cannot change any more: somebody has answered them."""

    def __init__(self) -> None:
        """Say why, and what is left."""
        super().__init__(
            N_("Somebody has answered your topic, so its words stay. You can still withdraw it.")
        )


class WordsStay(Conflict):
    """The proposal is withdrawn, placed or parked, so its words are not changed."""

    def __init__(self) -> None:
        """Say it in one sentence."""
        super().__init__(N_("The words of this topic can no longer be changed."))


class SupportClosed(Conflict):
    """Somebody answered before the opening or after the close."""

    def __init__(self) -> None:
        """Say that the answer was not taken."""
        super().__init__(N_("You cannot answer right now. This answer was not kept."))


class CardChanged(Conflict):
    """The card was changed or taken away while somebody looked at it."""

    def __init__(self) -> None:
        """Say that the answer was not kept, because it was to other words."""
        super().__init__(
            N_("That topic was changed while you looked at it, so your answer was not kept.")
        )


class SupportStillOpen(Conflict):
    """Somebody wanted a count while people can still answer."""

    def __init__(self) -> None:
        """Say the promise."""
        super().__init__(N_("Nothing is counted before the answers close."))


class NotPausable(Conflict):
    """Only an open proposal can be paused."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(N_("Only an open topic can be paused."))


class NotPaused(Conflict):
    """Only a paused proposal can be opened again."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(N_("This topic is not paused."))

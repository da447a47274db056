"""What can be refused around an organiser's own questions."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class TooManyQuestions(Conflict):
    """A form this long is not filled in on a phone on a hard day."""

    def __init__(self, most: int) -> None:
        """Say how many there is room for."""
        super().__init__(
            N_("There is room for %(most)s questions. Which ones can you do without?"), most=most
        )


class OthersDependOnIt(Conflict):
    """Another question is shown only with an answer to this one."""

    def __init__(self) -> None:
        """Say which one to change first."""
        super().__init__(
            N_("Another question is shown only with this answer. Change that question first.")
        )


class ConditionGone(Conflict):
    """What a question was to depend on was changed or removed meanwhile."""

    def __init__(self) -> None:
        """Ask for another choice."""
        super().__init__(
            N_("The answer it depends on is no longer there. Choose again who gets it.")
        )


class StandsInOrder(Conflict):
    """A question and the one it depends on would change places."""

    def __init__(self) -> None:
        """Say why it stays."""
        super().__init__(N_("A question stays below the one it depends on."))


class PromiseStands(Conflict):
    """People have answered, having been told who sees it and when it is erased."""

    def __init__(self) -> None:
        """Say what may still be changed."""
        super().__init__(
            N_(
                "People have answered already. So fewer may see it, or it may be erased earlier, "
                "but not the other way."
            )
        )


class AnsweredAsItStands(Conflict):
    """The day is over, so somebody may have answered the question without us knowing it."""

    def __init__(self) -> None:
        """Say what can be done instead."""
        super().__init__(
            N_(
                "The gathering is over, and people may have answered this question. Remove it and "
                "add a new one instead."
            )
        )


class AnswersClosed(Conflict):
    """Somebody wanted to change her answers after the gathering."""

    def __init__(self) -> None:
        """Say that what she answered stays."""
        super().__init__(N_("The gathering is over, so your answers stay as they are."))

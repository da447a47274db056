"""What can be refused when somebody says how the day was."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class EvaluationClosed(Conflict):
    """It is too early or too late, or she was not there."""

    def __init__(self) -> None:
        """Say it, and that nothing was sent."""
        super().__init__(N_("The form is not open right now. Nothing was sent."))


class SaidAlready(Conflict):
    """Everybody has one voice, and this one has been heard."""

    def __init__(self) -> None:
        """Say which one counts."""
        super().__init__(N_("You have answered already. The first time counts."))


class NothingSaid(Conflict):
    """The form was sent with nothing in it, which would have used up her voice."""

    def __init__(self) -> None:
        """Ask for one answer."""
        super().__init__(N_("Answer at least one of the questions."))

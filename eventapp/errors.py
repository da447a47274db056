"""What can be refused, each with the sentence people see.

A refusal knows nothing of the web. Its sentence is an English message id with named
gaps; the page that shows it translates it (``web.refusals.sentence_of``).
"""

from __future__ import annotations


def N_(sentence: str) -> str:  # noqa: N802 -- The name gettext's tools look for.
    """Mark a sentence for the translators without translating it here."""
    return sentence


class DomainError(Exception):
    """Something a person asked for that cannot be done, with a sentence that says why."""

    status = 409

    def __init__(self, sentence: str, **gaps: object) -> None:
        """Keep the sentence apart from what fills its gaps, so that it can be translated."""
        super().__init__(sentence % gaps if gaps else sentence)
        self.sentence = sentence
        self.gaps = gaps


class Conflict(DomainError):
    """It was possible a moment ago, or will be later, but not as things are now."""


class NotAllowed(DomainError):
    """The person may not do this; shown only where saying so reveals nothing."""

    status = 403


class NotFound(DomainError):
    """It is absent, hidden or somebody else's: people cannot tell which."""

    status = 404

    def __init__(self) -> None:
        """Say the same sentence whatever the reason is."""
        super().__init__(N_("There is no page here."))


class Gone(DomainError):
    """It was here and has run out: a link that was used, or is too old."""

    status = 410

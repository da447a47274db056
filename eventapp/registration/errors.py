"""What can be refused around taking part."""

from __future__ import annotations

from eventapp.errors import N_, Conflict


class RegistrationClosed(Conflict):
    """Somebody tried to sign up before the opening or after the close."""

    def __init__(self) -> None:
        """Say it, and that nothing was written."""
        super().__init__(N_("Sign-up is not open right now. Nothing was sent."))

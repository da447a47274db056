"""Where somebody goes after signing in: a page of ours for organisers, never another site."""

from __future__ import annotations

import re

from eventapp.accounts.models import LONGEST_PATH

# Browsers drop tabs and line breaks and turn "\\" into "/", and "//" begins a host name. So
# only printable ASCII less the backslash is let through, and only below our own first step.
_OURS = re.compile(r"/organise(?:[/?][\x21-\x5b\x5d-\x7e]*)?")
_SECRET = re.compile(r"[A-Z2-7]{26}")


def own_path(asked: str | None) -> str | None:
    """Give the path back when it may be remembered and gone to, else None.

    An address that holds a secret is neither: it would stand in the database in clear.
    """
    if not asked or len(asked) > LONGEST_PATH or _SECRET.search(asked):
        return None
    return asked if _OURS.fullmatch(asked) else None

"""A person's pass on paper."""

from __future__ import annotations

from eventapp.registration.passes import Pass


def pass_pdf(entry: Pass, *, language: str) -> bytes:
    """Make one page with the pass."""
    raise NotImplementedError

"""Whose mail comes back: the one place that knows how it is told."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from eventapp.registration.models import Registration


def comes_back() -> ColumnElement[bool]:
    """Give the condition that mail to a registration comes back."""
    return Registration.address_failed_at.is_not(None)

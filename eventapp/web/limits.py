"""Limits on how often something may be asked for, without ever locking a named person out."""

from __future__ import annotations

from limits import parse

from eventapp.extensions import limiter


def within(limit: str, purpose: str, key: str) -> bool:
    """Count one use and tell whether it is within ``limit``, like ``"3 per hour"``.

    The key should be a hash where it stands for a person: counters are kept in memory, or
    in the store named by LIMITS_URL.
    """
    return limiter.limiter.hit(parse(limit), purpose, key)

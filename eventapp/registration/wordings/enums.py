"""The kinds of mails about taking part."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """What a mail tells. The value is stored, and stands in the addresses of pages."""

    REGISTERED = "registered"
    WAITING = "waiting"
    OFFERED = "offered"
    PROMOTED = "promoted"
    OFFER_RAN_OUT = "offer_ran_out"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMINDER_WEEK = "reminder_week"
    REMINDER_DAY = "reminder_day"
    PRACTICAL = "practical"
    THANKS = "thanks"
    GATHERING_CANCELLED = "gathering_cancelled"
    INVITATION = "invitation"
    ATTENDED = "attended"


#: The two forms of every mail, as they stand in addresses. Who is invited has not chosen yet.
FORMS = ("discreet", "plain")
DISCREET_ONLY = frozenset({LetterKind.INVITATION})

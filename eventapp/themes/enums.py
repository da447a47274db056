"""States of a theme proposal, the three answers, and who acts in the open log."""

from __future__ import annotations

from enum import StrEnum


class EnteredBy(StrEnum):
    """Who typed a proposal in. Nothing says who wrote it."""

    SELF = "self"
    ON_BEHALF = "on_behalf"  # From a piece of paper or a phone call.
    HOST = "host"  # The organisers' own; left out of the share that came from peers.


class ProposalStatus(StrEnum):
    """Where a proposal is in its life."""

    OPEN = "open"
    PAUSED = "paused"
    PLACED = "placed"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


class PauseReason(StrEnum):
    """The only reasons for which a proposal can be paused."""

    NAMES_A_PERSON = "names_a_person"
    CONTACT_DETAILS = "contact_details"
    RISK = "risk"
    INSULT = "insult"
    TEST_ENTRY = "test_entry"


class SupportValue(StrEnum):
    """What a person answers to a proposal. The three weigh the same."""

    YES = "yes"
    MAYBE = "maybe"
    PASS = "pass"  # noqa: S105 -- It means "skip".


class WindowPurpose(StrEnum):
    """What a secret of a gathering is used for."""

    SUPPORT = "support"  # Turns people into ballots.
    RECEIPT_WORDS = "receipt_words"  # Salts the slow hash of the three words.
    EVALUATION = "evaluation"  # Turns people into ballots, so that each says once how the day was.


class LogRole(StrEnum):
    """Who did something that stands in the open log. Never a person, always a role."""

    ORGANISER = "organiser"
    STEWARD = "steward"
    TABLE_HOST = "table_host"
    NOTE_TAKER = "note_taker"
    EDITORIAL_GROUP = "editorial_group"
    PARTICIPANT = "participant"
    PROGRAM = "program"

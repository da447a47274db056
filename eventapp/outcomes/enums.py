"""States of a write-up, and what its parts can be."""

from __future__ import annotations

from enum import StrEnum


class WriteUpStatus(StrEnum):
    """How far a write-up has come. The read-through will stand between the two."""

    DRAFT = "draft"
    PUBLISHED = "published"


class SectionKind(StrEnum):
    """What a section is; some are written by the program."""

    LEAD = "lead"
    SUMMARY = "summary"
    METHOD = "method"
    CONTEXT = "context"
    THEME = "theme"
    DESIRED_CHANGE = "desired_change"
    CLOSING = "closing"
    NEXT = "next"
    CALL = "call"
    BACKGROUND = "background"
    THANKS = "thanks"
    ALONE = "alone"
    COLOPHON = "colophon"


ONCE = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.METHOD,
        SectionKind.THANKS,
        SectionKind.ALONE,
        SectionKind.COLOPHON,
    }
)
#: Where only peers speak: the host's voice never stands inside a theme.
PEERS_ONLY = frozenset({SectionKind.THEME, SectionKind.DESIRED_CHANGE})


class Voice(StrEnum):
    """Who speaks in a paragraph."""

    PEERS = "peers"
    HOST = "host"
    SOURCE = "source"


class ParagraphRole(StrEnum):
    """What a paragraph does where it stands."""

    PLAIN = "plain"
    MESSAGE = "message"
    LEAD_SENTENCE = "lead_sentence"
    SUBHEADING = "subheading"
    DISAGREEMENT = "disagreement"
    QUOTE = "quote"
    MEANING = "meaning"


class Quantifier(StrEnum):
    """A word for how many, which a count must back."""

    ALL = "all"
    BROAD_AGREEMENT = "broad_agreement"
    MOST = "most"
    MANY = "many"
    SEVERAL = "several"
    SOME = "some"
    SINGLE = "single"
    MOST_WEIGHT = "most_weight"
    ESPECIALLY = "especially"


class ChangeKind(StrEnum):
    """What a desired change is: something missed, wished for or dreamt of."""

    LACK = "lack"
    WISH = "wish"
    DREAM = "dream"


class ChangeStatus(StrEnum):
    """What has become of a desired change."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    ANSWERED = "answered"
    LET_GO = "let_go"


class PrintingState(StrEnum):
    """How far a PDF has come."""

    WAITING = "waiting"
    AT_WORK = "at_work"
    READY = "ready"
    FAILED = "failed"

"""What a question is for, how it is answered, and who sees the answers."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """When a question is asked."""

    REGISTRATION = "registration"  # With the sign-up; the answer belongs to a person.
    EVALUATION = "evaluation"  # After the day; the answer belongs to nobody.


class QuestionKind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    NUMBER = "number"


WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})

#: What another question may depend on: answers that can be pointed at.
DECIDES = WITH_OPTIONS | {QuestionKind.YES_NO}


class SeenBy(StrEnum):
    """Who sees the answers, the person herself aside."""

    ORGANISERS = "organisers"
    OWNERS = "owners"


class YesNo(StrEnum):
    """The two answers to a question of yes or no, as they are stored."""

    YES = "yes"
    NO = "no"


class Topic(StrEnum):
    """What we would rather not know of anybody (privacy: ask little)."""

    HEALTH = "health"
    NEEDS = "needs"
    CPR = "cpr"
    BIRTH = "birth"
    ADDRESS = "address"
    PHONE = "phone"
    EMPLOYER = "employer"

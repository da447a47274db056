"""Answers as they are stored, and as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from eventapp.questions.enums import QuestionKind, YesNo
from eventapp.questions.models import Question

#: Question → stored answer. A question that was not answered is not in it.
Given = Mapping[int, str]
NO_ANSWERS: Final[Given] = MappingProxyType({})

_MANY = " "  # Between the numbers of several options.


def values_of(question: Question) -> list[str]:
    """List what can be chosen, as it is stored; nothing for a question answered in words."""
    if question.kind is QuestionKind.YES_NO:
        return [value.value for value in YesNo]
    return [str(option.id) for option in question.options]


def stored(question: Question, data: Any) -> str | None:
    """Write what a form holds the way it is stored; None for what is no answer."""
    match question.kind:
        case QuestionKind.NUMBER:
            return None if data is None else str(data)
        case QuestionKind.SEVERAL:
            chosen = set(data or ())
            return _MANY.join(value for value in values_of(question) if value in chosen) or None
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            return data if data in values_of(question) else None
        case _:
            return data or None


def for_form(question: Question, text: str) -> Any:
    """Give a stored answer the way the question's field takes it."""
    match question.kind:
        case QuestionKind.NUMBER:
            return int(text)
        case QuestionKind.SEVERAL:
            return text.split(_MANY)
        case _:
            return text


def chosen_in(question: Question, text: str) -> list[str]:
    """List the values an answer chooses; for words and numbers it is the answer itself."""
    return text.split(_MANY) if question.kind is QuestionKind.SEVERAL else [text]


def still_possible(question: Question, text: str) -> str | None:
    """Give an answer less what can no longer be chosen; None when nothing is left of it."""
    if question.kind in {QuestionKind.LINE, QuestionKind.TEXT, QuestionKind.NUMBER}:
        return text
    values = values_of(question)
    return _MANY.join(value for value in chosen_in(question, text) if value in values) or None


def without(question: Question, text: str, value: str) -> str | None:
    """Give an answer without one of the things it chose; None when nothing is left of it."""
    left = [chosen for chosen in chosen_in(question, text) if chosen != value]
    return _MANY.join(left) or None

"""Words for questions and their answers, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventapp.questions.enums import Purpose, QuestionKind, SeenBy, Topic, YesNo
from eventapp.questions.models import Question
from eventapp.questions.values import chosen_in

KIND_WORDS = [
    (QuestionKind.LINE.value, _l("One line")),
    (QuestionKind.TEXT.value, _l("A longer text")),
    (QuestionKind.CHOICE.value, _l("One of several options")),
    (QuestionKind.SEVERAL.value, _l("Any number of options")),
    (QuestionKind.YES_NO.value, _l("Yes or no")),
    (QuestionKind.NUMBER.value, _l("A whole number")),
]
SEEN_BY_WORDS = [
    (SeenBy.ORGANISERS.value, _l("Everybody who organises")),
    (SeenBy.OWNERS.value, _l("Only owners")),
]
YES_NO_WORDS = [(YesNo.YES.value, _l("Yes")), (YesNo.NO.value, _l("No"))]
PURPOSE_WORDS = {
    Purpose.REGISTRATION: _l("When people sign up"),
    Purpose.EVALUATION: _l("After the day"),
}
WHY_LITTLE = {
    Topic.HEALTH: _l("This asks about health. Nobody should have to tell that to take part."),
    Topic.NEEDS: _l(
        "This asks what somebody needs. Needs have a place of their own, which few people see."
    ),
    Topic.CPR: _l("This asks for a CPR number. We never need one."),
    Topic.BIRTH: _l("This asks for age or birth. It makes people easy to recognise."),
    Topic.ADDRESS: _l("This asks where somebody lives. The region is asked already."),
    Topic.PHONE: _l("This asks for a phone number. You can write to everybody from here."),
    Topic.EMPLOYER: _l("This asks where somebody works. A workplace must not learn who comes."),
}


def label_of(question: Question, value: str) -> str:
    """Give the words for one thing that can be chosen."""
    if question.kind is QuestionKind.YES_NO:
        return str(dict(YES_NO_WORDS)[value])
    return next((one.label for one in question.options if str(one.id) == value), "")


def answer_in_words(question: Question, text: str) -> str:
    """Give a stored answer as people read it."""
    if question.kind in {QuestionKind.LINE, QuestionKind.TEXT, QuestionKind.NUMBER}:
        return text
    return ", ".join(filter(None, (label_of(question, one) for one in chosen_in(question, text))))


def condition_in_words(question: Question, earlier: Question) -> str:
    """Say with which answer to an earlier question alone a question is asked."""
    return _(
        "Only if you answered “%(answer)s” to “%(question)s”.",
        answer=label_of(earlier, question.shown_if_value or ""),
        question=earlier.text,
    )

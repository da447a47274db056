"""A form with an organiser's questions in it, each as a field of its own kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from flask_babel import gettext as _
from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from eventapp.questions.enums import QuestionKind
from eventapp.questions.models import Question
from eventapp.questions.policies import asked
from eventapp.questions.values import Given, for_form, stored
from eventapp.questions.wording import YES_NO_WORDS, condition_in_words
from eventapp.web.fields import WholeNumberField
from eventapp.web.forms import (
    NOT_A_CHOICE,
    Form,
    Words,
    choices,
    line,
    shows_something,
    text,
)

LONGEST_LINE = 200
LONGEST_TEXT = 2000
LARGEST_NUMBER = 999_999

FormClass = TypeVar("FormClass", bound=type[Form])


class _Offered:
    """Say it when something was sent that is not on offer: an option that was just removed."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation; no answer at all is no mistake here."""
        sent = field.data if isinstance(field.data, list) else [field.data or ""]
        if not {"", *sent} <= {"", *(choice.value for choice in field.choices)}:
            raise StopValidation(str(NOT_A_CHOICE))


class _Questions:
    """What a form with questions does besides: it hears only what it has asked."""

    questions: Sequence[Question] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """Look at the answers to questions that are asked; those of the others do not count."""
        form = cast("Any", self)
        super().validate(extra_validators)  # type: ignore[misc]
        in_play = {question.id for question in asked(self.questions, self._typed())}
        for question in self.questions:
            field = form[question.field_name]
            if question.id not in in_play:
                field.errors = ()
            elif question.is_required and not field.errors and _answer(question, field) is None:
                field.errors = (_needed(question),)
        return not form.errors

    def given(self) -> Given:
        """Give what was answered, the questions that were not asked left out."""
        typed = self._typed()
        return {one.id: typed[one.id] for one in asked(self.questions, typed) if one.id in typed}

    def _typed(self) -> Given:
        form = cast("Any", self)
        read = {one.id: _answer(one, form[one.field_name]) for one in self.questions}
        return {question_id: answer for question_id, answer in read.items() if answer is not None}


def form_with_questions(base: FormClass, questions: Sequence[Question]) -> FormClass:
    """Make a form that asks an organiser's questions after what ``base`` asks.

    The field of question 12 is named q12. ``given()`` gives the answers.
    """
    by_id = {question.id: question for question in questions}
    fields = {one.field_name: _field(one, by_id) for one in questions}
    made = type(base.__name__, (_Questions, base), {"questions": questions, **fields})
    return cast("FormClass", made)


def filled(form: FormClass, given: Given) -> Any:
    """Open such a form with what was answered before."""
    questions: Sequence[Question] = cast("Any", form).questions
    return form(
        **{one.field_name: for_form(one, given[one.id]) for one in questions if one.id in given}
    )


def _answer(question: Question, field: Any) -> str | None:
    answer = stored(question, field.data)
    return answer if answer is not None and shows_something(answer) else None


def _needed(question: Question) -> str:
    sentences = {
        QuestionKind.LINE: _("Write something here."),
        QuestionKind.TEXT: _("Write something here."),
        QuestionKind.NUMBER: _("Write a number."),
    }
    return sentences.get(question.kind, str(NOT_A_CHOICE))


def _field(question: Question, by_id: dict[int, Question]) -> Field:
    label = (
        question.text
        if question.is_required
        else _("%(question)s (optional)", question=question.text)
    )
    condition = by_id.get(question.shown_if_question_id or 0)
    hints = [] if condition is None else [condition_in_words(question, condition)]
    hint = " ".join([*hints, question.help]).strip()
    return _MAKERS[question.kind](question, label, hint)


def _radios(words: Words, question: Question, label: str, hint: str) -> Field:
    # Whoever need not answer can take an answer back, which a dot alone does not let her.
    silence = [] if question.is_required else [("", _("No answer"))]
    return RadioField(
        label,
        choices=choices([*words, *silence]),
        validate_choice=False,
        validators=[_Offered()],
        description=hint,
        default=None if question.is_required else "",
    )


def _ticks(question: Question, label: str, hint: str) -> Field:
    return SelectMultipleField(
        label,
        choices=choices(_options(question)),
        validate_choice=False,
        validators=[_Offered()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=hint,
    )


def _options(question: Question) -> Words:
    return [(str(option.id), option.label) for option in question.options]


_MAKERS: dict[QuestionKind, Callable[[Question, str, str], Field]] = {
    QuestionKind.LINE: lambda _question, label, hint: line(
        label, at_most=LONGEST_LINE, description=hint
    ),
    QuestionKind.TEXT: lambda _question, label, hint: text(
        label, at_most=LONGEST_TEXT, description=hint
    ),
    QuestionKind.CHOICE: lambda question, label, hint: _radios(
        _options(question), question, label, hint
    ),
    QuestionKind.SEVERAL: _ticks,
    QuestionKind.YES_NO: lambda question, label, hint: _radios(YES_NO_WORDS, question, label, hint),
    QuestionKind.NUMBER: lambda _question, label, hint: WholeNumberField(
        label,
        least=0,
        most=LARGEST_NUMBER,
        description=hint,
        render_kw={"inputmode": "numeric"},
    ),
}

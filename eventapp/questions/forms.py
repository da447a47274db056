"""What an organiser fills in to ask something of her own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SubmitField
from wtforms.validators import StopValidation

from eventapp.questions.enums import WITH_OPTIONS, Purpose, QuestionKind, SeenBy, Topic
from eventapp.questions.models import LONGEST_DAYS, USUAL_DAYS, Question
from eventapp.questions.policies import can_decide
from eventapp.questions.sensitive import topics_in
from eventapp.questions.services.asking import Condition, Wording
from eventapp.questions.values import values_of
from eventapp.questions.wording import KIND_WORDS, SEEN_BY_WORDS, label_of
from eventapp.web.fields import WholeNumberField
from eventapp.web.forms import Form, Required, clean_line, from_list, line, one_of
from eventapp.web.forms import text as lines_of_text

LONGEST_QUESTION = 200
LONGEST_OPTION = 120
MOST_OPTIONS = 20
FEWEST_OPTIONS = 2


def _lines(written: str | None) -> list[str]:
    rows = (clean_line(row) for row in (written or "").splitlines())
    # What stands there twice is one option.
    return list(dict.fromkeys(row for row in rows if row))


class QuestionForm(Form):
    """A question, however it is answered and whenever it is asked."""

    #: What the form changes: nothing while a question is new.
    question: Question | None = None
    option_fields: Sequence[tuple[int, str]] = ()

    text = line(_l("Your question"), Required(_l("Write the question.")), at_most=LONGEST_QUESTION)
    help = line(
        _l("What helps to answer it"),
        at_most=300,
        description=_l("Stands under the question. You can leave it empty."),
    )
    options = lines_of_text(
        _l("Options"),
        at_most=4000,
        description=_l("One on each line. Only for questions with options to choose among."),
        render_kw={"rows": "4"},
    )
    is_required = BooleanField(_l("It must be answered"))
    condition = from_list(_l("Who gets this question?"), [], default="")
    #: The second of two buttons: what it is called says that the organiser decides.
    as_it_is = SubmitField(_l("Save it as it is"))

    def validate_options(self, field: Any) -> None:
        """Say it when there is nothing to choose among, or too much."""
        if self.asked_kind() not in WITH_OPTIONS:
            return
        labels = [*filter(None, self.labels().values()), *self.new_options()]
        if len(labels) < FEWEST_OPTIONS:
            raise StopValidation(_("Write at least two options."))
        if len(labels) > MOST_OPTIONS:
            raise StopValidation(_("There is room for %(most)s options.", most=MOST_OPTIONS))
        if any(len(label) > LONGEST_OPTION for label in _lines(field.data)):
            raise StopValidation(
                _("An option has room for %(most)s characters.", most=LONGEST_OPTION)
            )

    def asked_kind(self) -> QuestionKind | None:
        """Give how the question is answered, None while that is unreadable."""
        if self.question is not None:
            return self.question.kind
        sent = self.kind.data
        return QuestionKind(sent) if sent in set(QuestionKind) else None

    def labels(self) -> dict[int, str]:
        """Give the words of the options there were, empty for those that go."""
        return {option_id: self[name].data or "" for option_id, name in self.option_fields}

    def new_options(self) -> list[str]:
        """Give the options that are new."""
        return _lines(self.options.data) if self.asked_kind() in WITH_OPTIONS else []

    def topics(self) -> list[Topic]:
        """List what the question asks that we would rather not know."""
        return topics_in(
            self.text.data or "", self.help.data or "", *self.labels().values(), *self.new_options()
        )

    def wording(self) -> Wording:
        """Give what was filled in."""
        earlier, _colon, value = (self.condition.data or "").partition(":")
        return Wording(
            text=self.text.data,
            help=self.help.data,
            is_required=self.is_required.data,
            seen_by=SeenBy(self.seen_by.data) if "seen_by" in self else SeenBy.ORGANISERS,
            erase_after_days=self.erase_after_days.data
            if "erase_after_days" in self
            else USUAL_DAYS,
            condition=Condition(int(earlier), value) if earlier else None,
        )


class _KindOfQuestion(Form):
    kind = one_of(_l("How is it answered?"), KIND_WORDS, default=QuestionKind.LINE.value)


class _OfAPerson(Form):
    """What is decided of answers that belong to people."""

    seen_by = one_of(
        _l("Who sees the answers?"),
        SEEN_BY_WORDS,
        default=SeenBy.ORGANISERS.value,
        description=_l("The person herself always sees her own."),
    )
    erase_after_days = WholeNumberField(
        _l("How many days after the gathering are they erased?"),
        least=0,
        most=LONGEST_DAYS,
        default=USUAL_DAYS,
        render_kw={"inputmode": "numeric"},
    )

    def validate_erase_after_days(self, field: Any) -> None:
        """Ask for a number; none at all would mean never."""
        if field.data is None and not field.process_errors:
            raise StopValidation(_("Write a number."))


def new_question_form(purpose: Purpose, earlier: Sequence[Question]) -> Any:
    """Open the form of a question that is not asked yet."""
    form = _form_class(purpose, (QuestionForm, _KindOfQuestion))()
    _offer_conditions(form, earlier)
    return form


def question_form(question: Question, earlier: Sequence[Question]) -> Any:
    """Open the form of a question as it is asked now."""
    option_fields = [(option.id, f"o{option.id}") for option in question.options]
    fields = {
        name: line(_("Option %(number)s", number=place), at_most=LONGEST_OPTION)
        for place, (_id, name) in enumerate(option_fields, start=1)
    }
    made = _form_class(
        question.purpose,
        (QuestionForm,),
        {"question": question, "option_fields": option_fields, **fields},
    )
    decided_by = question.shown_if_question_id
    form = made(
        text=question.text,
        help=question.help,
        is_required=question.is_required,
        condition=f"{decided_by}:{question.shown_if_value}" if decided_by else "",
        seen_by=question.seen_by.value,
        erase_after_days=question.erase_after_days,
        **{f"o{option.id}": option.label for option in question.options},
    )
    form.options.label.text = _("More options")
    form.options.description = _("One on each line.")
    _offer_conditions(form, earlier)
    return form


def _form_class(
    purpose: Purpose, bases: tuple[type, ...], parts: dict[str, Any] | None = None
) -> Any:
    of_a_person = (_OfAPerson,) if purpose is Purpose.REGISTRATION else ()
    return type("QuestionForm", (*bases, *of_a_person), parts or {})


def _offer_conditions(form: Any, earlier: Sequence[Question]) -> None:
    offered = [
        (f"{one.id}:{value}", f"“{one.text}” – {label_of(one, value)}")
        for one in earlier
        if can_decide(one)
        for value in values_of(one)
    ]
    form.condition.choices = [("", _("Everybody")), *offered]

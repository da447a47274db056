"""What every form has: text made safe to keep, one sentence per mistake, nothing lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from eventapp.errors import DomainError
from eventapp.web.refusals import sentence_of

# Characters that turn the direction of the text around them: they can make a name read as
# another one. Arabic and Hebrew do not need them.
_TURNS_TEXT = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
# What ends a line besides the line feed: the last two are Unicode's own.
_ENDS_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Characters for programs' own use, which XML, and so a PDF, may not hold (Unicode 23.7).
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef]|["
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
# Letters by class that show nothing all the same.
_LOOKS_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
NOT_A_CHOICE = _l("Choose one of these.")
Words = Sequence[tuple[str, Any]]
_BLANKS = re.compile(r"[ \t\u00a0]+")
_MANY_LINES = re.compile(r"\n{3,}")


def clean_line(text: str | None) -> str:
    """Make one line of what was typed: no control characters, no turned text, no double blanks."""
    return _BLANKS.sub(" ", clean_text(text).replace("\n", " ")).strip()


def clean_text(text: str | None) -> str:
    """Keep what was typed, line by line, less the characters that carry no text.

    Accents are composed (NFC), so that a name is found however it was typed.
    """
    if not text:
        return ""
    lines = _NO_CHARACTER.sub("", _ENDS_LINE.sub("\n", text))
    kept = "".join(
        letter
        for letter in lines.translate(_TURNS_TEXT)
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    # Last, because what was taken out may have stood between a letter and its accent.
    return _MANY_LINES.sub("\n\n", unicodedata.normalize("NFC", kept)).strip()


def shows_something(text: str) -> bool:
    """Tell whether a reader sees anything: joiners and blanks of no width are not a name."""
    return any(
        unicodedata.category(letter)[0] not in "CZ" and letter not in _LOOKS_BLANK
        for letter in text
    )


class Required(DataRequired):
    """Say what is missing in a sentence of the form's own."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation when the field is empty, and say nothing where it is unreadable."""
        if field.process_errors:
            # What could not be read has its sentence already.
            raise StopValidation
        if not field.data or (isinstance(field.data, str) and not shows_something(field.data)):
            raise StopValidation(str(self.message or _l("Write something here.")))


class AtMost(Length):
    """Say how long a text may be, and how long it is."""

    def __init__(self, characters: int) -> None:
        """Take the greatest number of characters."""
        super().__init__(max=characters)

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation when the text is too long; what was typed stays."""
        length = len(field.data or "")
        if length > self.max:
            raise StopValidation(
                _l(
                    "This is %(length)s characters long. There is room for %(most)s.",
                    length=length,
                    most=self.max,
                )
            )


def line(label: Any, *validators: Callable[..., object], at_most: int, **options: Any) -> Field:
    """Make a field for one line of text."""
    return StringField(
        label, validators=[*validators, AtMost(at_most)], filters=[clean_line], **options
    )


def text(label: Any, *validators: Callable[..., object], at_most: int, **options: Any) -> Field:
    """Make a field for several lines of text."""
    return TextAreaField(
        label, validators=[*validators, AtMost(at_most)], filters=[clean_text], **options
    )


def choices(words: Words) -> list[SelectChoice]:
    """Give the choices of a field: what is sent, and the words people see."""
    return [SelectChoice(value=value, label=label) for value, label in words]


def one_of(label: Any, words: Words, **options: Any) -> Field:
    """Make a field where one thing is chosen, all of them in view."""
    return RadioField(label, choices=choices(words), invalid_choice_message=NOT_A_CHOICE, **options)


def from_list(label: Any, words: Words, **options: Any) -> Field:
    """Make a field where one thing is chosen from a list that folds out."""
    return SelectField(
        label, choices=choices(words), invalid_choice_message=NOT_A_CHOICE, **options
    )


def several_of(label: Any, words: Words, **options: Any) -> Field:
    """Make a field where any number of things are ticked."""
    return SelectMultipleField(
        label,
        choices=choices(words),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_choice_message=NOT_A_CHOICE,
        **options,
    )


class Form(FlaskForm):
    """A form of ours. What was typed stays in it, whatever went wrong."""

    class Meta(FlaskForm.Meta):
        """Our own sentences only: the library's are not in plain Danish."""

        locales = False

    def refuse(self, refusal: DomainError) -> None:
        """Show above the form why it could not be done."""
        self.form_errors.append(sentence_of(refusal))

    @property
    def has_run_out(self) -> bool:
        """Tell whether the form is stale: the browser lost what proves the page was ours."""
        return "csrf_token" in self.errors

    @property
    def status(self) -> int:
        """Give the status of the page that shows the form: 422 when something must be mended."""
        return 422 if self.errors else 200


class Button(Form):
    """A form that is only a button."""

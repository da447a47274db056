"""Where an organiser writes what a mail says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from eventapp.registration.messages import Wording
from eventapp.registration.placeholders import (
    OF_AN_OFFER,
    WRITTEN,
    Placeholder,
    allowed_words,
    words_in_braces,
)
from eventapp.registration.wordings.defaults import default_text
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.models import OwnWording
from eventapp.registration.wordings.services import Which
from eventapp.web.forms import Form, Required, line, text


class WordingForm(Form):
    """What one mail says, in one language and form."""

    subject = line(
        _l("Subject"),
        at_most=120,
        description=_l("Leave it empty for the title and the day."),
    )
    text = text(
        _l("What the mail says"),
        Required(_l("Write what the mail says, or go back to our words.")),
        at_most=3000,
    )
    which: Which

    @classmethod
    def of(cls, which: Which, own: OwnWording | None) -> WordingForm:
        """Fill the form with what the mail says now."""
        ours = default_text(which.kind, language=which.language, is_discreet=which.is_discreet)
        form = cls(
            subject="" if own is None else own.subject, text=ours if own is None else own.text
        )
        form.which = which
        if which.is_discreet:
            # What a locked phone shows is never free text.
            del form.subject
        form.text.description = _(
            "One paragraph a line. These are filled in for each reader: %(words)s",
            words=_in_braces(form.allowed),
        )
        return form

    @property
    def allowed(self) -> list[str]:
        """Give the words that may stand in braces here."""
        which = self.which
        more = OF_AN_OFFER if which.kind is LetterKind.OFFERED else frozenset()
        words = allowed_words(language=which.language, discreet=which.is_discreet, more=more)
        # Of somebody who is invited we know no name.
        nameless = WRITTEN[which.language][Placeholder.NAME]
        return [
            word for word in words if which.kind is not LetterKind.INVITATION or word != nameless
        ]

    def wording(self) -> Wording:
        """Give what was filled in."""
        return Wording(
            subject=self.subject.data if "subject" in self else "", text=self.text.data or ""
        )

    def _check(self, field: Any) -> None:
        wrong = words_in_braces(field.data or "", less=self.allowed)
        if wrong:
            raise StopValidation(
                _(
                    "We cannot fill this in here: %(wrong)s. You can use %(words)s.",
                    wrong=_in_braces(wrong),
                    words=_in_braces(self.allowed),
                )
            )

    def validate_subject(self, field: Any) -> None:
        """Say which words in braces mean nothing here."""
        self._check(field)

    def validate_text(self, field: Any) -> None:
        """Say which words in braces mean nothing here."""
        self._check(field)


def _in_braces(words: Iterable[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in dict.fromkeys(words))

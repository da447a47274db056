"""What people fill in to propose, to answer, and to care for proposals."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SubmitField

from eventapp import tokens
from eventapp.themes.models import LONGEST
from eventapp.themes.nudges import Nudge, nudges_in
from eventapp.themes.wording import REASON_WORDS, TYPED_BY_WORDS
from eventapp.web.forms import Form, Required, line, one_of, text

_SECRET = re.compile(r"[A-Z2-7]{26}")


def _secret_or_new(sent: Any) -> str:
    """Keep the secret that came with the page; make one where none came or it was tampered with."""
    return sent if isinstance(sent, str) and _SECRET.fullmatch(sent) else tokens.new_secret()


class WordsForm(Form):
    """A proposal's words, and the choice to send them as they are."""

    text = text(
        _l("Your topic"),
        Required(_l("Write a few words.")),
        at_most=LONGEST,
        description=_l("The way you'd say it to a friend. Nobody edits your words."),
        render_kw={"rows": "5"},
    )
    #: The second of two buttons: what it is called says that the writer decides.
    as_it_is = SubmitField(_l("Send it as it is"))

    def nudges(self) -> list[Nudge]:
        """List what the writer may want to look at; nothing once she has decided."""
        return [] if self.as_it_is.data else nudges_in(self.text.data)


class ProposalForm(WordsForm):
    """A new proposal. Its secret makes two presses one proposal, and becomes the receipt."""

    secret = HiddenField(filters=[_secret_or_new])

    def renew(self) -> None:
        """Let the next press be a proposal of its own."""
        self.secret.data = tokens.new_secret()


class TypedInForm(ProposalForm):
    """A proposal that an organiser types in."""

    entered_by = one_of(_l("Whose topic is it?"), TYPED_BY_WORDS, default="on_behalf")


class ThreeWordsForm(Form):
    """The three words of a receipt."""

    words = line(
        _l("Your three words"),
        Required(_l("Write the three words you were given.")),
        at_most=100,
        description=_l("In the order they stood. Capitals and commas do not matter."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class AnswerForm(Form):
    """An answer to the card on the page. People press a button; they fill nothing in."""

    card = HiddenField()
    read = HiddenField()
    value = HiddenField()


class PauseForm(Form):
    """Why a proposal is paused."""

    reason = one_of(_l("Why?"), REASON_WORDS)

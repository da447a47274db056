"""The mail of a message to many.

The organiser writes neither a subject nor a sender: those say what they say in every other
mail, so a message tells a stranger nothing that a sign-up would not.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.mail.letters import Letter
from eventapp.people.models import MessageToMany
from eventapp.registration.messages import own_page_address, subject_line
from eventapp.registration.models import Registration
from eventapp.registration.placeholders import DISCREET, WRITTEN, fill, values_for


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a message, apart from its row, which one transaction holds and no longer."""

    text: str
    language: str

    @classmethod
    def of(cls, mailing: MessageToMany) -> Wording:
        """Take the words out of a row."""
        return cls(mailing.text, mailing.language)


def words_in_braces(language: str) -> str:
    """List what may stand in braces: only what a discreet mail may name, for all get one text."""
    words = WRITTEN[language]
    return ", ".join(f"{{{words[one]}}}" for one in words if one in DISCREET)


def message_letter(registration: Registration, wording: Wording, *, secret: str | None) -> Letter:
    """Compose the mail to one person; without ``secret`` it has no link, as in a preview."""
    title = registration.event.title
    with force_locale(wording.language):
        filled = fill(wording.text, values_for(registration), language=wording.language)
        sentences = [one.strip() for one in filled.split("\n") if one.strip()]
        if not registration.is_discreet:
            sentences = [_("It is about “%(title)s”.", title=title), *sentences]
        return Letter(
            language=wording.language,
            subject=subject_line(
                registration.event, wording.language, is_discreet=registration.is_discreet
            ),
            greeting=_("Hi %(name)s", name=registration.chosen_name),
            sentences=sentences,
            link_text=_("Open my page"),
            link="" if secret is None else own_page_address(secret),
            afterwards=[_("On your page you can also change things, or cancel.")],
        )

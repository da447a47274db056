"""The mail of a message to many.

The organiser writes neither a subject nor a sender: those say what they say in every other
mail, so a message tells a stranger nothing that a sign-up would not.
"""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date
from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.mail.letters import Letter
from eventapp.people.models import MessageToMany
from eventapp.registration.models import Registration
from eventapp.registration.placeholders import DISCREET, WRITTEN, fill, values_for
from eventapp.web.addresses import public_address

_DAY_PATTERN = {"da": "d. MMMM", "en": "d MMMM"}


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
            subject=_subject(registration, wording.language),
            greeting=_("Hi %(name)s", name=registration.chosen_name),
            sentences=sentences,
            link_text=_("Open my page"),
            link="" if secret is None else _own_page(secret),
            afterwards=[_("On your page you can also change things, or cancel.")],
        )


def _subject(registration: Registration, language: str) -> str:
    day = format_date(registration.event.starts_here, _DAY_PATTERN[language], locale=language)
    if registration.is_discreet:
        return _("Your registration – %(day)s", day=day)
    return _("%(title)s – %(day)s", title=registration.event.title, day=day)


def _own_page(secret: str) -> str:
    return public_address("registration.open_own_page", secret=secret)

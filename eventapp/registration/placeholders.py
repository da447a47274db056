"""The words in braces that an organiser may write in a mail, and what stands there instead.

A fixed list and no template language: what is typed can name these few things and nothing
else, so a mail can never show more than its reader knows already.
"""

from __future__ import annotations

import re
from enum import StrEnum

from babel.dates import format_date, format_time

from eventapp.registration.models import Registration

_BRACED = re.compile(r"\{([^{}\n]{1,40})\}")
_DAY_PATTERN = {"da": "EEEE d. MMMM", "en": "EEEE d MMMM"}
_TIME_PATTERN = {"da": "H.mm", "en": "H:mm"}


class Placeholder(StrEnum):
    """Something a mail can name."""

    NAME = "name"
    DAY = "day"
    TIME = "time"
    TITLE = "title"
    PLACE = "place"
    CONTACT = "contact"


#: As an organiser writes them, in the language of the mail.
WRITTEN = {
    "da": {
        Placeholder.NAME: "navn",
        Placeholder.DAY: "dag",
        Placeholder.TIME: "tid",
        Placeholder.TITLE: "titel",
        Placeholder.PLACE: "sted",
        Placeholder.CONTACT: "kontakt",
    },
    "en": {placeholder: placeholder.value for placeholder in Placeholder},
}

#: What a discreet mail may name: nothing that tells what it is about.
DISCREET = frozenset({Placeholder.NAME, Placeholder.DAY, Placeholder.TIME})


def values_for(registration: Registration) -> dict[Placeholder, str]:
    """Give what stands for each word in a mail to one person, in her language."""
    event, language = registration.event, registration.language
    return {
        Placeholder.NAME: registration.chosen_name,
        Placeholder.DAY: format_date(event.starts_here, _DAY_PATTERN[language], locale=language),
        Placeholder.TIME: format_time(event.starts_here, _TIME_PATTERN[language], locale=language),
        Placeholder.TITLE: event.title,
        Placeholder.PLACE: ", ".join(filter(None, (event.venue_name, event.venue_town))),
        Placeholder.CONTACT: event.organisation.contact_name,
    }


def fill(text: str, values: dict[Placeholder, str], *, language: str) -> str:
    """Put the values where their words stand in braces; other braces stay as they were typed."""
    by_word = {word: values[placeholder] for placeholder, word in WRITTEN[language].items()}
    return _BRACED.sub(lambda found: by_word.get(found[1].strip().casefold(), found[0]), text)


def unknown_in(text: str, *, language: str, discreet: bool) -> list[str]:
    """List the words in braces that may not stand in a mail of this kind, as they were typed."""
    allowed = DISCREET if discreet else frozenset(Placeholder)
    words = {word for placeholder, word in WRITTEN[language].items() if placeholder in allowed}
    return [found for found in _BRACED.findall(text) if found.strip().casefold() not in words]

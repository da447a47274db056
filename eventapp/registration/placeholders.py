"""The words in braces that an organiser may write in a mail, and what stands there instead.

A fixed list and no template language: what is typed can name these few things and nothing
else, so a mail can never show more than its reader knows already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from babel.dates import format_date, format_time

from eventapp.registration.models import Registration

_BRACED = re.compile(r"\{([^{}\n]{1,40})\}")
_DAY_PATTERN = {"da": "EEEE d. MMMM", "en": "EEEE d MMMM"}
_TIME_PATTERN = {"da": "H.mm", "en": "H:mm"}  # As the pages write it.
_AT = {"da": "kl.", "en": "at"}


class Placeholder(StrEnum):
    """Something a mail can name."""

    NAME = "name"
    DAY = "day"
    TIME = "time"
    TITLE = "title"
    PLACE = "place"
    CONTACT = "contact"
    DEADLINE = "deadline"


#: As an organiser writes them, in the language of the mail.
WRITTEN = {
    "da": {
        Placeholder.NAME: "navn",
        Placeholder.DAY: "dag",
        Placeholder.TIME: "tid",
        Placeholder.TITLE: "titel",
        Placeholder.PLACE: "sted",
        Placeholder.CONTACT: "kontakt",
        Placeholder.DEADLINE: "frist",
    },
    "en": {placeholder: placeholder.value for placeholder in Placeholder},
}

#: What a discreet mail may name: nothing that tells what it is about.
DISCREET = frozenset({Placeholder.NAME, Placeholder.DAY, Placeholder.TIME})
#: What only a mail about a seat that is kept for a while can name.
OF_AN_OFFER = frozenset({Placeholder.DEADLINE})


def values_for(registration: Registration) -> dict[Placeholder, str]:
    """Give what stands for each word in a mail to one person, in her language."""
    event, language = registration.event, registration.language
    return {
        Placeholder.NAME: registration.chosen_name,
        Placeholder.DAY: _day(event.starts_here, language),
        Placeholder.TIME: _time(event.starts_here, language),
        Placeholder.TITLE: event.title,
        Placeholder.PLACE: ", ".join(filter(None, (event.venue_name, event.venue_town))),
        Placeholder.CONTACT: event.organisation.contact_name,
        Placeholder.DEADLINE: _deadline(registration),
    }


def _day(moment: datetime, language: str) -> str:
    written: str = format_date(moment, _DAY_PATTERN[language], locale=language)
    return written


def _time(moment: datetime, language: str) -> str:
    written: str = format_time(moment, _TIME_PATTERN[language], locale=language)
    return written


def _deadline(registration: Registration) -> str:
    if registration.offered_until is None:
        return ""
    language = registration.language
    until = registration.offered_until.astimezone(registration.event.zone)
    return f"{_day(until, language)} {_AT[language]} {_time(until, language)}"


def fill(text: str, values: dict[Placeholder, str], *, language: str) -> str:
    """Put the values where their words stand in braces; other braces stay as they were typed."""
    by_word = {word: values[placeholder] for placeholder, word in WRITTEN[language].items()}
    return _BRACED.sub(lambda found: by_word.get(found[1].strip().casefold(), found[0]), text)


def allowed_words(
    *, language: str, discreet: bool, more: frozenset[Placeholder] = frozenset()
) -> list[str]:
    """List the words that may stand in braces in a mail of one kind."""
    everywhere = DISCREET if discreet else frozenset(Placeholder) - OF_AN_OFFER
    return [word for one, word in WRITTEN[language].items() if one in everywhere | more]


def words_in_braces(text: str, *, less: Iterable[str]) -> list[str]:
    """List the words in braces, as they were typed, less those that may stand there."""
    known = set(less)
    return [found for found in _BRACED.findall(text) if found.strip().casefold() not in known]


def unknown_in(text: str, *, language: str, discreet: bool) -> list[str]:
    """List the words in braces that may not stand in a mail of this kind, as they were typed."""
    return words_in_braces(text, less=allowed_words(language=language, discreet=discreet))

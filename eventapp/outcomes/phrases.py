"""Small words that every sentence of the program needs: days, numbers, lists."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Protocol

from babel.dates import format_date
from babel.lists import format_list

from eventapp.errors import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eventapp.outcomes.edition import Edition


class Translations(Hashable, Protocol):
    """What gettext's, Babel's and Flask-Babel's translations have in common."""

    def gettext(self, message: str) -> str:
        """Give the message in the reader's language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the form of the message that fits the number ``n``."""


_NUMBER_WORDS = {
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
    10: N_("ten"),
    11: N_("eleven"),
    12: N_("twelve"),
}


class Phrases:
    """The small words of one edition, in one language."""

    def __init__(self, edition: Edition, translations: Translations) -> None:
        """Take the edition and the translations of the reader's language."""
        self.edition = edition
        self._translations = translations

    def day(self, day: date) -> str:
        """Write a day out: 8. maj 2027, 8 May 2027."""
        pattern = "d. MMMM y" if self.edition.language == "da" else "d MMMM y"
        return format_date(day, pattern, locale=self.edition.language)

    def weekday(self, day: date) -> str:
        """Write a day out with its weekday: lørdag 8. maj 2027, Saturday 8 May 2027."""
        name = format_date(day, "EEEE", locale=self.edition.language)
        return f"{name} {self.day(day)}"

    def in_words(self, number: int) -> str:
        """Write a number from two to twelve as a word, and any other in digits."""
        word = _NUMBER_WORDS.get(number)
        return self._translations.gettext(word) if word else str(number)

    def listed(self, items: Iterable[str]) -> str:
        """Write things one after the other: a, b og c."""
        return format_list(list(items), locale=self.edition.language)

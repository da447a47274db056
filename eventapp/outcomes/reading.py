"""A write-up made ready for reading, on the web or on paper: one order, one set of names.

Cleaned, numbered, with the program's parts in their place. Templates get one ``Reading``
and only arrange what it gives.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from eventapp.outcomes.edition import Section
from eventapp.outcomes.numbering import numbered
from eventapp.outcomes.printing.text import cleaned
from eventapp.outcomes.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eventapp.outcomes.edition import Claim, DesiredChange, Edition, Paragraph, Source
    from eventapp.outcomes.phrases import Translations

_GLANCE = 110
_ALPHABET = 26


class Reading:
    """One edition for one reader: ``edition``, the program's ``words``, the ``sections``."""

    def __init__(self, edition: Edition, translations: Translations) -> None:
        """Clean and number the edition, and find the program's words for it."""
        self.edition = numbered(cleaned(edition))
        self.words = Wording(self.edition, translations)
        self.sections = _with_program_parts(self.edition)
        self._translations = translations
        self._named = {item.key for item in self.edition.claims}

    def contents(self) -> list[tuple[str, str]]:
        """List every part that has a heading, as a place and a heading.

        The program's last parts, the voices and the open log, stand before the colophon.
        """
        listed = [
            (self.anchor(section), self.words.full_heading(section))
            for section in self.sections
            if self.words.heading(section)
        ]
        gettext = self._translations.gettext
        voices = [("part-voices", gettext("The voices behind"))] if self.edition.claims else []
        log = [("part-log", gettext("The open log"))] if self.edition.log else []
        return [*listed[:-1], *voices, *log, listed[-1]]

    def is_named_here(self, item: Claim | DesiredChange) -> bool:
        """Tell whether this is the claim a number leads back to, and not one that repeats it."""
        return item.key in self._named

    def sources_first_cited_in(self, section: Section) -> list[Source]:
        """Give the sources to list under a section: those not listed under an earlier one."""
        earlier: set[int] = set()
        for other in self.sections:
            cited = {source.number: source for item in other.paragraphs for source in item.sources}
            if other is section:
                return [cited[number] for number in sorted(cited) if number not in earlier]
            earlier |= set(cited)
        return []

    @staticmethod
    def anchor(section: Section) -> str:
        """Give the name of a section that a link can lead to."""
        return "part-" + re.sub(r"[^A-Za-z0-9_-]", "-", section.key)

    @staticmethod
    def bare(url: str) -> str:
        """Give an address as people write it: without https:// and the last slash."""
        return re.sub(r"^https?://", "", url).rstrip("/")

    @staticmethod
    def letter(number: int) -> str:
        """Give the letter a source is known by: A to Z, then A27, A28 …."""
        return chr(64 + number) if number <= _ALPHABET else f"A{number}"

    @staticmethod
    def blocks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, list[Paragraph]]]:
        """Give the paragraphs with neighbours of the same role together."""
        for role, items in groupby(paragraphs, key=lambda item: item.role):
            yield role, list(items)

    @staticmethod
    def split_ask(words: str) -> tuple[str, str]:
        """Split a desired change into what is asked, set large, and the rest of it.

        The first sentence is what is asked, unless it is too long to be read at a glance.
        """
        first, stop, rest = words.partition(". ")
        if stop and len(first) <= _GLANCE:
            return first + ".", rest
        return words, ""


def _with_program_parts(edition: Edition) -> list[Section]:
    """Give the sections in the editor's order, with what a write-up never lacks at the end.

    What stood alone is shown whether or not the editor thought of it: nothing is lost. The
    colophon comes last, after the voices.
    """
    kinds = {section.kind for section in edition.sections}
    result = [section for section in edition.sections if section.kind != "colophon"]
    if "thanks" not in kinds and edition.credits:
        result.append(Section(key="thanks", kind="thanks"))
    if "alone" not in kinds and (edition.unused or edition.parked):
        result.append(Section(key="alone", kind="alone"))
    colophon = next((part for part in edition.sections if part.kind == "colophon"), None)
    return [*result, colophon or Section(key="colophon", kind="colophon")]

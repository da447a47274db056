"""What the program writes in a write-up: people write the sentences that matter.

The lede, the figures' captions, the method, the account, the counts beside a claim and the
colophon are made from the numbers. Web and paper ask the same ``Wording``, so they say the
same. It needs no web: it is given its translations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventapp.errors import N_
from eventapp.outcomes import ladder
from eventapp.outcomes.numbers_in_words import NumbersInWords

if TYPE_CHECKING:
    from datetime import date

    from eventapp.outcomes.edition import Backing, DesiredChange, Section, Voice

_SHORT_CLAIM = 74
_ADDRESS_SCHEMES = ("https://", "http://", "mailto:")
_VOICES = {
    "peers": N_("The participants’ words"),
    "host": N_("The host’s words"),
    "source": N_("The sources’ words"),
}
_HEADINGS = {
    "lead": "",
    "summary": N_("The short of it"),
    "method": N_("Who and how"),
    "context": N_("Why we met"),
    "theme": N_("A theme"),
    "desired_change": N_("What we ask for"),
    "closing": N_("In closing"),
    "next": N_("What happens next"),
    "call": N_("Come along next time"),
    "background": N_("Background"),
    "thanks": N_("Thank you"),
    "alone": N_("What stood alone"),
    "colophon": N_("Colophon"),
}
_CHANGES = {"lack": N_("Missing"), "wish": N_("A wish"), "dream": N_("A dream")}
_STATUSES = {
    "open": "",
    "taken_up": N_("Somebody has taken it up."),
    "answered": N_("It has been answered."),
    "let_go": N_("We have let it go."),
}
_CREDITS = {
    "host": N_("Held by"),
    "partner": N_("Together with"),
    "project": N_("Part of"),
    "funder": N_("Supported by"),
    "illustrator": N_("Drawn by"),
    "venue": N_("Held at"),
}
_LOG_ROLES = {
    "organiser": N_("The organiser"),
    "steward": N_("A steward"),
    "table_host": N_("A table host"),
    "note_taker": N_("A note-taker"),
    "editorial_group": N_("The editorial group"),
    "participant": N_("A participant"),
    "program": N_("The program"),
}


class Wording(NumbersInWords):
    """The program's sentences about one edition, in one language."""

    def voice(self, voices: tuple[Voice, ...]) -> str:
        """Say whose words a section holds."""
        return " · ".join(self._translations.gettext(_VOICES[voice]) for voice in voices)

    def heading(self, section: Section) -> str:
        """Give the editor's heading, or the usual one of this kind of section."""
        usual = _HEADINGS[section.kind]
        return section.heading or (self._translations.gettext(usual) if usual else "")

    def full_heading(self, section: Section) -> str:
        """Give the heading as it stands in the list of contents: Theme 1: Being there."""
        heading = self.heading(section)
        if section.theme:
            return self._translations.gettext("Theme %(number)s: %(heading)s") % {
                "number": section.theme,
                "heading": heading,
            }
        return heading

    def change_kind(self, change: DesiredChange) -> str:
        """Give the word a desired change begins with."""
        return self._translations.gettext(_CHANGES[change.kind])

    def change_status(self, change: DesiredChange) -> str:
        """Say what has become of a desired change; nothing while it is open."""
        status = _STATUSES[change.status]
        return self._translations.gettext(status) if status else ""

    def credit(self, role: str) -> str:
        """Give the word in front of somebody we thank."""
        return self._translations.gettext(_CREDITS[role])

    def log_role(self, role: str) -> str:
        """Give the word for who did something in the open log."""
        return self._translations.gettext(_LOG_ROLES[role])

    def shortened(self, text: str) -> str:
        """Give the beginning of a long sentence, cut between two words."""
        if len(text) <= _SHORT_CLAIM:
            return text
        return text[: text.rindex(" ", 0, _SHORT_CLAIM)].rstrip(" ,;:.–-") + " …"

    def safe_address(self, url: str) -> str:
        """Give an address that may be a link, or nothing: ``javascript:`` may not."""
        return url if url.lower().startswith(_ADDRESS_SCHEMES) else ""

    # -- the counts beside a claim

    def voices(self, backing: Backing) -> str:
        """Say how much stands behind a claim: 36 of 44, 11 contributions, fewer than five."""
        if backing.is_few:
            return self._translations.gettext("fewer than five")
        if backing.is_counted:
            return self._translations.gettext("%(yes)s of %(all)s") % {
                "yes": backing.answered_yes,
                "all": backing.answered_of,
            }
        return self._contributions(backing.contributions)

    def voices_in_full(self, backing: Backing) -> str:
        """Say the same where there is room: 11 contributions from 4 tables."""
        _ = self._translations
        if backing.is_few:
            return _.gettext("Fewer than five voices")
        if backing.is_counted:
            return _.gettext("%(yes)s of the %(all)s who answered") % {
                "yes": backing.answered_yes,
                "all": backing.answered_of,
            }
        tables = _.ngettext("%(num)s table", "%(num)s tables", backing.tables)
        return _.gettext("%(contributions)s from %(tables)s") % {
            "contributions": self._contributions(backing.contributions),
            "tables": tables % {"num": backing.tables},
        }

    def _contributions(self, number: int) -> str:
        words = self._translations.ngettext("%(num)s contribution", "%(num)s contributions", number)
        return words % {"num": number}

    # -- the end

    def stood_alone(self) -> str:
        """Open the list of contributions that stand behind no statement."""
        number, _ = len(self.edition.unused), self._translations
        return _.ngettext(
            "One contribution found no others beside it. It is no less true for that."
            " Here it is, as it was said.",
            "%(num)s contributions found no others beside them. They are no less true for that."
            " Here they are, as they were said.",
            number,
        ) % {"num": number}

    def reviewed_together(self, section: Section) -> date | None:
        """Give the day all the desired changes are looked at again, if it is one day."""
        days = {change.review_on for change in section.desired_changes}
        return days.pop() if len(days) == 1 else None

    def ladder(self) -> list[ladder.Rung]:
        """Give the quantifier ladder, with the numbers it means here."""
        return ladder.rungs(self.edition.figures.answered, self._translations)

    def citation(self) -> str:
        """Write how to cite this edition."""
        edition = self.edition
        return self._translations.gettext(
            "%(host)s (%(year)s). %(theme)s. Write-up of %(title)s, %(town)s %(day)s."
            " Version %(version)s."
        ) % {
            "host": edition.event.host,
            "year": edition.published_on.year,
            "theme": edition.headline_theme or edition.title,
            "title": edition.title,
            "town": edition.event.town,
            "day": self.day(edition.event.starts_on),
            "version": edition.version,
        }

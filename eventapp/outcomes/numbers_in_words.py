"""The numbers of a gathering in sentences: lede, key figures, method, account, captions."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.outcomes.phrases import Phrases
from eventapp.web import drawings


@dataclass(frozen=True, slots=True)
class Figure:
    """One large number and the words under it."""

    number: int
    under: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the method: a word and what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """One column of the bottom-up account: a number, what it counts, and what became of it."""

    number: int
    what: str
    became: str


class NumbersInWords(Phrases):
    """What the program writes from the figures of an edition."""

    def peers_from(self) -> str:
        """Say who came: 55 peers from four regions."""
        figures, _ = self.edition.figures, self._translations
        if len(figures.regions) > 1:
            return _.gettext("%(people)s peers from %(regions)s regions") % {
                "people": figures.participants,
                "regions": self.in_words(len(figures.regions)),
            }
        return _.gettext("%(people)s peers") % {"people": figures.participants}

    def cover_lines(self) -> list[str]:
        """Give the three short lines on the cover."""
        _ = self._translations
        return [
            _.gettext("%(peers)s met around one table.") % {"peers": self.peers_from()},
            _.gettext("They chose what to talk about."),
            _.gettext("Here is what they said."),
        ]

    def cover_legend(self) -> str:
        """Say what a dot on the cover is."""
        _ = self._translations
        unit = drawings.people_per_dot(self.edition.figures.participants)
        if unit > 1:
            return _.gettext("Each dot is %(people)s people who came. The open seat is yours.") % {
                "people": unit
            }
        return _.gettext("Each dot is a person who came. The open seat is yours.")

    def lede(self) -> str:
        """Write the opening of the summary from the numbers."""
        edition, figures, _ = self.edition, self.edition.figures, self._translations
        sentences = [
            _.gettext("On %(day)s, %(people)s peers met in %(town)s.")
            % {
                "day": self.day(edition.event.starts_on),
                "people": figures.participants,
                "town": edition.event.town,
            }
        ]
        if figures.engagement:
            sentences.append(
                _.gettext("%(paid)s work as peers, and %(volunteer)s are volunteers.")
                % {"paid": figures.engagement.paid, "volunteer": figures.engagement.volunteer}
            )
        sentences.append(_.gettext("They came up with the topics themselves."))
        if figures.read_by:
            sentences.append(
                _.gettext("%(number)s of them have read this text before anyone else.")
                % {"number": figures.read_by}
            )
        return " ".join(sentences)

    def key_figures(self) -> list[Figure]:
        """Give the three or four numbers of the summary."""
        figures, _ = self.edition.figures, self._translations
        proposals = figures.proposals
        found = [
            Figure(
                figures.participants,
                _.gettext("peers from %(regions)s regions")
                % {"regions": self.in_words(len(figures.regions))}
                if len(figures.regions) > 1
                else _.gettext("peers took part"),
            ),
            Figure(
                proposals.total,
                _.gettext("proposals, all from peers")
                if proposals.from_peers == proposals.total
                else _.gettext("proposals, %(number)s from peers")
                % {"number": proposals.from_peers},
            ),
            Figure(
                figures.contributions.total,
                _.gettext("contributions from %(tables)s tables")
                % {"tables": self.in_words(figures.tables)},
            ),
        ]
        if figures.read_by:
            found.append(Figure(figures.read_by, _.gettext("have read the text through")))
        return found

    # -- who and how

    def method(self) -> list[Step]:
        """Tell the method in four lines."""
        figures, _ = self.edition.figures, self._translations
        text = _.gettext("Every statement rests on what was said at the tables.")
        if figures.read_by:
            text += " " + _.gettext(
                "%(read_by)s of %(read_of)s read the text through before it was published."
            ) % {"read_by": figures.read_by, "read_of": figures.read_of}
        rounds = _.ngettext("There was one round", "There were %(rounds)s rounds", figures.rounds)
        return [
            Step(
                _.gettext("Proposals."),
                _.gettext(
                    "Everyone who had signed up could propose what to talk about."
                    " Nobody else could change their words."
                ),
            ),
            Step(
                _.gettext("Choice."),
                _.gettext(
                    "Each participant said yes, maybe or skip to the proposals."
                    " %(answered)s of %(people)s answered."
                    " The rule for what went on a table was set beforehand."
                )
                % {"answered": figures.answered, "people": figures.participants},
            ),
            Step(
                _.gettext("Tables."),
                _.gettext(
                    "%(rounds)s and %(tables)s tables in all."
                    " A note-taker wrote, read aloud and asked: “Does this cover it?”"
                )
                % {
                    "rounds": rounds % {"rounds": self.in_words(figures.rounds)},
                    "tables": self.in_words(figures.tables),
                },
            ),
            Step(_.gettext("Text."), text),
        ]

    def regions_caption(self) -> str:
        """Say what the figure of regions shows."""
        figures, _ = self.edition.figures, self._translations
        known = sum(region.people for region in figures.regions)
        return " ".join(
            [
                _.gettext("%(people)s participants by region.") % {"people": known},
                _.gettext("Each shape is one person."),
                _.gettext("We never show a group of fewer than five."),
            ]
        )

    def regions_in_words(self) -> str:
        """Say the figure of regions in words, for those who hear it."""
        one = self._translations.gettext("%(people)s from %(region)s")
        listed = self.listed(
            one % {"people": region.people, "region": region.name}
            for region in self.edition.figures.regions
        )
        return self._translations.gettext("Participants, each region at its table: %(list)s.") % {
            "list": listed
        }

    def cards_caption(self) -> str:
        """Say what the colours of the cards mean; only those that are there."""
        account, _ = self.edition.figures.proposals, self._translations
        says = [
            _.gettext("Yellow cards went on a table."),
            _.gettext("White ones are parked.") if account.parked and not account.paused else "",
            _.gettext("White ones are parked or paused.") if account.paused else "",
            _.gettext("Dashed ones were withdrawn.") if account.withdrawn else "",
        ]
        return " ".join(part for part in says if part)

    def cards_in_words(self) -> str:
        """Say the figure of cards in words, for those who hear it."""
        account, _ = self.edition.figures.proposals, self._translations
        return _.gettext("%(total)s proposals as cards: %(fates)s") % {
            "total": account.total,
            "fates": self._fates(),
        }

    def _fates(self) -> str:
        account, _ = self.edition.figures.proposals, self._translations
        placed = _.gettext("%(num)s went on a table.")
        parked = _.ngettext("%(num)s is parked.", "%(num)s are parked.", account.parked)
        paused = _.ngettext("%(num)s is paused.", "%(num)s are paused.", account.paused)
        withdrawn = _.ngettext(
            "%(num)s was withdrawn by its author.",
            "%(num)s were withdrawn by their authors.",
            account.withdrawn,
        )
        return " ".join(
            sentence % {"num": number}
            for sentence, number in (
                (placed, account.placed),
                (parked, account.parked),
                (paused, account.paused),
                (withdrawn, account.withdrawn),
            )
            if number
        )

    def account(self) -> list[Account]:
        """Give the bottom-up account: proposals, rewording, contributions."""
        proposals, _ = self.edition.figures.proposals, self._translations
        contributions = self.edition.figures.contributions
        reopened = _.ngettext(
            "%(num)s was paused and opened again.",
            "%(num)s were paused and opened again.",
            proposals.reopened,
        ) % {"num": proposals.reopened}
        used = _.ngettext(
            "%(num)s stands behind a statement.",
            "%(num)s stand behind a statement.",
            contributions.used,
        ) % {"num": contributions.used}
        alone = _.ngettext(
            "%(num)s is in the list of what stood alone.",
            "%(num)s are in the list of what stood alone.",
            contributions.unused,
        ) % {"num": contributions.unused}
        held_back = contributions.paused + contributions.withdrawn
        back = _.ngettext(
            "%(num)s is paused or withdrawn.", "%(num)s are paused or withdrawn.", held_back
        ) % {"num": held_back}
        return [
            Account(
                proposals.total,
                _.gettext("proposals, %(number)s from peers") % {"number": proposals.from_peers},
                self._fates(),
            ),
            Account(
                proposals.reworded,
                _.gettext("reworded"),
                reopened if proposals.reopened else _.gettext("The words are their authors’ own."),
            ),
            Account(
                contributions.total,
                _.ngettext("contribution", "contributions", contributions.total),
                " ".join(
                    [used]
                    + [alone] * bool(contributions.unused)
                    + [back] * bool(held_back)
                    + [_.gettext("None is lost.")]
                ),
            ),
        ]

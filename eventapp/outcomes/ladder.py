"""The quantifier ladder: how many it takes before a write-up may say "many".

The steps are the ones the editor is held to (``domain.md``, "From counts to words"); they
are printed in every colophon, with the numbers they mean for that gathering.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventapp.outcomes.phrases import Translations


@dataclass(frozen=True, slots=True)
class Rung:
    """One word, what it takes to use it, and how many that is here."""

    word: str
    means: str
    here: str


def rungs(answered: int, translations: Translations) -> list[Rung]:
    """Give the rungs from the top down, for a gathering where so many people answered."""
    _ = translations
    all_but_one = answered - 1
    broad = math.ceil(answered * 0.8)
    most = answered // 2 + 1
    many = math.ceil(answered / 3)
    counted = _.gettext("dots")
    return [
        Rung(
            _.gettext("all"),
            _.gettext("every one of those who answered, and at least 80 % must have answered"),
            _.gettext("%(yes)s of %(all)s") % {"yes": answered, "all": answered},
        ),
        Rung(
            _.gettext("broad agreement"),
            _.gettext("at least 80 % of those who answered, and at least half must have answered"),
            _span(broad, all_but_one),
        ),
        Rung(_.gettext("most"), _.gettext("more than half"), _span(most, broad - 1)),
        Rung(_.gettext("many"), _.gettext("at least a third"), _span(many, most - 1)),
        Rung(
            _.gettext("several"),
            _.gettext("at least three contributions from two tables, or three hands"),
            _.gettext("from %(number)s") % {"number": 3},
        ),
        Rung(
            _.gettext("some"),
            _.gettext("at least two"),
            _.gettext("from %(number)s") % {"number": 2},
        ),
        Rung(_.gettext("a single one"), _.gettext("one, who has agreed to it"), "1"),
        Rung(
            _.gettext("especially"),
            _.gettext("number one or two within its theme"),
            counted,
        ),
        Rung(
            _.gettext("given most weight"),
            _.gettext("number one with no tie, counted blind"),
            counted,
        ),
    ]


def _span(low: int, high: int) -> str:
    """Write a span of numbers; in a very small group two rungs may share one number."""
    return f"{low}–{high}" if high > low else str(max(low, 0))

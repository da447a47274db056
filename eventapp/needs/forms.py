"""What a person fills in about what she needs."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from eventapp.needs.enums import NeedKind
from eventapp.needs.models import Need
from eventapp.needs.services import Told
from eventapp.needs.words import ACCESS_WORDS, FOOD_WORDS
from eventapp.web.forms import Form, several_of, text

LONGEST = 500


class NeedsForm(Form):
    """Access and food. Everything may be left empty."""

    access = several_of(_l("What makes it easier for you to take part?"), ACCESS_WORDS)
    access_words = text(
        _l("Anything else about access?"),
        at_most=LONGEST,
        description=_l("Write what helps. You need not say why."),
    )
    food = several_of(_l("What do you eat?"), FOOD_WORDS)
    food_words = text(_l("Anything else about food?"), at_most=LONGEST)

    @classmethod
    def of(cls, needs: Mapping[NeedKind, Need]) -> NeedsForm:
        """Fill the form with what she has told."""
        access, food = needs.get(NeedKind.ACCESS), needs.get(NeedKind.FOOD)
        return cls(
            access=access.items if access else [],
            access_words=access.words if access else "",
            food=food.items if food else [],
            food_words=food.words if food else "",
        )

    def told(self) -> dict[NeedKind, Told]:
        """Give what was filled in; what is ticked twice counts once."""
        return {
            NeedKind.ACCESS: Told(
                _in_order(self.access.data, ACCESS_WORDS), self.access_words.data
            ),
            NeedKind.FOOD: Told(_in_order(self.food.data, FOOD_WORDS), self.food_words.data),
        }


def _in_order(ticked: list[str], words: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(value for value, _word in words if value in ticked)

"""What a peer fills in to propose an activity, and what the association answers."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from eventapp.accounts.forms import address_line
from eventapp.clock import utc_now
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.enums import Kind
from eventapp.events.forms import moment
from eventapp.events.kinds import DEFAULTS
from eventapp.events.services import Essentials
from eventapp.events.services.activities import Wish
from eventapp.web.fields import DayField, TimeField, WholeNumberField
from eventapp.web.forms import Form, Required, line, text

MOST_PLACES = 200  # Larger things are gatherings, which the association makes itself.


class WhatForm(Form):
    """What, when, where and for how many."""

    title = line(
        _l("What would you like to do?"),
        Required(_l("Write a few words.")),
        at_most=120,
        description=_l("In your own words, like: A walk by the fjord."),
    )
    about = line(_l("What is it about?"), Required(_l("Write a few words.")), at_most=160)
    day = DayField(
        _l("Which day?"), validators=[Required(_l("Choose a day."))], render_kw={"type": "date"}
    )
    starts = TimeField(
        _l("From"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    ends = TimeField(
        _l("Until"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    venue_name = line(_l("Where?"), Required(_l("Write a place.")), at_most=160)
    places = WholeNumberField(
        _l("How many can come?"),
        least=1,
        most=MOST_PLACES,
        validators=[Required(_l("Write a number."))],
        render_kw={"inputmode": "numeric"},
        default=DEFAULTS[Kind.ACTIVITY].places,
    )

    def validate_day(self, field: DayField) -> None:
        """Say it when the day lies behind us."""
        if isinstance(field.data, date) and field.data < utc_now().date():
            raise StopValidation(_("That day is over. Choose one that comes."))

    def validate_ends(self, field: TimeField) -> None:
        """Say it when it would end before it begins."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise StopValidation(_("It must end after it begins."))

    @classmethod
    def of(cls, proposal: ActivityProposal, **more: Any) -> WhatForm:
        """Fill the form with her words."""
        return cls(
            title=proposal.title,
            about=proposal.about,
            day=proposal.starts_here.date(),
            starts=proposal.starts_here.time(),
            ends=proposal.ends_here.time(),
            venue_name=proposal.venue_name,
            places=proposal.places,
            **more,
        )

    def what(self, zone: ZoneInfo) -> Essentials:
        """Give what was filled in."""
        return Essentials(
            title=self.title.data,
            headline_theme=self.about.data,
            starts_at=moment(self.day.data, self.starts.data, zone),
            ends_at=moment(self.day.data, self.ends.data, zone),
            venue_name=self.venue_name.data,
            places=self.places.data,
        )


class WishForm(WhatForm):
    """What a peer would like to do, and how to answer her."""

    chosen_name = line(
        _l("What should we call you?"),
        Required(_l("Write a name.")),
        at_most=80,
        description=_l("A first name or another name. Only the association sees it."),
    )
    address = address_line(_l("Your e-mail"))

    def wish(self, zone: ZoneInfo) -> Wish:
        """Give what was filled in."""
        return Wish(
            what=self.what(zone), chosen_name=self.chosen_name.data, address=self.address.data
        )


class ParkForm(Form):
    """Asks for a sentence to somebody whose activity cannot be now."""

    answer = text(
        _l("A sentence to the one who proposed it"),
        Required(_l("Write a sentence. It is what stays with the person.")),
        at_most=600,
    )

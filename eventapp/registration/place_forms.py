"""What an organiser fills in about places and invitations."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import StopValidation

from eventapp import tokens
from eventapp.accounts.forms import address_line
from eventapp.events.forms import MOST_PLACES, moment
from eventapp.events.models import Event
from eventapp.registration.enums import Engagement, InvitationKind, Region
from eventapp.registration.place_queries import Rules
from eventapp.registration.services.invitations import Held
from eventapp.registration.words import REGION_WORDS
from eventapp.web.fields import DayField, WholeNumberField
from eventapp.web.forms import Form, Required, line, one_of

LONGEST_OFFER = 168  # In hours: a week. Longer, and those behind her never hear.
LAST_MINUTE = time(23, 59, 59)
_SECRET = re.compile(r"[A-Z2-7]{26}")
_DIGITS = {"inputmode": "numeric"}
_REGION_FIELD = "reserved_{}"
_REGIONS = {Region(value): word for value, word in REGION_WORDS}


def _number_of_seats(label: Any) -> WholeNumberField:
    return WholeNumberField(label, least=0, most=MOST_PLACES, render_kw=_DIGITS)


class PlacesForm(Form):
    """How the places of a gathering are given out. An empty number means: no such rule."""

    offer_hours = WholeNumberField(
        _l("How many hours does one have to say yes to a seat that opens?"),
        least=0,
        most=LONGEST_OFFER,
        description=_l(
            "0 to 168. With 0 the next in line simply gets the seat. Close to the day the time "
            "is shorter: half of what is left."
        ),
        render_kw=_DIGITS,
    )
    allows_companions = BooleanField(_l("One may bring somebody"))
    paid = _number_of_seats(_l("At most so many who are paid"))
    volunteer = _number_of_seats(_l("At most so many volunteers"))
    reserved_hovedstaden = _number_of_seats(_REGIONS[Region.HOVEDSTADEN])
    reserved_sjaelland = _number_of_seats(_REGIONS[Region.SJAELLAND])
    reserved_syddanmark = _number_of_seats(_REGIONS[Region.SYDDANMARK])
    reserved_midtjylland = _number_of_seats(_REGIONS[Region.MIDTJYLLAND])
    reserved_nordjylland = _number_of_seats(_REGIONS[Region.NORDJYLLAND])
    reserved_until = DayField(
        _l("Seats are kept for the regions until the end of"),
        render_kw={"type": "date"},
        description=_l("From then on they are anybody's."),
    )

    def __init__(self, *, places: int, **values: Any) -> None:
        """Take how many places there are, so that no more are promised."""
        super().__init__(**values)
        self.places = places

    @property
    def regions(self) -> list[WholeNumberField]:
        """Give the fields of the regions."""
        return [self[_REGION_FIELD.format(region.value)] for region in Region]

    def validate_offer_hours(self, field: WholeNumberField) -> None:
        """Say it when there is no number; 0 is one."""
        if field.data is None and not field.process_errors:
            raise StopValidation(_("Write a number. 0 means that nobody is asked."))

    def validate_reserved_until(self, field: DayField) -> None:
        """Say it when nothing says how long, or when more is kept than there is."""
        kept = sum(one.data or 0 for one in self.regions)
        if kept and not field.data and not field.process_errors:
            raise StopValidation(_("Choose until when the seats are kept."))
        if kept > self.places:
            raise StopValidation(
                _(
                    "You keep %(kept)s seats for the regions, and there are %(places)s.",
                    kept=kept,
                    places=self.places,
                )
            )

    @classmethod
    def of(cls, event: Event, rules: Rules) -> PlacesForm:
        """Fill the form with what is known."""
        ends = [until for _seats, until in rules.reserved.values()]
        kept = {
            _REGION_FIELD.format(region.value): seats
            for region, (seats, _until) in rules.reserved.items()
        }
        return cls(
            places=event.places,
            offer_hours=rules.offer_hours,
            allows_companions=rules.allows_companions,
            paid=rules.caps.get(Engagement.PAID),
            volunteer=rules.caps.get(Engagement.VOLUNTEER),
            reserved_until=max(ends).astimezone(event.zone).date() if ends else None,
            **kept,
        )

    def rules(self, zone: ZoneInfo) -> Rules:
        """Give what was filled in."""
        caps = {Engagement.PAID: self.paid.data, Engagement.VOLUNTEER: self.volunteer.data}
        kept = dict(zip(Region, (one.data for one in self.regions), strict=True))
        return Rules(
            offer_hours=self.offer_hours.data,
            allows_companions=self.allows_companions.data,
            caps={kind: most for kind, most in caps.items() if most is not None},
            reserved={
                region: (seats, moment(self.reserved_until.data, LAST_MINUTE, zone))
                for region, seats in kept.items()
                if seats
            },
        )


def _secret_or_new(sent: Any) -> str:
    """Keep the secret that came with the page; make one where none came or it was tampered with."""
    return sent if isinstance(sent, str) and _SECRET.fullmatch(sent) else tokens.new_secret()


KIND_WORDS = [
    (InvitationKind.PERSON.value, _l("One person")),
    (InvitationKind.GROUP.value, _l("A group, like one workplace")),
]
MOST_IN_A_GROUP = 200


class InvitationForm(Form):
    """Seats to hold for somebody. Its secret makes two presses one invitation."""

    secret = HiddenField(filters=[_secret_or_new])
    kind = one_of(_l("Whom do you invite?"), KIND_WORDS, default=InvitationKind.PERSON.value)
    label = line(
        _l("A note for yourself"),
        Required(_l("Write a word or two, so that you know it again.")),
        at_most=80,
        description=_l("Only those who arrange see it."),
    )
    seats = WholeNumberField(
        _l("How many seats?"),
        least=1,
        most=MOST_IN_A_GROUP,
        default=1,
        validators=[Required(_l("Write a number."))],
        description=_l("One person gets one seat."),
        render_kw=_DIGITS,
    )
    held_until = DayField(
        _l("Keep the seats until the end of"),
        validators=[Required(_l("Choose a day."))],
        render_kw={"type": "date"},
    )
    address = address_line(
        _l("E-mail, if we shall send it"),
        required=False,
        description=_l("For one person. The mail does not say what it is about."),
    )

    def validate_address(self, field: Any) -> None:
        """Say it when a group's link would go to one person only."""
        if field.data and self.kind.data == InvitationKind.GROUP.value:
            raise StopValidation(_("A group gets a link that you pass on. Leave this empty."))

    def renew(self) -> None:
        """Prepare the form for another invitation than the one that was made last."""
        self.secret.data = tokens.new_secret()

    def held(self, zone: ZoneInfo) -> Held:
        """Give what was filled in."""
        kind = InvitationKind(self.kind.data)
        return Held(
            kind=kind,
            label=self.label.data,
            seats=1 if kind is InvitationKind.PERSON else self.seats.data,
            held_until=moment(self.held_until.data, LAST_MINUTE, zone),
        )

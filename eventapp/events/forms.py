"""What organisers fill in to make a gathering."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import StopValidation

from eventapp.events.enums import Action, CreditRole, Entry, Kind, Sign
from eventapp.events.kinds import DEFAULTS
from eventapp.events.models import Event
from eventapp.events.services import Essentials, PublicText, WhoCanCome, Window
from eventapp.web.fields import DayField, TimeField, WholeNumberField, read_time
from eventapp.web.forms import Form, Required, line, one_of, text
from eventapp.web.language import DEFAULT, LANGUAGES

MOST_PLACES = 5000  # A topmøde has some 2,000; more than this is a slip of the hand.

KIND_WORDS = [
    (Kind.TRAEF.value, _l("A gathering: one day, 20 to 300 people")),
    (Kind.CAFE.value, _l("A recovery café: small, again and again")),
    (Kind.SUMMIT.value, _l("A summit: many people, many rooms")),
    (Kind.ACTIVITY.value, _l("An activity that somebody proposes")),
    (Kind.COURSE.value, _l("Supervision or a course: closed, by invitation")),
]

ENTRY_WORDS = [
    (Entry.OPEN.value, _l("Whoever wants signs up, while there is room")),
    (Entry.DROP_IN.value, _l("Nobody signs up. One just comes")),
    (Entry.INVITED.value, _l("By invitation only, with a personal link")),
]

CREDIT_WORDS = {
    CreditRole.HOST: _l("Host"),
    CreditRole.PARTNER: _l("Partner"),
    CreditRole.PROJECT: _l("Project"),
    CreditRole.FUNDER: _l("Supported by"),
    CreditRole.ILLUSTRATOR: _l("Drawings"),
    CreditRole.VENUE: _l("Venue"),
}

SIGN_WORDS = {
    Sign.PLACE: _l("place"),
    Sign.CUP: _l("food"),
    Sign.QUIET: _l("quiet"),
    Sign.HAND: _l("hand"),
    Sign.CLOCK: _l("clock"),
}


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the moment at which the clock on the wall there shows a time."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


class EssentialsForm(Form):
    """The five things a gathering needs."""

    title = line(_l("What is it called?"), Required(_l("Give it a title.")), at_most=120)
    headline_theme = line(
        _l("What is the headline theme?"),
        Required(_l("Write a few words.")),
        at_most=160,
        description=_l("One line. The topics themselves come from the peers."),
    )
    day = DayField(
        _l("Which day?"), validators=[Required(_l("Choose a day."))], render_kw={"type": "date"}
    )
    starts = TimeField(
        _l("From"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    ends = TimeField(
        _l("Until"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    venue_name = line(
        _l("Where?"),
        Required(_l("Write a place.")),
        at_most=160,
        description=_l("The name people know it by, and the town."),
    )
    places = WholeNumberField(
        _l("How many can come?"),
        least=1,
        most=MOST_PLACES,
        validators=[Required(_l("Write a number."))],
        render_kw={"inputmode": "numeric"},
    )
    kind = one_of(_l("What kind is it?"), KIND_WORDS, default=Kind.TRAEF.value)

    def validate_ends(self, field: TimeField) -> None:
        """Say it when the day would end before it begins."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise StopValidation(_("The day must end after it begins."))

    @classmethod
    def of_kind(cls, kind: Kind) -> EssentialsForm:
        """Begin with what a kind suggests."""
        defaults = DEFAULTS[kind]
        return cls(
            kind=kind.value, starts=defaults.starts, ends=defaults.ends, places=defaults.places
        )

    @classmethod
    def of(cls, event: Event) -> EssentialsForm:
        """Fill the form with what is known."""
        return cls(
            title=event.title,
            headline_theme=event.headline_theme,
            day=event.starts_here.date(),
            starts=event.starts_here.time(),
            ends=event.ends_here.time(),
            venue_name=event.venue_name,
            places=event.places,
            kind=event.kind.value,
        )

    def essentials(self, zone: ZoneInfo) -> Essentials:
        """Give what was filled in."""
        return Essentials(
            title=self.title.data,
            headline_theme=self.headline_theme.data,
            starts_at=moment(self.day.data, self.starts.data, zone),
            ends_at=moment(self.day.data, self.ends.data, zone),
            venue_name=self.venue_name.data,
            places=self.places.data,
        )


def _lines(written: str | None) -> list[str]:
    return [row.strip() for row in (written or "").splitlines() if row.strip()]


def read_day_plan(written: str | None) -> list[tuple[time, str]]:
    """Read "9.30 Coffee", one line each. Raises ValueError naming the line that is unclear."""
    plan = []
    for row in _lines(written):
        clock, _blank, what = row.partition(" ")
        try:
            plan.append((read_time(clock.rstrip(":.")), what.strip()))
        except ValueError:
            raise ValueError(
                _("Begin each line with a time. This one does not: %(row)s", row=row[:60])
            ) from None
        if not what.strip():
            raise ValueError(_("Write what happens at %(clock)s.", clock=clock))
    return plan


def read_credits(written: str | None) -> list[tuple[CreditRole, str]]:
    """Read "Host: name", one line each. Raises ValueError naming the line that is unclear."""
    by_word = {str(word).casefold(): role for role, word in CREDIT_WORDS.items()}
    thanked = []
    for row in _lines(written):
        word, _colon, name = row.partition(":")
        role = by_word.get(word.strip().casefold())
        if role is None or not name.strip():
            raise ValueError(
                _(
                    "Begin each line with one of these and a colon: %(words)s. This one does not: "
                    "%(row)s",
                    words=", ".join(str(word) for word in CREDIT_WORDS.values()),
                    row=row[:60],
                )
            )
        thanked.append((role, name.strip()))
    return thanked


def read_practical(written: str | None) -> list[tuple[str, str, Sign]]:
    """Read paragraphs whose first line is the title, "(food)" at its end choosing the sign."""
    by_word = {str(word).casefold(): sign for sign, word in SIGN_WORDS.items()}
    notes = []
    for block in (written or "").split("\n\n"):
        rows = _lines(block)
        if not rows:
            continue
        title, _bracket, word = rows[0].rstrip(")").rpartition(" (")
        sign = by_word.get(word.casefold()) if title else None
        if sign is None:
            title, sign = rows[0], Sign.PLACE
        notes.append((title, " ".join(rows[1:]), sign))
    return notes


class PublicTextForm(Form):
    """What else stands on the public page."""

    language = one_of(
        _l("Which language is spoken?"),
        list(LANGUAGES.items()),
        default=DEFAULT,
        description=_l("The write-up, the log and what is printed are in it."),
    )
    introduction = text(_l("What would you say to somebody who thinks of coming?"), at_most=1200)
    purpose = text(_l("Why do you meet?"), at_most=2000)
    venue_address = line(_l("Address"), at_most=200)
    venue_town = line(_l("Town"), at_most=80)
    venue_directions = text(_l("How to get there"), at_most=1000)
    day_plan = text(
        _l("How the day goes"),
        at_most=4000,
        description=_l("One line each, beginning with a time: 9.30 Coffee and rolls."),
    )
    practical = text(
        _l("Good to know"),
        at_most=4000,
        description=_l(
            "A title on its own line, then the text. A blank line between them. End a title with "
            "(place), (food), (quiet), (hand) or (clock) to choose its drawing."
        ),
    )
    credits = text(
        _l("Who made it possible"),
        at_most=2000,
        description=_l("One line each, like: Supported by: The Good Foundation."),
    )

    def _check(self, read: Any, field: Any) -> None:
        try:
            read(field.data)
        except ValueError as unclear:
            raise StopValidation(str(unclear)) from None

    def validate_day_plan(self, field: Any) -> None:
        """Say which line has no time."""
        self._check(read_day_plan, field)

    def validate_credits(self, field: Any) -> None:
        """Say which line names no role."""
        self._check(read_credits, field)

    @classmethod
    def of(cls, event: Event) -> PublicTextForm:
        """Fill the form with what is known."""
        return cls(
            language=event.language,
            introduction=event.introduction,
            purpose=event.purpose,
            venue_address=event.venue_address,
            venue_town=event.venue_town,
            venue_directions=event.venue_directions,
            day_plan="\n".join(f"{item.at:%H.%M} {item.what}" for item in event.day_plan),
            practical="\n\n".join(
                f"{note.title} ({SIGN_WORDS[note.sign]})\n{note.text}" for note in event.practical
            ),
            credits="\n".join(
                f"{CREDIT_WORDS[credit.role]}: {credit.name}" for credit in event.credits
            ),
        )

    def public_text(self) -> PublicText:
        """Give what was filled in."""
        return PublicText(
            language=self.language.data,
            introduction=self.introduction.data,
            purpose=self.purpose.data,
            venue_address=self.venue_address.data,
            venue_town=self.venue_town.data,
            venue_directions=self.venue_directions.data,
            day_plan=read_day_plan(self.day_plan.data),
            practical=read_practical(self.practical.data),
            credits=read_credits(self.credits.data),
        )


class CopyForm(Form):
    """Asks for the day of a gathering that is held again."""

    day = DayField(
        _l("Which day?"), validators=[Required(_l("Choose a day."))], render_kw={"type": "date"}
    )


class WhoCanComeForm(Form):
    """How people come to take part, and where they can find the gathering."""

    entry = one_of(_l("How do people come?"), ENTRY_WORDS)
    is_listed = BooleanField(
        _l("Show it in our lists and calendars"),
        description=_l(
            "A gathering by invitation is never shown there. Its page names the title and the "
            "day for those who have the address."
        ),
    )

    @classmethod
    def of(cls, event: Event) -> WhoCanComeForm:
        """Fill the form with what is decided."""
        return cls(entry=event.entry.value, is_listed=event.is_listed)

    def who_can_come(self) -> WhoCanCome:
        """Give what was filled in."""
        return WhoCanCome(entry=Entry(self.entry.data), is_listed=self.is_listed.data)


class WindowsForm(Form):
    """When peers may register, propose and choose. An empty day means: until the gathering."""

    register_closes = DayField(
        _l("People can sign up until the end of"), render_kw={"type": "date"}
    )
    propose_closes = DayField(
        _l("Topics can be proposed until the end of"), render_kw={"type": "date"}
    )
    support_closes = DayField(
        _l("People can choose among the topics until the end of"), render_kw={"type": "date"}
    )

    _ACTIONS = {
        "register_closes": Action.REGISTER,
        "propose_closes": Action.PROPOSE,
        "support_closes": Action.SUPPORT,
    }

    @classmethod
    def of(cls, event: Event) -> WindowsForm:
        """Fill the form with what is known."""
        values = {}
        for name, action in cls._ACTIONS.items():
            phase = event.phase(action)
            if phase is not None and phase.closes_at is not None:
                values[name] = phase.closes_at.astimezone(event.zone).date()
        return cls(**values)

    def windows(self, event: Event) -> list[Window]:
        """Give what was filled in; the openings stay as they were."""
        windows = []
        for name, action in self._ACTIONS.items():
            phase = event.phase(action)
            day = self[name].data
            windows.append(
                Window(
                    action=action,
                    opens_at=phase.opens_at if phase else None,
                    closes_at=moment(day, time(23, 59, 59), event.zone) if day else None,
                )
            )
        return windows

"""What organisers fill in to make a gathering come back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from eventapp.events.enums import Kind
from eventapp.events.forms import KIND_WORDS, MOST_PLACES
from eventapp.events.kinds import DEFAULTS
from eventapp.events.models import Series
from eventapp.events.rules import MOST_DATES, Repeats, Rule, days_of, read_rule
from eventapp.events.services.series import SeriesPlan
from eventapp.web.fields import DayField, TimeField, WholeNumberField, read_day
from eventapp.web.forms import Form, Required, from_list, line, one_of, text

REPEATS_WORDS = [
    (Repeats.WEEKLY.value, _l("Every week")),
    (Repeats.BIWEEKLY.value, _l("Every second week")),
    (Repeats.MONTHLY.value, _l("Once a month, on the same weekday: the first Tuesday, say")),
    (Repeats.MONTHLY_LAST.value, _l("Once a month, on the last such weekday")),
]


def read_days(written: str | None) -> frozenset[date]:
    """Read days, one on each line. Raises ValueError naming the line that is unclear."""
    days = set()
    for row in (written or "").split("\n"):
        if not row.strip():
            continue
        try:
            days.add(read_day(row.strip()))
        except ValueError:
            raise ValueError(
                _("Write one day on each line. We cannot read this one: %(row)s", row=row[:60])
            ) from None
    return frozenset(days)


class SeriesForm(Form):
    """What comes back, how often, from when, and on which days it does not."""

    title = line(_l("What is it called?"), Required(_l("Give it a title.")), at_most=120)
    headline_theme = line(_l("What is it about?"), Required(_l("Write a few words.")), at_most=160)
    venue_name = line(
        _l("Where?"),
        Required(_l("Write a place.")),
        at_most=160,
        description=_l("The name people know it by, and the town."),
    )
    kind = from_list(_l("What kind is it?"), KIND_WORDS)
    repeats = one_of(_l("How often?"), REPEATS_WORDS, default=Repeats.WEEKLY.value)
    starts_on = DayField(
        _l("The first day"),
        validators=[Required(_l("Choose a day."))],
        render_kw={"type": "date"},
        description=_l("It comes back on the same weekday."),
    )
    starts = TimeField(
        _l("From"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    ends = TimeField(
        _l("Until"), validators=[Required(_l("Write a time."))], render_kw={"type": "time"}
    )
    until = DayField(_l("It ends on"), render_kw={"type": "date"})
    times = WholeNumberField(
        _l("Or after this many times"),
        least=1,
        most=MOST_DATES,
        render_kw={"inputmode": "numeric"},
        description=_l("Leave both empty, and we make the next 26 dates."),
    )
    without = text(
        _l("Not on these days"),
        at_most=1000,
        description=_l("One day on each line, like 2027-12-24."),
    )
    places = WholeNumberField(
        _l("How many can come each time?"),
        least=1,
        most=MOST_PLACES,
        validators=[Required(_l("Write a number."))],
        render_kw={"inputmode": "numeric"},
    )

    def validate_ends(self, field: TimeField) -> None:
        """Say it when a date would end before it begins."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise StopValidation(_("The day must end after it begins."))

    def validate_until(self, field: DayField) -> None:
        """Say it when the series would end before it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise StopValidation(_("It cannot end before the first day."))

    def validate_times(self, field: WholeNumberField) -> None:
        """Say it when there are two ends."""
        if field.data and self.until.data:
            raise StopValidation(_("Choose one of the two: a last day, or a number of times."))

    def validate_without(self, field: DayField) -> None:
        """Say which line is no day."""
        try:
            read_days(field.data)
        except ValueError as unclear:
            raise StopValidation(str(unclear)) from None

    @classmethod
    def of_kind(cls, kind: Kind) -> SeriesForm:
        """Begin with what a kind suggests."""
        defaults = DEFAULTS[kind]
        return cls(
            kind=kind.value, starts=defaults.starts, ends=defaults.ends, places=defaults.places
        )

    @classmethod
    def of(cls, series: Series) -> SeriesForm:
        """Fill the form with what is decided."""
        rule = read_rule(series.rule, series.starts_on)
        return cls(
            title=series.title,
            headline_theme=series.headline_theme,
            venue_name=series.venue_name,
            kind=series.kind.value,
            places=series.places,
            repeats=rule.repeats.value,
            starts_on=rule.starts_on,
            starts=series.starts,
            ends=ends_at(series),
            until=rule.until,
            times=rule.times,
            without=series.exceptions,
        )

    def plan(self) -> SeriesPlan:
        """Give what was filled in."""
        return SeriesPlan(
            kind=Kind(self.kind.data),
            title=self.title.data,
            headline_theme=self.headline_theme.data,
            venue_name=self.venue_name.data,
            places=self.places.data,
            rule=Rule(
                repeats=Repeats(self.repeats.data),
                starts_on=self.starts_on.data,
                until=self.until.data,
                times=self.times.data,
            ),
            starts=self.starts.data,
            lasts=_between(self.starts.data, self.ends.data),
            without=read_days(self.without.data),
        )

    def days(self, today: date) -> list[date]:
        """List the days that would be made, from today on."""
        plan = self.plan()
        return days_of(
            plan.rule.as_rrule(),
            starts_on=plan.rule.starts_on,
            without=plan.without,
            not_before=today,
        )


def ends_at(series: Series) -> time:
    """Give when a date of a series ends, by the clock there."""
    begins = datetime.combine(series.starts_on, series.starts)
    return (begins + timedelta(minutes=series.minutes)).time()


def _between(starts: time, ends: time) -> timedelta:
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return timedelta(minutes=minutes)

"""How often a series comes back: the rule in RFC 5545, its days, and how people say it.

A rule is kept as the text of an RRULE, so that any calendar can read it; people choose among
the few that gatherings have.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from babel.dates import format_date
from dateutil.rrule import rrulestr
from flask_babel import gettext as _

from eventapp.web.language import current_language
from eventapp.web.template_helpers import clock, day

MOST_DATES = 26  # Half a year of weeks: further ahead nobody has booked the room.
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 5  # Few months have a fifth of each weekday; who chooses it means the last.


class Repeats(StrEnum):
    """The ways in which a gathering comes back."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    MONTHLY_LAST = "monthly_last"


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, from which day on, and until when; neither end means: it goes on."""

    repeats: Repeats
    starts_on: date
    until: date | None = None
    times: int | None = None

    def as_rrule(self) -> str:
        """Write the rule as RFC 5545 has it (3.3.10)."""
        weekday = _DAYS[self.starts_on.weekday()]
        parts = {
            Repeats.WEEKLY: ["FREQ=WEEKLY", f"BYDAY={weekday}"],
            Repeats.BIWEEKLY: ["FREQ=WEEKLY", "INTERVAL=2", f"BYDAY={weekday}"],
            Repeats.MONTHLY: ["FREQ=MONTHLY", f"BYDAY={self.week_of_month}{weekday}"],
            Repeats.MONTHLY_LAST: ["FREQ=MONTHLY", f"BYDAY=-1{weekday}"],
        }[self.repeats]
        if self.times is not None:
            parts.append(f"COUNT={self.times}")
        elif self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        return ";".join(parts)

    @property
    def week_of_month(self) -> int:
        """Tell which of its weekday in the month the first day is; the fifth counts as last."""
        nth = (self.starts_on.day - 1) // 7 + 1
        return -1 if nth == _LAST else nth


def read_rule(rrule: str, starts_on: date) -> Rule:
    """Read back what ``Rule.as_rrule`` wrote."""
    parts = dict(part.split("=", 1) for part in rrule.split(";"))
    if parts["FREQ"] == "WEEKLY":
        repeats = Repeats.BIWEEKLY if parts.get("INTERVAL") == "2" else Repeats.WEEKLY
    else:
        is_last = parts["BYDAY"].startswith("-1")
        repeats = Repeats.MONTHLY_LAST if is_last else Repeats.MONTHLY
    until = parts.get("UNTIL")
    times = parts.get("COUNT")
    return Rule(
        repeats=repeats,
        starts_on=starts_on,
        until=date.fromisoformat(until.partition("T")[0]) if until else None,
        times=int(times) if times else None,
    )


def days_of(
    rrule: str, *, starts_on: date, without: Collection[date], not_before: date
) -> list[date]:
    """List the days of a rule from a day on, 26 at the most, less those that are left out.

    Days that are left out count when a rule says how many times, as in RFC 5545.
    """
    days: list[date] = []
    for at in rrulestr(rrule, dtstart=datetime.combine(starts_on, time())):
        if at.date() >= not_before and at.date() not in without:
            days.append(at.date())
        if len(days) == MOST_DATES:
            break
    return days


def in_words(rule: Rule, *, starts: time, ends: time) -> str:
    """Say a rule: "Every second Tuesday, 14:00–16:00"."""
    sentence = _(
        "%(days)s, %(starts)s–%(ends)s",
        days=_days_in_words(rule),
        starts=_short(starts),
        ends=_short(ends),
    )
    if rule.times is not None:
        return _("%(rule)s, %(times)s times", rule=sentence, times=rule.times)
    if rule.until is not None:
        return _("%(rule)s, until %(day)s", rule=sentence, day=day(rule.until, "whole"))
    return sentence


def _days_in_words(rule: Rule) -> str:
    weekday = format_date(rule.starts_on, "EEEE", locale=current_language())
    if rule.repeats is Repeats.WEEKLY:
        return _("Every %(weekday)s", weekday=weekday)
    if rule.repeats is Repeats.BIWEEKLY:
        return _("Every second %(weekday)s", weekday=weekday)
    nth = -1 if rule.repeats is Repeats.MONTHLY_LAST else rule.week_of_month
    return {
        1: _("The first %(weekday)s of the month", weekday=weekday),
        2: _("The second %(weekday)s of the month", weekday=weekday),
        3: _("The third %(weekday)s of the month", weekday=weekday),
        4: _("The fourth %(weekday)s of the month", weekday=weekday),
        -1: _("The last %(weekday)s of the month", weekday=weekday),
    }[nth]


def _short(at: time) -> str:
    """Write a whole hour in Danish as people say it: "14" and not "14.00"."""
    if current_language() == "da" and not at.minute:
        return str(at.hour)
    return clock(at)

"""What is filled in for the programme, and at the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField
from wtforms.validators import StopValidation

from eventapp.events.forms import moment
from eventapp.programme.enums import ContributionKind
from eventapp.programme.models import Contribution, Round, TableSession
from eventapp.programme.services.notes import Note
from eventapp.programme.services.plan import Frame, RoundPlan, TablePlan
from eventapp.themes.models import ThemeProposal
from eventapp.tokens import new_secret
from eventapp.web.fields import TimeField, WholeNumberField
from eventapp.web.forms import Form, Required, choices, line, one_of, several_of, text

LONGEST_NOTE = 2000
_SECRET = re.compile(r"[A-Z2-7]{26}")

KIND_WORDS = [
    (ContributionKind.POINT.value, _l("Point")),
    (ContributionKind.EXPERIENCE.value, _l("Experience")),
    (ContributionKind.NEED.value, _l("Need")),
    (ContributionKind.WISH.value, _l("Wish")),
    (ContributionKind.DISAGREEMENT.value, _l("Disagreement")),
]

CHOSEN, BY_LOT, FREE = "chosen", "by_lot", "free"
TABLE_WORDS = [
    (CHOSEN, _l("Chosen by the peers")),
    (BY_LOT, _l("Drawn by lot among what few chose")),
    (FREE, _l("Free: whoever sits there brings the topic")),
]


class NoteForm(Form):
    """One thing that was said."""

    text = text(
        _l("Next contribution"),
        Required(_l("Write what was said.")),
        at_most=LONGEST_NOTE,
        description=_l("One thing at a time. Write it as it is said. No names."),
        render_kw={"rows": 3},
    )
    kind = one_of(_l("What is it?"), KIND_WORDS)
    own_words = BooleanField(_l("Word for word, as it was said"))
    once = HiddenField(default=new_secret)

    @property
    def sent_from(self) -> str:
        """Give the secret of this form; who sends none of ours gets a fresh one."""
        sent = self.once.data or ""
        return sent if _SECRET.fullmatch(sent) else new_secret()

    def note(self) -> Note:
        """Give what was filled in."""
        return Note(
            kind=ContributionKind(self.kind.data),
            text=self.text.data,
            own_words=self.own_words.data,
        )


class ChangeNoteForm(NoteForm):
    """Puts a note right."""

    @classmethod
    def of(cls, contribution: Contribution) -> ChangeNoteForm:
        """Fill the form with what was noted."""
        form = cls(
            text=contribution.text,
            kind=contribution.kind.value,
            own_words=contribution.own_words,
        )
        form.text.label.text = _("The contribution")
        return form


class ReadBackForm(Form):
    """A yes to what was heard."""

    heard = HiddenField()


def _filled(sentence: object) -> Callable[[Form, Field], None]:
    """Ask for what is empty. What cannot be read, and a 0, are no empty fields."""

    def check(_form: Form, field: Field) -> None:
        if field.data is None and not field.process_errors:
            raise StopValidation(str(sentence))

    return check


def _time(label: object) -> TimeField:
    return TimeField(label, validators=[_filled(_l("Write a time."))], render_kw={"type": "time"})


def _number(label: object, *, least: int = 1, most: int) -> WholeNumberField:
    return WholeNumberField(
        label,
        least=least,
        most=most,
        validators=[_filled(_l("Write a number."))],
        render_kw={"inputmode": "numeric"},
    )


class RoundForm(Form):
    """A round: its number, what it is called, and from when until when."""

    number = _number(_l("Number"), most=99)
    title = line(_l("What is it called?"), at_most=120, description=_l("It may stay empty."))
    starts = _time(_l("From"))
    ends = _time(_l("Until"))

    def validate_ends(self, field: TimeField) -> None:
        """Say it when the round would end before it begins."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise StopValidation(_("The round must end after it begins."))

    @classmethod
    def of(cls, known: Round) -> RoundForm:
        """Fill the form with what is known."""
        return cls(
            number=known.number,
            title=known.title,
            starts=known.starts_here.time(),
            ends=known.ends_here.time(),
        )

    def plan(self, day: date, zone: ZoneInfo) -> RoundPlan:
        """Give what was filled in, on a day of the gathering."""
        return RoundPlan(
            number=self.number.data,
            title=self.title.data,
            starts_at=moment(day, self.starts.data, zone),
            ends_at=moment(day, self.ends.data, zone),
        )


class TableForm(Form):
    """A table: its number, its headline, and what is talked about there."""

    number = _number(_l("Number"), most=999)
    headline = line(
        _l("Headline"),
        at_most=160,
        description=_l("What stands on the sign. The peers' own words are best."),
    )
    sort = one_of(_l("What kind of table is it?"), TABLE_WORDS, default=CHOSEN)
    proposals = several_of(_l("Which proposals belong there?"), [])

    def validate_proposals(self, field: object) -> None:
        """Keep a free table free."""
        if self.sort.data == FREE and getattr(field, "data", None):
            raise StopValidation(
                _("A free table has no proposals. Take them off, or choose again.")
            )

    @classmethod
    def of(cls, known: TableSession, placeable: Sequence[ThemeProposal]) -> TableForm:
        """Fill the form with what is known."""
        form = cls(
            number=known.number,
            headline=known.headline,
            sort=FREE if known.is_free else BY_LOT if known.drawn_by_lot else CHOSEN,
            proposals=[proposal.id for proposal in known.proposals],
        )
        return form.offer(placeable)

    @classmethod
    def numbered(cls, number: int, placeable: Sequence[ThemeProposal]) -> TableForm:
        """Make an empty form that suggests the next number."""
        return cls(number=number).offer(placeable)

    def offer(self, placeable: Sequence[ThemeProposal]) -> TableForm:
        """Let these proposals be chosen."""
        self.proposals.choices = choices([(proposal.id, proposal.text) for proposal in placeable])
        return self

    def plan(self) -> TablePlan:
        """Give what was filled in."""
        return TablePlan(
            number=self.number.data,
            headline=self.headline.data,
            drawn_by_lot=self.sort.data == BY_LOT,
            is_free=self.sort.data == FREE,
            proposals=self.proposals.data,
        )


class FrameForm(Form):
    """Several rounds alike, made in one go."""

    rounds = _number(_l("Rounds"), most=12)
    tables = _number(_l("Tables in each"), most=200)
    starts = _time(_l("The first begins"))
    minutes = _number(_l("Minutes in each"), least=5, most=480)
    pause = _number(_l("Minutes between"), least=0, most=480)
    latest = HiddenField()

    def frame(self, day: date, zone: ZoneInfo) -> Frame:
        """Give what was filled in, on the day of the gathering."""
        return Frame(
            rounds=self.rounds.data,
            tables=self.tables.data,
            starts_at=moment(day, self.starts.data, zone),
            lasts=timedelta(minutes=self.minutes.data),
            pause=timedelta(minutes=self.pause.data),
        )

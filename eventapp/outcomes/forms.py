"""What editors fill in to write the write-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from eventapp.accounts.forms import WebAddress
from eventapp.outcomes.enums import (
    ChangeKind,
    ParagraphRole,
    Quantifier,
    Voice,
)
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph
from eventapp.outcomes.services.edit import (
    ChangeDetails,
    ClaimDetails,
    ParagraphDetails,
    SourceDetails,
)
from eventapp.outcomes.words import (
    CHANGE_WORDS,
    HOST_ROLE_WORDS,
    KIND_WORDS,
    PEER_ROLE_WORDS,
    QUANTIFIER_WORDS,
)
from eventapp.programme.models import Contribution
from eventapp.web.fields import DayField, WholeNumberField
from eventapp.web.forms import Form, Required, choices, from_list, line, one_of, several_of
from eventapp.web.forms import text as lines

MOST_PEOPLE = 5000


class OptionalWebAddress(WebAddress):
    """A web address, or nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        """Raise StopValidation for what is there and cannot be opened."""
        if field.data:
            super().__call__(form, field)


class SectionForm(Form):
    """Adds a part."""

    kind = from_list(_l("Which part?"), KIND_WORDS)
    heading = line(_l("Heading"), at_most=120)


class HeadingForm(Form):
    """Gives a part another heading."""

    heading = line(_l("Heading"), at_most=120)


class HostParagraphForm(Form):
    """The host's words, or what somebody else has published."""

    voice = one_of(
        _l("Whose words are they?"),
        [(Voice.HOST.value, _l("The host's")), (Voice.SOURCE.value, _l("A source's"))],
        default=Voice.HOST.value,
    )
    role = one_of(_l("What is it?"), HOST_ROLE_WORDS, default=ParagraphRole.PLAIN.value)
    text = lines(_l("The text"), Required(_l("Write something here.")), at_most=4000)
    link_text = line(_l("Words of a link after it"), at_most=120)
    link_url = line(_l("Where the link leads"), OptionalWebAddress(), at_most=300)
    publisher = line(_l("Source: who says it"), at_most=200)
    title = line(_l("Source: title"), at_most=300)
    year = WholeNumberField(_l("Source: year"), least=1800, most=2200)
    url = line(_l("Source: address"), OptionalWebAddress(), at_most=300)
    quoted_text = lines(_l("Source: words quoted"), at_most=1000)

    def validate_publisher(self, field: Any) -> None:
        """Say that a source's words need a source."""
        if self.voice.data == Voice.SOURCE.value and not field.data:
            raise StopValidation(_("Say who says it, so that a reader can look it up."))

    @classmethod
    def of(cls, paragraph: Paragraph) -> HostParagraphForm:
        """Fill the form with what is written."""
        source = next(iter(paragraph.sources), None)
        return cls(
            voice=paragraph.voice.value,
            role=paragraph.role.value,
            text=paragraph.text,
            link_text=paragraph.link_text,
            link_url=paragraph.link_url,
            publisher=source.publisher if source else "",
            title=source.title if source else "",
            year=source.year if source else None,
            url=source.url if source else "",
            quoted_text=source.quoted_text if source else "",
        )

    def details(self) -> ParagraphDetails:
        """Give what was filled in."""
        source = None
        if self.publisher.data:
            source = SourceDetails(
                publisher=self.publisher.data,
                title=self.title.data,
                year=self.year.data,
                url=self.url.data,
                quoted_text=self.quoted_text.data,
            )
        return ParagraphDetails(
            voice=Voice(self.voice.data),
            role=ParagraphRole(self.role.data),
            text=self.text.data,
            link_text=self.link_text.data,
            link_url=self.link_url.data,
            source=source,
        )


class _BackedForm(Form):
    """Something in the peers' voice, with the contributions behind it."""

    answered_yes = WholeNumberField(_l("How many said yes to it?"), least=0, most=MOST_PEOPLE)
    answered_of = WholeNumberField(_l("Of how many who answered?"), least=1, most=MOST_PEOPLE)
    evidence = several_of(_l("Which contributions stand behind it?"), [], coerce=int)

    def offer(self, contributions: Sequence[Contribution]) -> None:
        """Offer what was noted, with where it was said."""
        self.evidence.choices = choices([(str(one.id), one.text) for one in contributions])

    def validate_answered_yes(self, field: Any) -> None:
        """More cannot have said yes than answered."""
        yes, of = field.data, self.answered_of.data
        if (yes is None) != (of is None):
            raise StopValidation(_("Write both numbers, or neither."))
        if yes is not None and yes > of:
            raise StopValidation(_("More cannot have said yes than answered."))


class ClaimForm(_BackedForm):
    """A sentence in the peers' voice."""

    text = lines(_l("The sentence"), Required(_l("Write something here.")), at_most=800)
    role = from_list(_l("What is it?"), PEER_ROLE_WORDS, default=ParagraphRole.PLAIN.value)
    addressee = line(_l("For whom? (only for what it means)"), at_most=80)
    quantifier = from_list(_l("Its word for how many"), QUANTIFIER_WORDS, default="")

    @classmethod
    def of(cls, claim: Claim) -> ClaimForm:
        """Fill the form with what is written."""
        return cls(
            text=claim.text,
            role=claim.paragraph.role.value,
            addressee=claim.paragraph.addressee,
            quantifier=claim.quantifier.value if claim.quantifier else "",
            answered_yes=claim.answered_yes,
            answered_of=claim.answered_of,
            evidence=[one.id for one in claim.evidence],
        )

    def details(self) -> ClaimDetails:
        """Give what was filled in."""
        return ClaimDetails(
            text=self.text.data,
            quantifier=Quantifier(self.quantifier.data) if self.quantifier.data else None,
            answered_yes=self.answered_yes.data,
            answered_of=self.answered_of.data,
            evidence=self.evidence.data,
        )


class ChangeForm(_BackedForm):
    """Something the peers ask somebody for."""

    kind = one_of(_l("What is it?"), CHANGE_WORDS, default=ChangeKind.WISH.value)
    addressed_to = line(_l("Who is asked?"), Required(_l("Write who can do it.")), at_most=120)
    text = lines(
        _l("What do the peers ask for?"), Required(_l("Write something here.")), at_most=800
    )
    review_on = DayField(_l("When do we look at it again?"), render_kw={"type": "date"})

    @classmethod
    def of(cls, change: DesiredChange) -> ChangeForm:
        """Fill the form with what is written."""
        return cls(
            kind=change.kind.value,
            addressed_to=change.addressed_to,
            text=change.text,
            review_on=change.review_on,
            answered_yes=change.answered_yes,
            answered_of=change.answered_of,
            evidence=[one.id for one in change.evidence],
        )

    def details(self) -> ChangeDetails:
        """Give what was filled in."""
        return ChangeDetails(
            kind=ChangeKind(self.kind.data),
            addressed_to=self.addressed_to.data,
            text=self.text.data,
            review_on=self.review_on.data,
            answered_yes=self.answered_yes.data,
            answered_of=self.answered_of.data,
            evidence=self.evidence.data,
        )

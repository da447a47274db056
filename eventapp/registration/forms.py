"""What a person fills in to take part."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from eventapp.accounts.forms import address_line
from eventapp.registration.enums import Engagement, Region
from eventapp.registration.models import Registration
from eventapp.registration.place_queries import Rules
from eventapp.registration.services import Details
from eventapp.registration.words import ENGAGEMENT_WORDS, REGION_WORDS, ROLE_WORDS, UNSAID
from eventapp.web.forms import (
    Form,
    Required,
    choices,
    from_list,
    line,
    one_of,
    several_of,
    shows_something,
)
from eventapp.web.language import LANGUAGES


class DetailsForm(Form):
    """What to call a person, and two things she may tell."""

    chosen_name = line(
        _l("What shall we call you?"),
        Required(_l("Write what we shall call you. It need not be your own name.")),
        at_most=60,
        description=_l("A first name is enough. It need not be your own."),
        render_kw={"autocomplete": "given-name"},
    )
    region = from_list(_l("Region"), [UNSAID, *REGION_WORDS], default="")
    engagement = one_of(_l("How are you a peer?"), [*ENGAGEMENT_WORDS, UNSAID], default="")

    def need_kind(self) -> None:
        """Make a person say how she is a peer: the seats are shared out by it."""
        self.engagement.choices = choices(ENGAGEMENT_WORDS)
        self.engagement.description = _l(
            "There is a number of seats for each, so we need to know which one is yours."
        )
        self.engagement.invalid_choice_message = _l(
            "Choose one of the two. The seats are shared out by it."
        )

    def details(self) -> Details:
        """Give what was filled in."""
        return Details(
            chosen_name=self.chosen_name.data,
            region=Region(self.region.data) if self.region.data else None,
            engagement=Engagement(self.engagement.data) if self.engagement.data else None,
            companion_name=self.brought(),
        )

    def brought(self) -> str:
        """Give the name of whom she brings; empty for nobody."""
        name = self["companion_name"].data if "companion_name" in self else ""
        return name if shows_something(name) else ""


class RegistrationForm(DetailsForm):
    """Signing up: the two things we need, and two that are optional."""

    address = address_line(
        _l("Your e-mail"), description=_l("We send your pass and a link. Nothing else.")
    )
    companion_name = line(
        _l("Do you bring somebody? What shall we call them?"),
        at_most=60,
        description=_l(
            "Leave it empty if you come alone. You get two seats together, or wait for two."
        ),
    )

    @classmethod
    def under(cls, rules: Rules) -> RegistrationForm:
        """Make the form of a gathering whose places are given out like this."""
        form = cls()
        if rules.caps:
            form.need_kind()
        if not rules.allows_companions:
            del form.companion_name
        return form

    @classmethod
    def of_invitation(cls, rules: Rules) -> RegistrationForm:
        """Make the form of somebody for whom a seat is held: it is one seat, whatever she is."""
        form = cls.under(rules)
        if "companion_name" in form:
            del form.companion_name
        return form


class OwnDetailsForm(DetailsForm):
    """Changing what we know."""

    language = one_of(_l("Which language do you want mails in?"), list(LANGUAGES.items()))
    is_plain = BooleanField(_l("Mails may say openly what they are about"))

    @classmethod
    def of(cls, registration: Registration) -> OwnDetailsForm:
        """Fill the form with what is known."""
        return cls(
            chosen_name=registration.chosen_name,
            region=registration.region.value if registration.region else "",
            engagement=registration.engagement.value if registration.engagement else "",
            language=registration.language,
            is_plain=not registration.is_discreet,
        )


class LinkForm(Form):
    """Asks where to send a new link."""

    address = address_line(_l("Your e-mail"))


class RolesForm(Form):
    """What a peer has agreed to do."""

    roles = several_of(_l("What has the person agreed to do?"), ROLE_WORDS)

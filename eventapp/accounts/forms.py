"""What people fill in to sign in and to describe their association."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, StringField
from wtforms.validators import Optional, StopValidation

from eventapp.accounts.enums import Role
from eventapp.accounts.services import OrganisationDetails
from eventapp.accounts.slips import suggested
from eventapp.web.forms import AtMost, Form, Required, clean_line, line, one_of

ADDRESS_LENGTH = 254  # RFC 5321, erratum 1690.


class MailAddress:
    """Say of a mail address that cannot be written to what is wrong with it."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation; nothing is looked up on the network."""
        try:
            # Few mail servers take letters like æ before the @ (RFC 6531), so we would promise
            # a mail that never comes. After the @ they are fine.
            checked = validate_email(field.data, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            raise StopValidation(
                _l("We cannot read this address. Does it look like name@place.dk?")
            ) from None
        field.data = checked.normalized


class AddressField(StringField):
    """A mail address, and what we ask when it looks like a slip of the hand.

    The question stands at the field with two buttons. Sending the same address once more
    answers it too, so nobody is held up who does not see them.
    """

    #: The address somebody probably meant, while we ask.
    suggestion: str | None = None
    #: The address we asked about before, and the one she took instead; both as they came back.
    asked = taken = ""

    def process(self, formdata: Any, *data: Any, **options: Any) -> None:
        """Read the answer to our question along with the address."""
        super().process(formdata, *data, **options)
        if formdata is not None:
            self.asked = clean_line(formdata.get(f"{self.name}-asked", ""))
            self.taken = clean_line(formdata.get(f"{self.name}-taken", ""))


class NoSlip:
    """Ask once whether a well-known domain was meant, and take the answer."""

    def __call__(self, form: Any, field: AddressField) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation with the question. Only what was typed decides whether we ask."""
        meant = suggested(field.data)
        if meant is None:
            return
        if field.taken == meant:
            field.data = meant
        elif field.asked != field.data:
            field.suggestion = meant
            raise StopValidation(_l("Did you mean %(address)s?", address=meant))


def address_line(label: Any, *, required: bool = True, **options: Any) -> Field:
    """Make a field for a mail address, which asks about slips of the hand."""
    first = Required(_l("Write your e-mail.")) if required else Optional()
    return AddressField(
        label,
        validators=[first, AtMost(ADDRESS_LENGTH), MailAddress(), NoSlip()],
        filters=[clean_line],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
        **options,
    )


class WebAddress:
    """Say of a web address that it must begin with https://."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Raise StopValidation for anything that is not a plain web address."""
        try:
            parts = urlsplit(field.data or "")
        except ValueError:
            parts = urlsplit("")
        if parts.scheme != "https" or "." not in (parts.hostname or ""):
            raise StopValidation(_l("Write an address that begins with https://."))


class SignInForm(Form):
    """Asks where to send the link."""

    address = address_line(_l("Your e-mail"))


class OrganisationForm(Form):
    """What the association says of itself on the pages of its gatherings."""

    name = line(_l("The association's name"), Required(_l("Write the name.")), at_most=120)
    contact_name = line(
        _l("Who can people ask on the day?"),
        Required(_l("Write a name.")),
        at_most=80,
        description=_l("A person who has said yes to being named on the pages."),
    )
    contact_phone = line(
        _l("Telephone"),
        Required(_l("Write a telephone number.")),
        at_most=40,
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    contact_address = address_line(_l("An e-mail people can write to"))
    crisis_line_name = line(
        _l("Whom can people call when it gets too hard?"),
        Required(_l("Write a name.")),
        at_most=120,
        description=_l("A helpline that is open on the day."),
    )
    crisis_line_phone = line(
        _l("The helpline's number"),
        Required(_l("Write a telephone number.")),
        at_most=40,
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    exit_url = line(
        _l("Where “Leave this page” leads"),
        WebAddress(),
        at_most=300,
        description=_l("A page nobody asks about, like the weather."),
    )

    def details(self) -> OrganisationDetails:
        """Give what was filled in."""
        return OrganisationDetails(
            name=self.name.data,
            contact_name=self.contact_name.data,
            contact_phone=self.contact_phone.data,
            contact_address=self.contact_address.data,
            crisis_line_name=self.crisis_line_name.data,
            crisis_line_phone=self.crisis_line_phone.data,
            exit_url=self.exit_url.data,
        )


ROLE_WORDS = [
    (Role.DOOR_HOST.value, _l("Door host: lets people in on the day")),
    (Role.ORGANISER.value, _l("Organiser: makes gatherings and sees who comes")),
    (Role.OWNER.value, _l("Owner: also decides who is with you here")),
]


class InviteForm(Form):
    """Asks for a person to help."""

    name = line(_l("What is the person called?"), Required(_l("Write a name.")), at_most=80)
    address = address_line(_l("Their e-mail"))
    role = one_of(_l("What do they do?"), ROLE_WORDS, default=Role.DOOR_HOST.value)


class RoleForm(Form):
    """Asks for another role."""

    role = one_of(_l("What do they do?"), ROLE_WORDS)


class OwnNameForm(Form):
    """Asks what a person wants to be called."""

    name = line(_l("What do we call you?"), Required(_l("Write a name.")), at_most=80)


class PasskeyNameForm(Form):
    """Asks what a person calls one of her passkeys."""

    name = line(
        _l("What do you call it?"),
        Required(_l("Write a name.")),
        at_most=60,
        description=_l("So that you know it again, like “my phone”."),
    )


class NewPasskeyForm(PasskeyNameForm):
    """A new passkey with its name; the script on the page fills in what the browser made."""

    credential = HiddenField()


class PasskeyForm(Form):
    """What a passkey has signed; the script on the page fills it in."""

    credential = HiddenField()

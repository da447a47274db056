"""What a helper sends from the door."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, validators
from wtforms.validators import AnyOf, StopValidation

from eventapp.checkin.enums import How
from eventapp.checkin.lookup import read_code
from eventapp.web.forms import Form, Required, line

LEAST_LETTERS = 2  # One letter would be a list of names.


def new_client_id() -> str:
    """Make the number of something that is about to happen at this door."""
    return str(uuid4())


class ScanForm(Form):
    """Carries the number of what it will do, so that pressing twice does it once."""

    client_id = HiddenField(
        default=new_client_id,
        validators=[validators.UUID(_l("This page is not whole. Load it again."))],
    )

    @property
    def number(self) -> str:
        """Give the number in its one spelling."""
        return str(UUID(self.client_id.data))

    def renew(self) -> None:
        """Take a fresh number: the old one has been used for something else."""
        self.client_id.data = new_client_id()


class CodeForm(ScanForm):
    """The short code on a pass."""

    code = line(
        _l("The code on the pass"),
        Required(_l("Write the code on the pass.")),
        at_most=120,
        description=_l("Eight letters and digits, like K7M2 QX5R."),
        render_kw={
            "autocapitalize": "characters",
            "autocomplete": "off",
            "spellcheck": "false",
            "enterkeyhint": "go",
        },
    )

    def validate_code(self, field: Field) -> None:
        """Refuse what cannot be a code."""
        if read_code(field.data) is None:
            raise StopValidation(_l("A code has eight letters and digits. Count them once more."))

    @property
    def read(self) -> str:
        """Give the code in the spelling that is compared."""
        return read_code(self.code.data) or ""


class NameForm(Form):
    """An organiser looks somebody up."""

    name = line(
        _l("Find a name"),
        Required(_l("Write some of the name.")),
        at_most=60,
        description=_l("For those without a pass. At least two letters."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "search"},
    )

    def validate_name(self, field: Field) -> None:
        """Ask for enough letters to mean one person."""
        if len(field.data) < LEAST_LETTERS:
            raise StopValidation(_l("Write at least two letters."))


class LetInForm(ScanForm):
    """Lets the person in whose pass is in the address."""

    how = HiddenField(default=How.SCAN.value, validators=[AnyOf([how.value for how in How])])


class UndoForm(ScanForm):
    """Takes back one arrival."""

    undoes = HiddenField(validators=[validators.UUID(_l("This page is not whole. Load it again."))])

    @classmethod
    def of(cls, client_id: str) -> UndoForm:
        """Make the form that takes this arrival back."""
        values: dict[str, Any] = {"undoes": client_id}
        return cls(formdata=None, **values)

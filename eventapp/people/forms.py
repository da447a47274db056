"""What an organiser fills in about her people."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import StopValidation

from eventapp.accounts.forms import address_line
from eventapp.people.enums import Column, Format, Sort
from eventapp.people.messages import Wording, words_in_braces
from eventapp.people.models import MessageToMany
from eventapp.people.queries import Narrowing
from eventapp.people.services.mailings import Message
from eventapp.people.words import (
    COLUMN_CHOICES,
    ENGAGEMENT_CHOICES,
    EVERYBODY,
    FORMAT_WORDS,
    REGION_CHOICES,
    SORT_WORDS,
    STATUS_WORDS,
)
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.forms import DetailsForm
from eventapp.registration.placeholders import unknown_in
from eventapp.registration.words import ROLE_WORDS
from eventapp.tokens import new_secret
from eventapp.web.forms import Form, Required, from_list, line, one_of, several_of, text
from eventapp.web.language import LANGUAGES

LONGEST_NOTE = 500
LONGEST_MESSAGE = 4000
_SECRET = re.compile(r"[A-Z2-7]{26}")


class _SentOnce(Form):
    """A form that carries a secret, by which its second sending is known."""

    once = HiddenField(default=new_secret)

    @property
    def sent_from(self) -> str:
        """Give the secret of this form; who sends none of ours gets a fresh one."""
        sent = self.once.data or ""
        return sent if _SECRET.fullmatch(sent) else new_secret()


class AddForm(DetailsForm, _SentOnce):
    """Somebody who told us on paper or by phone."""

    address = address_line(
        _l("E-mail, if they have one"),
        required=False,
        description=_l("Then they get the same mail as everybody. It says nothing to others."),
    )


class PersonNoteForm(_SentOnce):
    """Something to remember about a person."""

    text = text(
        _l("A note"),
        Required(_l("Write what is to be remembered.")),
        at_most=LONGEST_NOTE,
        description=_l("They can read every note on their own page, with your name under it."),
        render_kw={"rows": 3},
    )


class SearchForm(Form):
    """A name to look for. It is sent in the body, so that it stands in no address and no log."""

    search = line(_l("Find a name"), at_most=60)


class NarrowingForm(Form):
    """Which of the people, and in what order. It stands in the address: it names nobody."""

    class Meta(Form.Meta):
        """The form changes nothing, so it carries no proof of where it came from."""

        csrf = False

    state = from_list(_l("State"), [EVERYBODY, *STATUS_WORDS], default="")
    region = from_list(_l("Region"), [EVERYBODY, *REGION_CHOICES], default="")
    engagement = from_list(_l("Paid or volunteer"), [EVERYBODY, *ENGAGEMENT_CHOICES], default="")
    role = from_list(_l("Role"), [EVERYBODY, *ROLE_WORDS], default="")
    returned = BooleanField(_l("Mail to them comes back"))
    on_behalf = BooleanField(_l("Signed up on paper or by phone"))
    sort = from_list(_l("In order of"), SORT_WORDS, default=Sort.NAME.value)

    @classmethod
    def asked(cls) -> NarrowingForm:
        """Read it out of the address; what nobody can have chosen does not narrow."""
        form = cls(request.args)
        form.validate()
        for name in form.errors:
            form[name].data = form[name].default
            form[name].errors = ()
        return form

    def narrowing(self) -> Narrowing:
        """Give what was chosen."""
        return Narrowing(
            status=RegistrationStatus(self.state.data) if self.state.data else None,
            region=Region(self.region.data) if self.region.data else None,
            engagement=Engagement(self.engagement.data) if self.engagement.data else None,
            role=PeerRole(self.role.data) if self.role.data else None,
            mail_comes_back=self.returned.data,
            on_behalf=self.on_behalf.data,
        )

    def in_address(self) -> dict[str, str]:
        """Give what was chosen as it stands in an address, without what was left as it is."""
        chosen = {
            name: self[name].data
            for name in ("state", "region", "engagement", "role")
            if self[name].data
        }
        ticked = {name: "y" for name in ("returned", "on_behalf") if self[name].data}
        sort = {} if self.sort.data == Sort.NAME.value else {"sort": self.sort.data}
        return {**chosen, **ticked, **sort}


class _KnownWords:
    """Say which words in braces a message may hold."""

    def __call__(self, form: Any, field: Any) -> None:
        """Raise StopValidation for one that it may not."""
        language = form.language.data if form.language.data in LANGUAGES else "da"
        unknown = unknown_in(field.data or "", language=language, discreet=True)
        if unknown:
            raise StopValidation(
                _l(
                    "{%(word)s} cannot stand here. You can write %(words)s.",
                    word=unknown[0],
                    words=words_in_braces(language),
                )
            )


class MessageForm(_SentOnce):
    """A message to many: its words, and whom it is for."""

    text = text(
        _l("What do you want to say?"),
        Required(_l("Write what you want to say.")),
        _KnownWords(),
        at_most=LONGEST_MESSAGE,
        render_kw={"rows": 8},
    )
    language = one_of(_l("Which language is it written in?"), list(LANGUAGES.items()))
    state = from_list(
        _l("State"), [("", _l("Everybody who has not cancelled")), *STATUS_WORDS], default=""
    )
    region = from_list(_l("Region"), [EVERYBODY, *REGION_CHOICES], default="")
    engagement = from_list(_l("Paid or volunteer"), [EVERYBODY, *ENGAGEMENT_CHOICES], default="")
    role = from_list(_l("Role"), [EVERYBODY, *ROLE_WORDS], default="")

    @classmethod
    def of(cls, mailing: MessageToMany) -> MessageForm:
        """Fill the form with a draft."""
        return cls(
            text=mailing.text,
            language=mailing.language,
            state=mailing.to_status or "",
            region=mailing.to_region or "",
            engagement=mailing.to_engagement or "",
            role=mailing.to_role or "",
        )

    def message(self) -> Message:
        """Give what was filled in."""
        return Message(
            Wording(self.text.data, self.language.data),
            Narrowing(
                status=RegistrationStatus(self.state.data) if self.state.data else None,
                region=Region(self.region.data) if self.region.data else None,
                engagement=Engagement(self.engagement.data) if self.engagement.data else None,
                role=PeerRole(self.role.data) if self.role.data else None,
            ),
        )


class ReaderForm(Form):
    """As whom to see a message before it leaves."""

    name = line(_l("See it as somebody else would"), at_most=60)


class ExportForm(Form):
    """Which columns to take out, and as what."""

    columns = several_of(
        _l("What shall stand in the file?"),
        COLUMN_CHOICES,
        default=[Column.NAME.value, Column.STATUS.value],
        validators=[Required(_l("Tick at least one."))],
    )
    form = one_of(_l("Which kind of file?"), FORMAT_WORDS, default=Format.XLSX.value)

    def chosen(self) -> list[Column]:
        """Give the columns that were ticked."""
        return [Column(value) for value in self.columns.data]


class ListForm(Form):
    """A file with people."""

    file = FileField(_l("The file"), validators=[Required(_l("Choose a file."))])

    def content(self) -> bytes:
        """Give what is in the file, and let go of it: a large one lies on the disk meanwhile."""
        with closing(self.file.data) as sent:
            content: bytes = sent.read()
        return content


class ConfirmForm(Form):
    """Saying yes to a list."""

    tells_them = BooleanField(_l("Send each new person their link by e-mail"))

"""What people fill in to get letters, and organisers to write them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from eventapp.accounts.forms import address_line
from eventapp.newsletter.issues import Written
from eventapp.newsletter.models import Issue
from eventapp.web.forms import Form, Required, line, one_of, text
from eventapp.web.language import LANGUAGES


class AskForm(Form):
    """Asks where letters shall go. Pressing the button is the yes; there is no box to tick."""

    address = address_line(_l("Your e-mail"))
    shown = HiddenField()


class IssueForm(Form):
    """A letter."""

    subject = line(
        _l("Heading"),
        Required(_l("Write a heading.")),
        at_most=120,
        description=_l(
            "It stands in the inbox, where others may see it. Write it with that in mind."
        ),
    )
    body = text(
        _l("The letter"),
        Required(_l("Write the letter.")),
        at_most=8000,
        description=_l("A blank line begins a new paragraph. Addresses of pages become links."),
        render_kw={"rows": 16},
    )
    language = one_of(_l("Which language is it in?"), list(LANGUAGES.items()))

    @classmethod
    def of(cls, issue: Issue) -> IssueForm:
        """Fill the form with what is written."""
        return cls(subject=issue.subject, body=issue.body, language=issue.language)

    def written(self) -> Written:
        """Give what was filled in."""
        return Written(subject=self.subject.data, body=self.body.data, language=self.language.data)

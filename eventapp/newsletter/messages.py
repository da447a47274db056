"""The mails of this area: the question whether it was you, and the letters themselves."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.extensions import keyring
from eventapp.mail.letters import Letter
from eventapp.newsletter.models import Issue, Subscriber
from eventapp.web.addresses import public_address


@dataclass(frozen=True, slots=True)
class IssueMail(Letter):
    """A letter as one person gets it: its paragraphs, and a quiet way out at the end."""

    leaving_text: str = ""
    leaving_link: str = ""

    def as_text(self) -> str:
        """Give the letter as plain text."""
        return render_template("newsletter/mail/issue.txt", letter=self)

    def as_html(self) -> str:
        """Give the letter as a page, with nothing in it that would be fetched."""
        return render_template("newsletter/mail/issue.html", letter=self)


def confirm_letter(*, language: str, organisation: str, secret: str) -> Letter:
    """Compose the mail that asks whether it was you. It is the same for every address."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Was it you?"),
            greeting=_("Was it you?"),
            sentences=[
                _(
                    "Somebody asked for the letters of %(organisation)s to come to this address.",
                    organisation=organisation,
                ),
                _("If it was you, press the button. You can stop at any time."),
            ],
            link_text=_("Yes, it was me"),
            link=public_address("newsletter.confirm", secret=secret),
            afterwards=[
                _("Was it not you? Then do nothing. We erase the address after seven days."),
                _("If you get the letters already, nothing changes."),
            ],
            is_first=True,
        )


def leaving_link(subscriber: Subscriber) -> str:
    """Give the address at which one person ends her letters."""
    secret = keyring.leaving_secret(subscriber.leaving_seed)
    return public_address("newsletter.leave", secret=secret)


def issue_mail(issue: Issue, *, leaving: str) -> IssueMail:
    """Compose a letter for one person, by the link with which she leaves."""
    with force_locale(issue.language):
        return IssueMail(
            language=issue.language,
            subject=issue.subject,
            greeting=issue.subject,
            sentences=issue.body.split("\n\n"),
            afterwards=[
                _(
                    "You get this letter because you asked %(organisation)s for it.",
                    organisation=issue.organisation.name,
                )
            ],
            leaving_text=_("Stop the letters and erase my address"),
            leaving_link=leaving,
        )

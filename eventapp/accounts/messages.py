"""The mails about signing in."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.mail.letters import Letter
from eventapp.web.addresses import public_address


def sign_in_letter(*, language: str, secret: str) -> Letter:
    """Compose the mail with a sign-in link."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your link"),
            greeting=_("Here is your link"),
            sentences=[_("Press the button to sign in. The link works once, for half an hour.")],
            link_text=_("Sign in"),
            link=public_address("accounts.sign_in_by_link", secret=secret),
            afterwards=[_("Did you not ask for this mail? Then there is nothing you need to do.")],
        )


def no_account_letter(*, language: str) -> Letter:
    """Compose the mail to somebody who asked for a link and has no account."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your link"),
            greeting=_("We could not find you"),
            sentences=[
                _("Somebody asked for a sign-in link to this address. No organiser here uses it."),
                _("Try the address that your invitation came to."),
            ],
            afterwards=[_("Did you not ask for this mail? Then there is nothing you need to do.")],
        )


def invitation_letter(*, language: str, organisation: str, secret: str) -> Letter:
    """Compose the mail to a new member."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your link"),
            greeting=_("You are invited to help"),
            sentences=[
                _(
                    "%(organisation)s has made an account for you. Press the button to sign in "
                    "the first time. Later you ask for a new link with this address.",
                    organisation=organisation,
                )
            ],
            link_text=_("Sign in"),
            link=public_address("accounts.sign_in_by_link", secret=secret),
        )

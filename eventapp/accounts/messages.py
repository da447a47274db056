"""The mails about signing in and proving who one is."""

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
            is_first=False,
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
            is_first=True,
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


def confirmation_letter(*, language: str, secret: str) -> Letter:
    """Compose the mail with which a person proves that it is she at a signed-in browser."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your link"),
            greeting=_("Is it you?"),
            sentences=[
                _(
                    "Somebody who is signed in as you wants to open something that is kept apart. "
                    "If it is you, press the button. The link works once, for a quarter of an hour."
                )
            ],
            link_text=_("It is me"),
            link=public_address("accounts.confirm_by_link", secret=secret),
            afterwards=[
                _(
                    "Is it not you? Then do not press. Sign in, and sign out of the other "
                    "browsers on the page about you."
                )
            ],
        )


def passkey_added_letter(*, language: str) -> Letter:
    """Compose the mail that tells a person that a passkey opens her pages from now on."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("A new passkey"),
            greeting=_("A passkey was added"),
            sentences=[_("From now on it signs you in, beside the link in a mail.")],
            afterwards=[
                _("Was it not you? Sign in and take it out, on the page about you."),
            ],
        )

"""The mails to somebody who proposed an activity.

They carry links and not answers: an inbox that somebody else reads tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.events.activity_models import ActivityProposal
from eventapp.mail.letters import Letter
from eventapp.web.addresses import public_address

SENDER = {"da": "Tilmelding", "en": "Registration"}


def confirm_letter(proposal: ActivityProposal, secret: str) -> Letter:
    """Compose the mail that asks whether the words are hers."""
    return _letter(
        proposal,
        secret,
        lambda: [
            _("Somebody has written to us and given this address."),
            _("Press the button, see what was written, and say that it is from you."),
        ],
    )


def let_through_letter(proposal: ActivityProposal, secret: str, changes: Sequence[str]) -> Letter:
    """Compose the mail that says yes, and names what was changed."""

    def sentences() -> list[str]:
        names = change_names()
        changed = ", ".join(names[change] for change in changes)
        return [
            _("The answer is yes. Press the button and see it."),
            _("This was changed in what you wrote: %(changed)s.", changed=changed)
            if changed
            else _("Nothing was changed in what you wrote."),
        ]

    return _letter(proposal, secret, sentences)


def parked_letter(proposal: ActivityProposal, secret: str) -> Letter:
    """Compose the mail that says that it cannot be now."""
    return _letter(
        proposal,
        secret,
        lambda: [
            _("You have an answer. It cannot be now, and it is not forgotten."),
            _("Press the button and read what was written to you."),
        ],
    )


def change_names() -> dict[str, str]:
    """Name what can be changed, in the reader's language and without saying what it is."""
    return {
        "title": _("what it is called"),
        "about": _("what it is about"),
        "when": _("when"),
        "where": _("where"),
        "places": _("how many can come"),
    }


def _letter(proposal: ActivityProposal, secret: str, sentences: Callable[[], list[str]]) -> Letter:
    with force_locale(proposal.language):
        return Letter(
            language=proposal.language,
            subject=_("Your link"),
            greeting=_("Hi %(name)s", name=proposal.chosen_name),
            sentences=sentences(),
            link_text=_("Open the page"),
            link=public_address("events.own_activity", secret=secret),
            afterwards=[
                _("The link is for you alone. Please don't pass it on."),
                _("Did you not ask for this mail? Then there is nothing you need to do."),
            ],
        )

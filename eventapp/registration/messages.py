"""The mails about taking part.

Each has a discreet form, which tells a stranger who looks over a shoulder nothing but a
date, and a plain one for people who asked for it.
"""

from __future__ import annotations

from babel.dates import format_date, format_time
from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.mail.letters import Letter
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.web.addresses import public_address

_TIME_PATTERN = {"da": "H.mm", "en": "H:mm"}  # As the pages write it.
DISCREET_SENDER = {"da": "Tilmelding", "en": "Registration"}


def sender_of(registration: Registration) -> str:
    """Give the name the inbox shows."""
    if registration.is_discreet:
        return DISCREET_SENDER[registration.language]
    return registration.event.organisation.name


def status_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that says where a person stands and carries the link to her page.

    It is the same whether she signed up just now or asks again.
    """
    with force_locale(registration.language):
        sentences = {
            RegistrationStatus.CONFIRMED: [
                _("Your seat is ready: %(when)s.", when=_when(registration)),
                _("Your pass is on your page. You can also change things there, or cancel."),
            ],
            RegistrationStatus.ATTENDED: [
                _("You came on %(when)s. Your page is still here.", when=_when(registration)),
            ],
            RegistrationStatus.WAITING: [
                _("The room is full right now: %(when)s.", when=_when(registration)),
                _("If a seat opens, we'll email you. You keep your place in the line."),
            ],
            RegistrationStatus.CANCELLED: [
                _("You have cancelled: %(when)s.", when=_when(registration)),
            ],
        }[registration.status]
        return _letter(registration, secret, sentences)


def promoted_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail to somebody who waited and now has a seat."""
    with force_locale(registration.language):
        return _letter(
            registration,
            secret,
            [
                _("A seat has opened, and it is yours: %(when)s.", when=_when(registration)),
                _("Can you not come after all? Then cancel on your page, and it goes to the next."),
            ],
        )


def withdrawn_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that confirms a cancellation."""
    with force_locale(registration.language):
        return _letter(
            registration,
            secret,
            [
                _(
                    "You have cancelled: %(when)s. Thank you for telling us.",
                    when=_when(registration),
                )
            ],
        )


def nothing_found_letter(*, language: str) -> Letter:
    """Compose the mail to somebody who asked for a link and is not signed up for anything."""
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your link"),
            greeting=_("We could not find you"),
            sentences=[
                _("Somebody asked for a link to this address, but nothing here belongs to it."),
                _("Perhaps you used another address. Try with that one."),
            ],
            afterwards=[_("Did you not ask for this mail? Then there is nothing you need to do.")],
        )


def _letter(registration: Registration, secret: str, sentences: list[str]) -> Letter:
    event = registration.event
    if not registration.is_discreet:
        sentences = [_("It is about “%(title)s”.", title=event.title), *sentences]
    return Letter(
        language=registration.language,
        subject=_subject(registration),
        greeting=_("Hi %(name)s", name=registration.chosen_name),
        sentences=sentences,
        link_text=_("Open my page"),
        link=public_address("registration.open_own_page", secret=secret),
        afterwards=[
            _("The link is for you alone. Please don't pass it on."),
            _("Did you not ask for this mail? Open the link and press “It was not me”."),
        ],
    )


def _subject(registration: Registration) -> str:
    day = format_date(
        registration.event.starts_here, _day_pattern(registration), locale=registration.language
    )
    if registration.is_discreet:
        return _("Your registration – %(day)s", day=day)
    return _("%(title)s – %(day)s", title=registration.event.title, day=day)


def _day_pattern(registration: Registration) -> str:
    return "d. MMMM" if registration.language == "da" else "d MMMM"


def _when(registration: Registration) -> str:
    start, language = registration.event.starts_here, registration.language
    return _(
        "%(day)s at %(time)s",
        day=format_date(start, f"EEEE {_day_pattern(registration)}", locale=language),
        time=format_time(start, _TIME_PATTERN[language], locale=language),
    )

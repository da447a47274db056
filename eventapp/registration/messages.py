"""The mails about taking part.

Each has a discreet form, which tells a stranger who looks over a shoulder nothing but a
date, and a plain one for people who asked for it. What they say are our words, or those the
association has written instead; the greeting, the button and the last lines are always ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from babel.dates import format_date
from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.db import db
from eventapp.events.models import Event
from eventapp.mail.letters import Letter
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.placeholders import Placeholder, fill, values_for
from eventapp.registration.wordings.defaults import default_text
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.lexicon import telling_words
from eventapp.registration.wordings.queries import own_wording, words_of_event
from eventapp.web.addresses import public_address

DISCREET_SENDER = {"da": "Tilmelding", "en": "Registration"}
_DAY_PATTERN = {"da": "d. MMMM", "en": "d MMMM"}

_KIND_OF_STATUS = {
    RegistrationStatus.CONFIRMED: LetterKind.REGISTERED,
    RegistrationStatus.WAITING: LetterKind.WAITING,
    RegistrationStatus.OFFERED: LetterKind.OFFERED,
    RegistrationStatus.CANCELLED: LetterKind.WITHDRAWN,
    RegistrationStatus.ATTENDED: LetterKind.ATTENDED,
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mail says, with words in braces left open. An empty subject is ours."""

    subject: str
    text: str


def sender_of(registration: Registration) -> str:
    """Give the name the inbox shows."""
    if registration.is_discreet:
        return DISCREET_SENDER[registration.language]
    return registration.event.organisation.name


def status_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that says where a person stands and carries the link to her page.

    It is the same whether she signed up just now or asks again.
    """
    letter = letter_of(_KIND_OF_STATUS[registration.status], registration, secret)
    # Anybody can have it sent by typing her address.
    return replace(letter, is_first=registration.opened_at is None)


def offered_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail to somebody who waited and for whom a seat is kept for a while."""
    return letter_of(LetterKind.OFFERED, registration, secret)


def offer_ran_out_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail to somebody whose kept seat has gone on."""
    return letter_of(LetterKind.OFFER_RAN_OUT, registration, secret)


def promoted_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail to somebody who waited and now has a seat."""
    return letter_of(LetterKind.PROMOTED, registration, secret)


def changed_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that says that day, time or place is another."""
    return letter_of(LetterKind.CHANGED, registration, secret)


def withdrawn_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that confirms a cancellation."""
    return letter_of(LetterKind.WITHDRAWN, registration, secret)


def reminder_week_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail seven days before."""
    return letter_of(LetterKind.REMINDER_WEEK, registration, secret)


def reminder_day_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail the day before."""
    return letter_of(LetterKind.REMINDER_DAY, registration, secret)


def practical_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail with what is good to know beforehand."""
    return letter_of(LetterKind.PRACTICAL, registration, secret)


def thanks_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that thanks and leads to the write-up."""
    return letter_of(LetterKind.THANKS, registration, secret)


def gathering_cancelled_letter(registration: Registration, secret: str) -> Letter:
    """Compose the mail that says that the gathering will not be held."""
    return letter_of(LetterKind.GATHERING_CANCELLED, registration, secret)


def invitation_letter(event: Event, language: str, link: str) -> Letter:
    """Compose the mail that invites somebody; she has chosen no form yet, so it is discreet."""
    return _invitation(event, language, link, _own_words(LetterKind.INVITATION, event, language))


def nothing_found_letter(*, language: str) -> Letter:
    """Compose the mail to somebody who asked for a link and is not signed up for anything."""
    # Nobody has own words for it. Asking costs the same as for somebody who is signed up.
    own_wording(db.session(), None, LetterKind.REGISTERED, language=language, is_discreet=True)
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
            is_first=True,
        )


#: The mails that go to many at once, by what they tell.
COMPOSED: dict[LetterKind, Callable[[Registration, str], Letter]] = {
    LetterKind.CHANGED: changed_letter,
    LetterKind.REMINDER_WEEK: reminder_week_letter,
    LetterKind.REMINDER_DAY: reminder_day_letter,
    LetterKind.PRACTICAL: practical_letter,
    LetterKind.THANKS: thanks_letter,
    LetterKind.GATHERING_CANCELLED: gathering_cancelled_letter,
}


def letter_of(
    kind: LetterKind, registration: Registration, secret: str, wording: Wording | None = None
) -> Letter:
    """Compose a mail of one kind; ``wording`` is tried out instead of what is stored."""
    event, language = registration.event, registration.language
    is_discreet = registration.is_discreet
    if wording is None:
        wording = _own_words(kind, event, language, is_discreet=is_discreet)
    if kind is LetterKind.INVITATION:
        return _invitation(event, language, own_page_address(secret), wording)
    values = values_for(registration)
    text = wording.text or default_text(kind, language=language, is_discreet=is_discreet)
    with force_locale(language):
        letter = Letter(
            language=language,
            subject=subject_line(event, language, is_discreet=is_discreet),
            greeting=_("Hi %(name)s", name=registration.chosen_name),
            sentences=_filled(text, values, language),
            link_text=_("Open my page"),
            link=own_page_address(secret),
            afterwards=[
                _("The link is for you alone. Please don't pass it on."),
                _("Did you not ask for this mail? Open the link and press “It was not me”."),
            ],
        )
        if wording.subject and not is_discreet:
            letter = replace(letter, subject=fill(wording.subject, values, language=language))
        if kind is LetterKind.THANKS and not is_discreet:
            letter = _leading_to_the_write_up(letter, event)
        return letter


def _own_words(
    kind: LetterKind, event: Event, language: str, *, is_discreet: bool = True
) -> Wording:
    """Give what the association wrote, unless it would tell what this gathering is about.

    It was looked at when it was written; a gathering with a telling title may be newer.
    """
    own = own_wording(
        db.session(), event.organisation_id, kind, language=language, is_discreet=is_discreet
    )
    if own is None or (is_discreet and telling_words(own.text, own=words_of_event(event))):
        return Wording(subject="", text="")
    return Wording(subject=own.subject, text=own.text)


def _invitation(event: Event, language: str, link: str, wording: Wording) -> Letter:
    nobody = Registration(chosen_name="", language=language, is_discreet=True, event=event)
    text = wording.text or default_text(LetterKind.INVITATION, language=language, is_discreet=True)
    with force_locale(language):
        return Letter(
            language=language,
            subject=_("Your invitation – %(day)s", day=_day(event, language)),
            greeting=_("Here is an invitation"),
            sentences=_filled(text, values_for(nobody), language),
            link_text=_("See what it is"),
            link=link,
            afterwards=[
                _("The link is for you alone. Please don't pass it on."),
                _("Do you not want to come? Then there is nothing you need to do."),
            ],
        )


def _leading_to_the_write_up(letter: Letter, event: Event) -> Letter:
    return replace(
        letter,
        link_text=_("Read the write-up"),
        link=public_address("outcomes.write_up", slug=event.slug),
        afterwards=[_("You get this mail because you took part.")],
    )


def _filled(text: str, values: dict[Placeholder, str], language: str) -> list[str]:
    # One line each: what stands in a value must not begin a paragraph of its own.
    return [" ".join(fill(line, values, language=language).split()) for line in text.splitlines()]


def own_page_address(secret: str) -> str:
    """Give the address that opens a person's own page."""
    return public_address("registration.open_own_page", secret=secret)


def subject_line(event: Event, language: str, *, is_discreet: bool) -> str:
    """Give the subject of every mail about a gathering: the discreet one names nothing but a day."""
    day = _day(event, language)
    if is_discreet:
        return _("Your registration – %(day)s", day=day)
    return _("%(title)s – %(day)s", title=event.title, day=day)


def _day(event: Event, language: str) -> str:
    written: str = format_date(event.starts_here, _DAY_PATTERN[language], locale=language)
    return written

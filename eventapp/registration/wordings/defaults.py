"""Our own words for every mail about taking part.

A discreet mail tells a stranger who looks over a shoulder nothing but a date; a plain one may
say what it is about. What stands in braces is listed in ``registration.placeholders``, and a
translation writes it in the language of the mail.
"""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventapp.registration.wordings.enums import LetterKind

#: What organisers read for each kind, and when it is sent.
KIND_WORDS = {
    LetterKind.REGISTERED: (_l("You have a seat"), _l("When somebody signs up and there is room")),
    LetterKind.WAITING: (
        _l("You are on the waiting list"),
        _l("When somebody signs up and it is full"),
    ),
    LetterKind.OFFERED: (
        _l("A seat is kept for you"),
        _l("When it is somebody's turn on the list"),
    ),
    LetterKind.OFFER_RAN_OUT: (_l("The seat went on"), _l("When nobody answered in time")),
    LetterKind.PROMOTED: (_l("The seat is yours"), _l("When somebody who waited gets a seat")),
    LetterKind.CHANGED: (_l("Day or place is another"), _l("Ten minutes after you changed it")),
    LetterKind.WITHDRAWN: (_l("You have cancelled"), _l("When somebody gives a seat back")),
    LetterKind.REMINDER_WEEK: (_l("In a week"), _l("Seven days before")),
    LetterKind.REMINDER_DAY: (_l("Tomorrow"), _l("The day before")),
    LetterKind.PRACTICAL: (_l("Good to know beforehand"), _l("When you press the button")),
    LetterKind.THANKS: (_l("Thank you, and the write-up"), _l("When you press the button")),
    LetterKind.GATHERING_CANCELLED: (_l("It is called off"), _l("When you call a gathering off")),
    LetterKind.INVITATION: (_l("You are invited"), _l("When you invite somebody by mail")),
    LetterKind.ATTENDED: (_l("The link afterwards"), _l("When somebody asks for it after the day")),
}


def default_text(kind: LetterKind, *, language: str, is_discreet: bool) -> str:
    """Give our words for a mail, one paragraph a line, with the words in braces left open."""
    with force_locale(language):
        if is_discreet:
            return _discreet()[kind]
        about: str = _("It is about “{title}”.")
        return f"{about}\n{_plain().get(kind) or _discreet()[kind]}"


def _discreet() -> dict[LetterKind, str]:
    """Name nothing but the day and the time."""
    return {
        LetterKind.REGISTERED: _(
            "Your seat is ready: {day} at {time}.\n"
            "Your pass is on your page. You can also change things there, or cancel."
        ),
        LetterKind.WAITING: _(
            "The room is full right now: {day} at {time}.\n"
            "If a seat opens, we'll email you. You keep your place in the line."
        ),
        LetterKind.OFFERED: _(
            "There is a seat for you: {day} at {time}. We keep it for you until {deadline}.\n"
            "Open your page and say yes. Otherwise it goes to the next."
        ),
        LetterKind.OFFER_RAN_OUT: _(
            "We had no answer in time, so the seat we kept for you goes to the next: {day} at "
            "{time}.\n"
            "Would you still like to come? Press the button on your page, and you are in the line "
            "again."
        ),
        LetterKind.PROMOTED: _(
            "A seat has opened, and it is yours: {day} at {time}.\n"
            "Can you not come after all? Then cancel on your page, and it goes to the next."
        ),
        LetterKind.CHANGED: _(
            "Something is different now. The day and the time are: {day} at {time}.\n"
            "Your page says where. Can you not come after all? Then cancel there."
        ),
        LetterKind.WITHDRAWN: _("You have cancelled: {day} at {time}. Thank you for telling us."),
        LetterKind.REMINDER_WEEK: _(
            "It is in a week: {day} at {time}.\n"
            "Your pass is on your page. Can you not come? Then cancel there, and the seat goes "
            "to the next."
        ),
        LetterKind.REMINDER_DAY: _(
            "It is soon: {day} at {time}.\n"
            "Your pass is on your page. If you come late or leave early, that is fine."
        ),
        LetterKind.PRACTICAL: _(
            "There are a few good things to know before {day} at {time}.\n"
            "You find them from your page."
        ),
        LetterKind.THANKS: _(
            "Thank you for coming on {day}.\n"
            "What was said has been written up. You find it from your page."
        ),
        LetterKind.GATHERING_CANCELLED: _(
            "What you signed up for on {day} at {time} is called off.\n"
            "There is nothing you need to do."
        ),
        LetterKind.INVITATION: _(
            "You are invited: {day} at {time}.\n"
            "Press the button to see what it is about. You decide there whether you come."
        ),
        LetterKind.ATTENDED: _("You came on {day} at {time}. Your page is still here."),
    }


def _plain() -> dict[LetterKind, str]:
    """Say more where there is more to say to who wants to hear it."""
    return {
        LetterKind.CHANGED: _(
            "The day, the time or the place is another now: {day} at {time}, {place}.\n"
            "Can you not come after all? Then cancel on your page."
        ),
        LetterKind.REMINDER_WEEK: _(
            "It is in a week: {day} at {time}, {place}.\n"
            "Your pass is on your page. Can you not come? Then cancel there, and the seat goes "
            "to the next."
        ),
        LetterKind.REMINDER_DAY: _(
            "It is soon: {day} at {time}, {place}.\n"
            "Your pass is on your page. If you come late or leave early, that is fine."
        ),
        LetterKind.PRACTICAL: _(
            "We meet {day} at {time}: {place}.\n"
            "There are a few good things to know on the public page, and you can ask {contact}."
        ),
        LetterKind.THANKS: _(
            "Thank you for coming on {day}.\nWhat we said has been written up. The button shows it."
        ),
    }

"""Words for what happens to proposals, in the reader's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.themes.enums import EnteredBy, LogRole, PauseReason, SupportValue
from eventapp.themes.nudges import NudgeKind

ANSWER_WORDS = [
    (SupportValue.YES.value, _l("I'd like to talk about this")),
    (SupportValue.MAYBE.value, _l("Maybe")),
    (SupportValue.PASS.value, _l("Skip")),
]
REASON_WORDS = [
    (PauseReason.NAMES_A_PERSON.value, _l("It names a person")),
    (PauseReason.CONTACT_DETAILS.value, _l("It holds a number or an address")),
    (PauseReason.RISK.value, _l("We are worried for somebody")),
    (PauseReason.INSULT.value, _l("It hurts somebody")),
    (PauseReason.TEST_ENTRY.value, _l("It was only a try")),
]
TYPED_BY_WORDS = [
    (EnteredBy.ON_BEHALF.value, _l("A participant, on paper or by phone")),
    (EnteredBy.HOST.value, _l("Us who hold the gathering")),
]
ROLE_WORDS = {
    LogRole.ORGANISER: _l("The organiser"),
    LogRole.STEWARD: _l("A steward"),
    LogRole.TABLE_HOST: _l("A table host"),
    LogRole.NOTE_TAKER: _l("A note-taker"),
    LogRole.EDITORIAL_GROUP: _l("The editorial group"),
    LogRole.PARTICIPANT: _l("A participant"),
    LogRole.PROGRAM: _l("The program"),
}
# What was found → the heading over it, and what one may do.
NUDGE_WORDS = {
    NudgeKind.CPR: (
        _l("There is a CPR number in here"),
        _l("Everybody will be able to read it. You can leave it out."),
    ),
    NudgeKind.PHONE: (
        _l("There is a phone number in here"),
        _l("Everybody will be able to read it. You can leave it out."),
    ),
    NudgeKind.ADDRESS: (
        _l("There is an e-mail address in here"),
        _l("Everybody will be able to read it. You can leave it out."),
    ),
    NudgeKind.LINK: (
        _l("There is a link in here"),
        _l("A link can lead back to you. You can say it in your own words."),
    ),
    NudgeKind.PERSON: (
        _l("There's a name in here"),
        _l("Others may guess who it is. You can write “my manager” and leave the name out."),
    ),
}

"""The table of what is kept and for how long, made of what the columns say of themselves.

Nobody writes it by hand, so it cannot be forgotten: a column that is about a person and has
no words here fails a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventapp.columns import Classification, DataClass
from eventapp.db import db

ABOUT_A_PERSON = frozenset({DataClass.ORDINARY, DataClass.SPECIAL, DataClass.PSEUDONYMOUS})
_AFTER_THE_DAY = re.compile(r"event \+ (\d+) (day|month)s?")
_AFTER_THE_END = re.compile(r"(\d+) (day|month)s?")

#: A table and a rule of it → what people call that. The order is that of the page.
KEPT = {
    ("registration", "event + 30 days"): _l(
        "Your name, your address, your language and whether you have a seat"
    ),
    ("registration", "event + 7 days"): _l("Your region and how you are a peer"),
    ("invitation", "event + 30 days"): _l("Whom the organisers keep a seat for"),
    ("need", "event + 3 days"): _l("What you need of access and food"),
    ("answer", "as the question says, at most event + 30 days"): _l(
        "What you answer to the organisers' own questions"
    ),
    ("person_note", "event + 30 days"): _l("What the organisers note about you"),
    ("registration_role", "event + 7 days"): _l("What you have agreed to do on the day"),
    ("scan_record", "event + 7 days"): _l("That you came, and when"),
    ("theme_proposal", "until its writer withdraws it"): _l(
        "Topics you propose, without your name"
    ),
    ("support", "until the write-up is published, at most event + 30 days"): _l(
        "Which topics you would like to talk about"
    ),
    ("contribution", "event + 24 months"): _l("What was said at the tables, without names"),
    ("evaluation_answer", "event + 60 days"): _l("How you found the day, without your name"),
    ("evaluation_ballot", "event + 14 days"): _l(
        "That you have said how the day was, so that nobody does it twice"
    ),
    ("message_to_many", "event + 30 days"): _l("What the organisers write to all of you"),
    ("people_import", "one hour"): _l("A list of names that an organiser brings in"),
    ("access_record", "12 months"): _l("Who has looked at what we know about you, and when"),
    ("activity_proposal", "activity + 30 days, or 60 days after a no"): _l(
        "An activity you propose, with your name and your address"
    ),
    ("newsletter_request", "7 days, unless it is confirmed"): _l(
        "An address asked to get letters, until its owner says yes"
    ),
    ("newsletter_subscriber", "until one says stop"): _l("The address letters go to"),
    ("outbox_mail", "until it has left the house"): _l("Mails to you"),
    ("outbox_mail", "14 days after it left"): _l("What tells us that a mail to you came back"),
    ("first_mails", "2 days"): _l("How often others could have mails sent to an address"),
    ("consent", "event + 30 days"): _l("What you have said yes to"),
    ("consent", "24 months"): _l("A receipt for each yes, without your name"),
    ("account", "as long as the person is a member"): _l(
        "Name and address of those who are with the association"
    ),
    ("passkey", "as long as the person is a member"): _l("The passkeys with which they sign in"),
    ("organisation", "as long as the person is a member"): _l("The contact person on the pages"),
    ("member", "as long as the person is a member"): _l("What those who are with it may do"),
    ("consent_text", "as long as the person is a member"): _l("Who wrote which version of a text"),
}

_RULES = {
    "as long as the person is a member": _l("As long as they are with it"),
    "7 days, unless it is confirmed": _l("7 days"),
    "until one says stop": _l("Until you stop the letters"),
    "until it has left the house": _l("Until they are sent"),
    "14 days after it left": _l("14 days after it is sent"),
    "one hour": _l("One hour at the most"),
    "as the question says, at most event + 30 days": _l(
        "As long as the question says, 30 days after the day at the most"
    ),
    "activity + 30 days, or 60 days after a no": _l(
        "30 days after the activity, or 60 days after a no"
    ),
    "until its writer withdraws it": _l("Until you withdraw them"),
    "until the write-up is published, at most event + 30 days": _l(
        "Until the write-up is out, 30 days after the day at the most"
    ),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table."""

    what: str
    until: str


def what_is_kept() -> list[Kept]:
    """Give the table in the language of the page."""
    there = rules_in_the_tables()
    return [Kept(str(words), in_words(rule[1])) for rule, words in KEPT.items() if rule in there]


def rules_in_the_tables() -> frozenset[tuple[str, str]]:
    """Give every table with the rules of its columns that are about a person."""
    found = set()
    for table in db.metadata.tables.values():
        for column in table.columns:
            says: Classification = column.info["data"]
            if says.data_class in ABOUT_A_PERSON:
                found.add((table.name, says.retention))
    return frozenset(found)


def in_words(rule: str) -> str:
    """Say a rule the way people do. Raises KeyError for one that has no words yet."""
    if after_the_day := _AFTER_THE_DAY.fullmatch(rule):
        number = int(after_the_day[1])
        if after_the_day[2] == "day":
            return ngettext("%(num)d day after the day", "%(num)d days after the day", number)
        return ngettext("%(num)d month after the day", "%(num)d months after the day", number)
    if after_the_end := _AFTER_THE_END.fullmatch(rule):
        number = int(after_the_end[1])
        if after_the_end[2] == "day":
            return ngettext("%(num)d day", "%(num)d days", number)
        return ngettext("%(num)d month", "%(num)d months", number)
    return str(_RULES[rule])

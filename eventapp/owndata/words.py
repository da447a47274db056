"""What a person reads for each thing we hold about her.

By the names of tables and columns, because areas above this one have tables about her too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l

from eventapp.consents.receipts import in_groups
from eventapp.consents.words import PURPOSE_WORDS
from eventapp.needs.words import ACCESS_WORDS, FOOD_WORDS, KIND_WORDS
from eventapp.registration.words import ENGAGEMENT_WORDS, REGION_WORDS, ROLE_WORDS
from eventapp.web.language import LANGUAGES

#: The log has a page of its own, where it also says who.
NOT_ON_THE_PAGE = frozenset({"access_record"})

TABLE_WORDS = {
    "registration": _l("Your sign-up"),
    "registration_role": _l("What you do on the day"),
    "need": _l("What you need"),
    "scan_record": _l("At the door"),
    "companion": _l("Whom you bring"),
    "consent": _l("What you have said yes to"),
    "answer": _l("What you told the organisers"),
    "person_note": _l("What we have noted about you"),
}

COLUMN_WORDS = {
    ("registration", "chosen_name"): _l("What we call you"),
    ("registration", "address"): _l("Your e-mail"),
    ("registration", "region"): _l("Region"),
    ("registration", "engagement"): _l("How you are a peer"),
    ("registration", "status"): _l("Your seat"),
    ("registration", "registered_at"): _l("When you signed up"),
    ("registration", "language"): _l("Language of your mails"),
    ("registration", "is_discreet"): _l("Mails say nothing of what they are about"),
    ("registration", "address_failed_at"): _l("A mail to you came back"),
    ("companion", "chosen_name"): _l("Name"),
    ("companion", "status"): _l("State"),
    ("registration_role", "role"): _l("Your part"),
    ("need", "kind"): _l("About"),
    ("need", "ticked"): _l("You ticked"),
    ("need", "words"): _l("You wrote"),
    ("answer", "text"): _l("Your answer"),
    ("person_note", "text"): _l("Written by the organisers"),
    ("consent", "purpose"): _l("You said yes to"),
    ("consent", "receipt"): _l("Your receipt"),
    ("consent", "given_at"): _l("When you said yes"),
    ("consent", "withdrawn_at"): _l("When you took it back"),
    ("scan_record", "how"): _l("How"),
    ("scan_record", "kind"): _l("What"),
    ("scan_record", "found_as"): _l("Your seat before"),
    ("scan_record", "found_since"): _l("Your seat before, since"),
    ("scan_record", "happened_at"): _l("When"),
    ("scan_record", "recorded_at"): _l("When we heard of it"),
}

_STATUS_WORDS = {
    "confirmed": _l("You have a seat"),
    "offered": _l("A seat is kept for you until you answer"),
    "waiting": _l("You are on the waiting list"),
    "cancelled": _l("You have cancelled"),
    "attended": _l("You came"),
}

VALUE_WORDS: dict[tuple[str, str], dict[str, Any]] = {
    ("registration", "region"): dict(REGION_WORDS),
    ("registration", "engagement"): dict(ENGAGEMENT_WORDS),
    ("registration", "status"): _STATUS_WORDS,
    ("registration", "language"): dict(LANGUAGES),
    ("companion", "status"): {
        "confirmed": _l("has a seat"),
        "offered": _l("is asked about a seat"),
        "waiting": _l("on the waiting list"),
        "cancelled": _l("has cancelled"),
        "attended": _l("has arrived"),
    },
    ("consent", "purpose"): {purpose.value: words for purpose, words in PURPOSE_WORDS.items()},
    ("registration_role", "role"): dict(ROLE_WORDS),
    ("need", "kind"): dict(KIND_WORDS),
    ("need", "ticked"): dict([*ACCESS_WORDS, *FOOD_WORDS]),
    ("scan_record", "how"): {
        "scan": _l("With your pass"),
        "code": _l("With the code of your pass"),
        "name": _l("By your name"),
        "quiet": _l("On your own phone"),
    },
    ("scan_record", "kind"): {
        "arrived": _l("You came in"),
        "undone": _l("Somebody took it back"),
    },
    ("scan_record", "found_as"): _STATUS_WORDS,
}

#: What is written down another way than it is kept.
WRITTEN: dict[tuple[str, str], Callable[[str], str]] = {("consent", "receipt"): in_groups}

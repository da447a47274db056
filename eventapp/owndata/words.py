"""What a person reads for each thing we hold about her.

By the names of tables and columns, because areas above this one have tables about her too.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

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
    ("registration_role", "role"): _l("Your part"),
    ("need", "kind"): _l("About"),
    ("need", "ticked"): _l("You ticked"),
    ("need", "words"): _l("You wrote"),
    ("scan_record", "how"): _l("How"),
    ("scan_record", "kind"): _l("What"),
    ("scan_record", "found_as"): _l("Your seat before"),
    ("scan_record", "found_since"): _l("Your seat before, since"),
    ("scan_record", "happened_at"): _l("When"),
    ("scan_record", "recorded_at"): _l("When we heard of it"),
}

_STATUS_WORDS = {
    "confirmed": _l("You have a seat"),
    "waiting": _l("You are on the waiting list"),
    "cancelled": _l("You have cancelled"),
    "attended": _l("You came"),
}

VALUE_WORDS: dict[tuple[str, str], dict[str, Any]] = {
    ("registration", "region"): dict(REGION_WORDS),
    ("registration", "engagement"): dict(ENGAGEMENT_WORDS),
    ("registration", "status"): _STATUS_WORDS,
    ("registration", "language"): dict(LANGUAGES),
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

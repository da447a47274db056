"""Finding the person behind a pass, a typed code or a name.

Nothing of a pass is stored, so the passes of the gathering are worked out and compared.
For 2,000 people that takes some 20 milliseconds (a test holds it below 50).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from eventapp.checkin.queries import MOST_SHOWN, pass_keys
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.registration.models import Registration
from eventapp.registration.passes import SHORT_LENGTH
from eventapp.registration.queries import registration_of_event, registrations_of

TOKEN_LENGTH = 26
_TOKEN = re.compile(rf"[A-Z2-7]{{{TOKEN_LENGTH}}}\Z")
# Signs that people take for one another. The digits do not occur in a pass; I and L both
# do, so they count as one on either side.
_ALIKE = str.maketrans("0189L", "OIBGI")
# Letters that are no accented form of another, as people without them on the keyboard write
# them.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"})


def is_token(text: str) -> bool:
    """Tell whether a text can be the token of a pass."""
    return _TOKEN.match(text) is not None


def read_code(typed: str) -> str | None:
    """Read a short code, or a whole token, however it was typed. None when it is neither."""
    signs = re.sub(r"[^0-9A-Z]", "", typed.rpartition("/")[2].upper()).translate(_ALIKE)
    return signs if len(signs) in {SHORT_LENGTH, TOKEN_LENGTH} else None


def person_by_token(
    session: Session, events: Sequence[Event], token: str
) -> tuple[Event, Registration] | None:
    """Find whose pass it is among the gatherings a helper may be at the door of."""
    for event in events:
        for registration_id, candidate in _tokens(session, event.id):
            if candidate == token:
                return event, registration_of_event(session, event.id, registration_id)
    return None


def person_by_code(session: Session, event_id: int, code: str) -> Registration | None:
    """Find whose code it is, as ``read_code`` gave it. None when that is not quite certain."""
    found = [
        registration_id
        for registration_id, token in _tokens(session, event_id)
        if token[: len(code)].translate(_ALIKE) == code
    ]
    return registration_of_event(session, event_id, found[0]) if len(found) == 1 else None


def people_by_name(session: Session, event_id: int, typed: str) -> Sequence[Registration]:
    """List whose chosen name holds what was typed, one more than is shown at most.

    Lukasz finds Łukasz, and dang finds Đặng.
    """
    wanted = _loosely(typed)
    found = [
        person
        for person in registrations_of(session, event_id)
        if wanted in _loosely(person.chosen_name)
    ]
    return found[: MOST_SHOWN + 1]


def _tokens(session: Session, event_id: int) -> Iterator[tuple[int, str]]:
    for registration_id, version in pass_keys(session, event_id):
        yield (
            registration_id,
            keyring.pass_token(event_id=event_id, registration_id=registration_id, version=version),
        )


def _loosely(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return letters.replace("aa", "a").strip()  # Aase and Åse are the same name.

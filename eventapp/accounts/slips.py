"""Slips of the hand in a mail address: "did you mean gmail.com?".

What is suggested depends on the typed text and on nothing else. It can tell nobody whether
an address is known here, and nothing is looked up on the network.
"""

from __future__ import annotations

#: What is suggested, the most used first.
WELL_KNOWN = (
    "gmail.com",
    "hotmail.com",
    "outlook.dk",
    "live.dk",
    "hotmail.dk",
    "outlook.com",
    "yahoo.dk",
    "icloud.com",
    "yahoo.com",
    "mail.dk",
    "live.com",
    "jubii.dk",
    "stofanet.dk",
    "webspeed.dk",
    "youmail.dk",
    "mail.tele.dk",
    "post.tele.dk",
    "get2net.dk",
    "fibermail.dk",
    "newmail.dk",
    "ofir.dk",
    "me.com",
    "msn.com",
    "protonmail.com",
    "proton.me",
)
# Domains that look like a slip and are somebody's: nobody who has one is asked.
_THEIR_OWN = frozenset(
    {
        "aol.com",
        "cloud.com",
        "email.com",
        "email.dk",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.co.uk",
        "mac.com",
        "mail.com",
        "mailme.dk",
        "pm.me",
        "proton.com",
        "rocketmail.com",
        "sol.dk",
        "tdc.dk",
        "telia.com",
        "tuta.com",
        "ymail.com",
        "zoho.com",
    }
)
# Slips of thought rather than of the hand: both ends exist, the mailbox does not.
_MEANT = {
    "gmail.dk": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.cm": "gmail.com",
    "gmail.org": "gmail.com",
    "icloud.dk": "icloud.com",
    "hotmail.co": "hotmail.com",
    "outlook.co": "outlook.com",
    "protonmail.dk": "protonmail.com",
}
# Who writes one of these meant it: hotmail.se and outlook.de have people of their own.
_REAL_ENDINGS = frozenset(
    [
        "at",
        "be",
        "biz",
        "ch",
        "com",
        "de",
        "dk",
        "es",
        "eu",
        "fi",
        "fo",
        "fr",
        "gl",
        "ie",
        "info",
        "io",
        "is",
        "it",
        "me",
        "net",
        "nl",
        "no",
        "nu",
        "org",
        "pl",
        "se",
        "uk",
    ]
)
_SHORT = 4  # Four letters are soon another word: live and line, mail and maal.
_MIDDLING = 5


def suggested(address: str) -> str | None:
    """Give the address somebody probably meant, or None when it looks right as it is."""
    local, at, domain = address.strip().rpartition("@")
    meant = _meant(domain.casefold()) if at else None
    return None if meant is None else f"{local}@{meant}"


def _meant(domain: str) -> str | None:
    if domain in _MEANT:
        return _MEANT[domain]
    if domain in WELL_KNOWN or domain in _THEIR_OWN:
        return None
    near = [(distance(domain, known), place) for place, known in enumerate(WELL_KNOWN)]
    fitting = [(far, place) for far, place in near if _is_a_slip(domain, WELL_KNOWN[place], far)]
    return WELL_KNOWN[min(fitting)[1]] if fitting else None


def _is_a_slip(domain: str, known: str, far: int) -> bool:
    """Tell whether a domain is close enough to a well-known one to ask."""
    name, _dot, ending = domain.rpartition(".")
    known_name, _dot, known_ending = known.rpartition(".")
    if ending != known_ending and ending in _REAL_ENDINGS:
        return False
    if len(known_name) <= _SHORT:
        # Either the ending alone slipped, or two letters changed places.
        return far == 1 and sorted(name) == sorted(known_name)
    if len(known_name) <= _MIDDLING:
        return far == 1
    return far == 1 or (far == 2 and domain[0] == known[0])  # noqa: PLR2004 -- Two slips.


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter too many, missing, wrong, or two swapped.

    The restricted Damerau-Levenshtein distance; no letter slips twice.
    """
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted):
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]

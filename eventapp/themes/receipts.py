"""The writer's receipt: a link with 128 hidden bits, or three words that give the link back.

Nothing else connects a proposal with who wrote it, so a receipt must be hard to guess and
cheap to lose. The link is easy: 128 random bits, stored as a plain SHA-256. The words are
the hard part: 512 of them give 27 bits, which a fast hash would lose in a second.

* They are hashed with scrypt (RFC 7914): 32 MB and about a tenth of a second for each try.
* The salt is random and belongs to one gathering, not to one proposal. With a salt for each
  proposal, a person who types three words would cost one scrypt for every proposal there is:
  a way to bring the server down, or a reason to add a fast index beside the slow hash, and
  then the fast index is what gets attacked. So words are typed on the page of their
  gathering, cost exactly one scrypt, and the whole slow hash is what is looked up. The price:
  who has stolen the database tries all proposals of one gathering at once. All he can win is
  to change or withdraw a proposal; who wrote it stands nowhere.
* Over the web a gathering takes 20 tries an hour, whoever makes them, so a year of guessing
  finds one of a hundred proposals with a chance of one in eight.
* Nothing new is stored for the words to open: the last half of the slow hash is a one-time
  pad on the link's secret. Who knows the words gets the link, and there is one page to guard.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass

from eventapp import tokens
from eventapp.themes.words import WORDS

_HASH_BYTES = 32
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}  # 32 MB, some 0.1 s.
_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the writer keeps. We keep none of it."""

    secret: str

    @property
    def words(self) -> tuple[str, str, str]:
        """Give the three words that belong to the secret; they do not give it away."""
        drawn = int.from_bytes(hashlib.sha256(b"words/" + self.secret.encode()).digest())
        size = len(WORDS)
        return WORDS[drawn % size], WORDS[drawn // size % size], WORDS[drawn // size**2 % size]


@dataclass(frozen=True, slots=True)
class Locked:
    """What we store of the words: a hash to find them by, and the link locked with them."""

    words_hash: bytes
    locked_link: bytes


def lock(receipt: Receipt, *, salt: bytes) -> Locked:
    """Lock a link with its three words. Slow on purpose, so never inside a transaction."""
    words_hash, pad = _stretch(" ".join(receipt.words), salt)
    return Locked(words_hash, _xor(_bytes_of(receipt.secret), pad))


def hash_of_words(typed: str, *, salt: bytes) -> tuple[bytes, bytes]:
    """Give the hash to look three typed words up by, and the key to the link. Slow on purpose."""
    return _stretch(typed, salt)


def unlock(locked_link: bytes, key: bytes) -> Receipt:
    """Give the receipt whose link was locked with the words the key was made of."""
    return Receipt(tokens.base32(_xor(locked_link, key)))


def _stretch(words: str, salt: bytes) -> tuple[bytes, bytes]:
    stretched = hashlib.scrypt(
        _plainly(words).encode(), salt=salt, dklen=_HASH_BYTES + tokens.SECRET_BYTES, **_COST
    )
    return stretched[:_HASH_BYTES], stretched[_HASH_BYTES:]


def _plainly(typed: str) -> str:
    """Read words however they were written: capitals, commas, dots, ae for æ."""
    letters = unicodedata.normalize("NFC", typed).lower().translate(_SPELLED)
    return " ".join(re.findall(r"[a-z]+", letters))


def _bytes_of(secret: str) -> bytes:
    return base64.b32decode(secret + "=" * (-len(secret) % 8))


def _xor(data: bytes, pad: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(data, pad, strict=True))

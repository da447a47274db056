"""The three words of a receipt."""

from __future__ import annotations

from itertools import combinations

import pytest

from eventapp import tokens
from eventapp.themes.receipts import Receipt, hash_of_words, lock, unlock
from eventapp.themes.words import WORDS

_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def _is_a_slip_away(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    if len(longer) - len(shorter) > 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def test_there_are_512_words_and_no_slip_of_a_letter_makes_another() -> None:
    plain = [word.translate(_SPELLED) for word in WORDS]

    alike = [pair for pair in combinations(plain, 2) if _is_a_slip_away(*pair)]

    assert len(plain) == 512
    assert alike == []


def test_a_receipt_always_gives_the_same_words_and_they_open_its_link() -> None:
    receipt = Receipt("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:25] + "A")
    locked = lock(receipt, salt=b"salt")

    found_by, key = hash_of_words(" ".join(receipt.words), salt=b"salt")

    assert found_by == locked.words_hash
    assert unlock(locked.locked_link, key).words == receipt.words


def test_words_are_drawn_evenly_and_from_the_whole_list() -> None:
    drawn = [word for _ in range(4000) for word in Receipt(tokens.new_secret()).words]

    assert set(drawn) == set(WORDS)
    assert max(drawn.count(word) for word in WORDS[:40]) < 80


def test_the_same_words_have_another_hash_in_another_gathering() -> None:
    words = "kiste måge tirsdag"

    assert hash_of_words(words, salt=b"one") != hash_of_words(words, salt=b"two")


@pytest.mark.parametrize("letters", ["A", "Q", "2"])
def test_a_link_survives_locking_bit_for_bit(letters: str) -> None:
    receipt = Receipt(tokens.base32(letters.encode() * 16))
    locked = lock(receipt, salt=b"salt")

    assert (
        unlock(locked.locked_link, hash_of_words(" ".join(receipt.words), salt=b"salt")[1])
        == receipt
    )

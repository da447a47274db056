"""How a yes can be proved after the person is gone, without keeping who she was.

An association must be able to show that somebody said yes (GDPR Art. 7(1)), also after the
person has been erased, 30 days after the day. So the row stays for 24 months, and becomes a
receipt:

* It holds which words, when yes, when no. Its link to the registration is emptied by the
  database in the moment the registration is erased, whoever erases it.
* What is left that points at the person is a keyed hash of the registration's number. The
  number was the registration's alone and is given to nobody else; the key is made of the
  installation's one and is not in the database. Nothing in it comes from her name or her
  address, so nobody who holds an address can find out whether its owner was there: neither a
  thief of the database, nor the association itself.
* She can write the receipt down from her own page. It is the same for all she says yes to at
  one gathering. Who shows it, years later, shows which rows are hers. Without her, the rows say
  that some person said yes to these words on that day, and that is what has to be proved.
* The row does not say which gathering it was. When it is erased is counted from the end of the gathering,
  and rounded up to a whole month, so that two gatherings of a month look alike.

Letters are apart from gatherings, and so are their receipts: they hash the link by which one
leaves, and are kept for 24 months after somebody has left.
"""

from __future__ import annotations

from datetime import UTC, datetime

from eventapp.extensions import keyring

MONTHS_KEPT = 24
_SHOWN = 16  # Letters and digits: 80 bits, in four groups that can be written down.


def receipt_of_registration(registration_id: int) -> str:
    """Give the receipt of one registration, the same each time."""
    return keyring.consent_receipt(f"registration/{registration_id}")


def receipt_of_subscription(off_digest: str) -> str:
    """Give the receipt of a yes to letters, from the hash of the link that ends them."""
    return keyring.consent_receipt(f"subscription/{off_digest}")


def in_groups(receipt: str) -> str:
    """Write a receipt as a person copies it: four groups of four."""
    return " ".join(receipt[start : start + 4] for start in range(0, _SHOWN, 4))


def kept_until(since: datetime) -> datetime:
    """Give the first day of a month that is at least 24 months after a moment."""
    months = since.astimezone(UTC).month + MONTHS_KEPT  # January is 1: the next month has index 1.
    return datetime(since.astimezone(UTC).year + months // 12, months % 12 + 1, 1, tzinfo=UTC)

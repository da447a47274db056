"""What an association can ask leave for, one thing at a time."""

from __future__ import annotations

from enum import StrEnum


class ConsentPurpose(StrEnum):
    """What a text is about. One purpose is one text and one yes."""

    NOTICE = "notice"  # The privacy notice: people are told it, and say yes to nothing.
    PHOTO = "photo"
    READ_THROUGH = "read_through"
    NEXT_GATHERING = "next_gathering"
    NEWSLETTER = "newsletter"  # Given where one signs up for letters, apart from gatherings.


#: What a person who takes part can say yes to, in the order of her page.
ASKED_OF_PEERS = (
    ConsentPurpose.READ_THROUGH,
    ConsentPurpose.PHOTO,
    ConsentPurpose.NEXT_GATHERING,
)

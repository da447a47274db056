"""What gatherings tell the areas above them."""

from __future__ import annotations

from blinker import Signal

#: The number of places was written, perhaps to what it was. Sent with ``session``, ``event``
#: and ``now``, inside the transaction that writes it.
places_changed = Signal()

#: The gathering will not be held. Sent with ``session``, ``event`` and ``now``, inside the
#: transaction that writes it.
gathering_cancelled = Signal()

#: The day, the time or the place of a public gathering is another than before. Sent with
#: ``session``, ``event`` and ``now``, inside the transaction that writes it.
day_or_place_changed = Signal()

#: Somebody made a new gathering out of another. Sent with ``session``, ``source``, ``copy``
#: and ``now``, inside the transaction that writes it.
gathering_copied = Signal()

#: Asks the areas above whether somebody would miss a gathering. Sent with ``session`` and
#: ``event``; a receiver answers True when it holds people.
is_in_use = Signal()

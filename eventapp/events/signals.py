"""What gatherings tell the areas above them."""

from __future__ import annotations

from blinker import Signal

#: The number of places was written, perhaps to what it was. Sent with ``session``, ``event``
#: and ``now``, inside the transaction that writes it.
places_changed = Signal()

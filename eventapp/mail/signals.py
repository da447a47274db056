"""What the outbox tells the areas above it."""

from __future__ import annotations

from blinker import Signal

#: The receiving server says that there is no such address. Sent with ``session``,
#: ``address`` and ``now``, inside the transaction that notes the refusal.
address_refused = Signal()

"""What the outbox tells the areas above it."""

from __future__ import annotations

from blinker import Signal

#: The receiving server says that there is no such address. Sent with ``session``,
#: ``address`` and ``now``, inside the transaction that notes the refusal.
address_refused = Signal()

#: A mail to this address cannot be delivered, now or later. Sent with ``session``,
#: ``address_index``, ``is_no_address`` (nobody is there, as far as the server knows) and
#: ``now``, inside the transaction that notes it. The address itself may be forgotten by then.
mail_came_back = Signal()

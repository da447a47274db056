"""What taking part tells the areas above it."""

from __future__ import annotations

from blinker import Signal

#: Something of the people who came to a gathering is about to be erased because its time is
#: up: first where they come from, later everything. Sent with ``session``, ``event`` and
#: ``now``, inside the transaction that erases, before anything is gone. It may be sent several
#: times, the later times with less left to count: who keeps figures keeps the first.
people_about_to_leave = Signal()

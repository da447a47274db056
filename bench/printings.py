"""How long a printing takes."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST_SECONDS = 4.0  # For ours and the floor each; one printing is always timed to its end.


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Do something once, and up to ``times`` while there is time; give the waits in seconds."""
    until = time.perf_counter() + MOST_SECONDS
    waits: list[float] = []
    while not waits or (len(waits) < times and time.perf_counter() < until):
        started = time.perf_counter()
        act()
        waits.append(time.perf_counter() - started)
    return waits

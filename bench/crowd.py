"""Many at once: how many requests a second, and three hundred who want fifty-five places."""

from __future__ import annotations

import time

from bench.rows import Row, p95
from bench.servers import Server
from bench.timing import Client, Requests

CROWDS = (1, 8, 32)
MOST_REQUESTS = 400
MOST_SECONDS = 4.0  # For one crowd, ours and the floor each.
RUSH = 300
DOORS = 50  # Connections that the rush comes through: more would measure the client.
LONGEST_RUSH = 120.0  # Seconds.


def crowds(ours: Server, floor: Server, requests: tuple[Requests, Requests]) -> list[Row]:
    """Register as fast as a crowd of each size can: how many a second, and how long 95 of 100."""
    return [
        row
        for people in CROWDS
        for row in floods("registrations", ours, floor, requests, people=people)
    ]


def floods(
    name: str,
    ours: Server,
    floor: Server,
    requests: tuple[Requests, Requests],
    *,
    people: int = 8,
) -> list[Row]:
    """Ask as fast as some people together can."""
    (our_rate, our_wait), (floor_rate, floor_wait) = (
        _flood(Client(server.port, people), asks)
        for server, asks in zip((ours, floor), requests, strict=True)
    )
    what = f"{name}, {people} at once"
    return [
        Row(what, our_rate, floor_rate, "per s"),
        Row(f"{what}, 95 of 100", our_wait, floor_wait, "ms"),
    ]


def _flood(client: Client, requests: Requests) -> tuple[float, float]:
    client.ask(requests, 4, time.perf_counter() + MOST_SECONDS)
    started = time.perf_counter()
    waits = client.ask(requests, MOST_REQUESTS, started + MOST_SECONDS)
    return len(waits) / (time.perf_counter() - started), 1000 * p95(waits)


def rush(ours: Server, floor: Server, requests: tuple[Requests, Requests]) -> Row:
    """Let three hundred reach for the same places; give when the last had her answer.

    Raises TimeoutError when some of them never had one.
    """
    found = []
    for server, asks in zip((ours, floor), requests, strict=True):
        started = time.perf_counter()
        answered = Client(server.port, DOORS).ask(asks, RUSH, started + LONGEST_RUSH)
        if len(answered) != RUSH:
            raise TimeoutError(f"Only {len(answered)} of {RUSH} were answered.")
        found.append(time.perf_counter() - started)
    return Row("300 at once for 55 places", found[0], found[1], "s")

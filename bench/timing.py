"""How long people wait: requests over kept-open connections, ours and the floor's in turns."""

from __future__ import annotations

import http.client
import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

TURNS = 4
WARM_UP = 10
MOST_SECONDS = 10.0  # For a row, ours and the floor together.


@dataclass(frozen=True, slots=True)
class Request:
    """One request to send."""

    method: str
    path: str
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Requests = Callable[[], Request]


class UnexpectedAnswer(Exception):
    """A server said something else than it must, so its speed means nothing."""


class Client:
    """Some people who ask one server at the same time."""

    def __init__(self, port: int, people: int) -> None:
        """Open nothing yet; ``people`` is how many ask at once."""
        self._connections = [
            http.client.HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(people)
        ]

    def ask(self, requests: Requests, times: int, until: float) -> list[float]:
        """Ask ``times`` in all, or until a moment of the clock; give the waits in seconds.

        Raises UnexpectedAnswer.
        """
        left = itertools.repeat(None, times)
        with ThreadPoolExecutor(len(self._connections)) as pool:
            work = [pool.submit(_ask, one, requests, left, until) for one in self._connections]
            return [wait for done in work for wait in done.result()]


def _ask(
    connection: http.client.HTTPConnection,
    requests: Requests,
    left: itertools.repeat[None],
    until: float,
) -> list[float]:
    waits: list[float] = []
    for _ in left:
        asked = requests()
        started = time.perf_counter()
        if started > until and waits:
            break  # On a busy machine one wait is better than none.
        connection.request(asked.method, asked.path, asked.body or None, asked.headers)
        answer = connection.getresponse()
        answer.read()
        waits.append(time.perf_counter() - started)
        if answer.status != asked.status:
            raise UnexpectedAnswer(f"{asked.method} {asked.path} answered {answer.status}.")
    return waits


def in_turns(
    ours: tuple[Client, Requests], floor: tuple[Client, Requests], times: int
) -> tuple[list[float], list[float]]:
    """Measure both, a part of each at a time, so that a busy moment of the machine hits both."""
    waits: tuple[list[float], list[float]] = ([], [])
    for client, requests in (ours, floor):
        client.ask(requests, WARM_UP, time.perf_counter() + MOST_SECONDS / 4)
    until = time.perf_counter() + MOST_SECONDS
    for _turn in range(TURNS):
        for (client, requests), waited in zip((ours, floor), waits, strict=True):
            waited.extend(client.ask(requests, times // TURNS, until))
    return waits

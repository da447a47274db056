"""Who is inside: worked out from the records of all doors, whatever order they come in.

Phones without a network keep their own log and send it later, perhaps twice. So presence
depends on the *set* of records and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from eventapp.checkin.enums import ScanKind


class Scanned(Protocol):
    """A record of the door, as far as presence goes."""

    @property
    def client_id(self) -> str:
        """Give what makes it one record, however often it is sent."""
        ...

    @property
    def registration_id(self) -> int | None:
        """Give whose it is; None for a pass nobody here has."""
        ...

    @property
    def kind(self) -> ScanKind:
        """Give what it says."""
        ...

    @property
    def undoes(self) -> str | None:
        """Give the client id of the record it takes back."""
        ...

    @property
    def happened_at(self) -> datetime:
        """Give when it happened, by the clock there."""
        ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """The record that counts for somebody, and when she came."""

    client_id: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is inside, by registration, with the arrival that counts for each."""

    arrivals: Mapping[int, Arrival]
    undone: frozenset[str]

    def is_inside(self, registration_id: int) -> bool:
        """Tell whether somebody has come, and nobody has taken it back."""
        return registration_id in self.arrivals

    def was_undone(self, client_id: str) -> bool:
        """Tell whether a record was taken back."""
        return client_id in self.undone


def fold(records: Iterable[Scanned]) -> Presence:
    """Work out who is inside.

    The earliest arrival of a person counts. An undo takes back exactly the arrival it
    names, whether it comes before or after it; an undo itself cannot be undone. Records of
    nobody are not counted.
    """
    unique = sorted(records, key=lambda record: (record.happened_at, record.client_id))
    undone = frozenset(record.undoes for record in unique if record.undoes is not None)
    arrivals: dict[int, Arrival] = {}
    for record in unique:
        stands = record.kind is ScanKind.ARRIVED and record.client_id not in undone
        if stands and record.registration_id is not None:
            arrivals.setdefault(
                record.registration_id, Arrival(record.client_id, record.happened_at)
            )
    return Presence(arrivals, undone)

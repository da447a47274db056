"""What is measured, and how it is shown."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

WIDTHS = (38, 10, 10, 8, 8)


@dataclass(frozen=True, slots=True)
class Row:
    """One number of ours beside the same number of the floor."""

    name: str
    ours: float
    floor: float
    unit: str

    @property
    def ratio(self) -> float:
        """Tell how many times the floor ours is."""
        return self.ours / self.floor

    def as_json(self) -> dict[str, str | float]:
        """Give the row as plain data."""
        return {
            "name": self.name,
            "ours": round(self.ours, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 2),
            "unit": self.unit,
        }


def rows_of(name: str, ours: Sequence[float], floor: Sequence[float]) -> list[Row]:
    """Make two rows of waiting times in seconds: the middle one, and 95 of 100."""
    return [
        Row(name, 1000 * statistics.median(ours), 1000 * statistics.median(floor), "ms"),
        Row(f"{name}, 95 of 100", 1000 * p95(ours), 1000 * p95(floor), "ms"),
    ]


def p95(waits: Sequence[float]) -> float:
    """Give the wait that 95 of 100 stay under."""
    return statistics.quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[0]


def as_table(rows: Sequence[Row]) -> str:
    """Lay the rows out for reading."""
    lines = [_line("what", "ours", "floor", "ratio", "unit"), "-" * sum(WIDTHS)]
    lines += [
        _line(row.name, f"{row.ours:.1f}", f"{row.floor:.1f}", f"{row.ratio:.1f}", row.unit)
        for row in rows
    ]
    return "\n".join(lines)


def as_json(rows: Sequence[Row]) -> str:
    """Write the rows for a program to read."""
    return json.dumps([row.as_json() for row in rows], indent=1)


def _line(name: str, *cells: str) -> str:
    widths = WIDTHS[1:]
    padded = (cell.rjust(width) for cell, width in zip(cells[:-1], widths, strict=False))
    return name.ljust(WIDTHS[0]) + "".join(padded) + f"  {cells[-1]}"

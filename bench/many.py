"""Two thousand letters put in the outbox in one transaction: how long, and how much memory.

``python -m bench.many`` prints seconds and megabytes as JSON, of ours and of the floor:
the same rows in one batch, with the text of the first letter in each.
"""

from __future__ import annotations

import json
import resource
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from sqlalchemy import insert, select

from eventapp import create_app
from eventapp.clock import utc_now
from eventapp.config import Settings
from eventapp.db import db, transaction
from eventapp.mail.letters import Letter
from eventapp.mail.models import OutboxMail
from eventapp.mail.outbox import enqueue

LETTERS = 2000


def main() -> None:
    """Measure both, and what the process held at most."""
    app = create_app(Settings.from_environment())
    with app.app_context():
        _enqueue(1)  # Fills the templates; not counted.
        ours, our_memory = _measured(lambda: _enqueue(LETTERS))
        rows = _plain_rows()
        floor, floor_memory = _measured(lambda: _insert(rows))
        db.session.remove()
        db.engine.dispose()
    app.extensions["jobs"].storage.close()
    print(
        json.dumps(
            {
                "ours": ours,
                "floor": floor,
                "our_memory": our_memory,
                "floor_memory": floor_memory,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def _measured(act: Callable[[], None]) -> tuple[float, float]:
    """Give the seconds of one run and the most megabytes of another, which counting slows."""
    started = time.perf_counter()
    act()
    took = time.perf_counter() - started
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return took, peak


def _enqueue(letters: int) -> None:
    now = utc_now()
    with transaction() as session:
        for number in range(letters):
            letter = Letter(
                language="da",
                subject="Din tilmelding – 11. maj",
                greeting=f"Kære nummer {number}",
                sentences=["Her er det praktiske til dagen.", "Døren er åben fra halv ti."],
                link_text="Min side",
                link=f"https://traef.example/m/{number:026d}",
                afterwards=["Har du ikke bedt om denne mail? Så skal du ikke gøre noget."],
            )
            enqueue(
                session,
                letter,
                to=f"peer{number}@example.org",
                purpose="bulk",
                sender_name="Tilmelding",
                now=now,
            )


def _plain_rows() -> list[dict[str, Any]]:
    one = db.session.execute(select(OutboxMail.__table__).limit(1)).mappings().one()
    db.session.rollback()
    return [
        {name: value for name, value in one.items() if name not in {"id", "message_id"}}
        for _ in range(LETTERS)
    ]


def _insert(rows: list[dict[str, Any]]) -> None:
    """Write the rows in one batch."""
    start = time.perf_counter_ns()
    with db.engine.begin() as connection:
        connection.execute(
            insert(OutboxMail),
            [{**row, "message_id": f"<{start}.{number}@x>"} for number, row in enumerate(rows)],
        )


if __name__ == "__main__":
    main()

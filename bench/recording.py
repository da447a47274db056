"""The statements a request of ours runs, taken down so that the floor can run the same.

Each request is made twice. What differs between the two is what is new in every request:
a mail address, a link, the number of a scan. The floor puts a fresh one there each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

Step = dict[str, Any]
COMMIT: Step = {"end": "commit"}
ROLLBACK: Step = {"end": "rollback"}


class Unrepeatable(Exception):
    """The two requests did not run the same statements, so there is nothing to repeat."""


@contextmanager
def listening(engine: Engine) -> Iterator[list[Step]]:
    """Take down, in order, every statement and every end of a transaction."""
    steps: list[Step] = []

    def statement(*told: Any) -> None:
        _connection, _cursor, text, values, _context, several = told
        steps.append({"sql": text, "sets": values if several else [values]})

    listeners = [
        ("before_cursor_execute", statement),
        ("commit", lambda _connection: steps.append(COMMIT)),
        ("rollback", lambda _connection: steps.append(ROLLBACK)),
    ]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield steps
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


def record(engine: Engine, request: Callable[[int], TestResponse]) -> dict[str, Any]:
    """Make a request twice; give its answer, its statements, and what was fresh in them.

    ``request`` is told which of the two it is, 0 or 1. Raises Unrepeatable.
    """
    with listening(engine) as first:
        request(0)
    with listening(engine) as second:
        answer = request(1)
    if [step.get("sql") for step in first] != [step.get("sql") for step in second]:
        raise Unrepeatable("The second request ran other statements than the first.")
    fresh = {
        new
        for one, other in zip(first, second, strict=True)
        for old, new in zip(_values(one), _values(other), strict=True)
        if isinstance(new, str) and isinstance(old, str) and old != new and not _is_moment(new)
    }
    return {
        "status": f"{answer.status_code} Repeated",
        "headers": [(name, value) for name, value in answer.headers if name != "Content-Length"],
        "body": answer.data.hex(),
        "steps": [_plain(step) for step in second],
        "fresh": sorted(fresh),
    }


def _values(step: Step) -> list[Any]:
    return [
        value
        for values in step.get("sets", ())
        for value in (values.values() if isinstance(values, dict) else values)
    ]


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(step: Step) -> Step:
    if "end" in step:
        return step
    return {"sql": step["sql"], "sets": [_plain_set(values) for values in step["sets"]]}


def _plain_set(values: Any) -> Any:
    if isinstance(values, dict):
        return {name: _plain_value(value) for name, value in values.items()}
    return [_plain_value(value) for value in values]


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise Unrepeatable(f"A {type(value).__name__} cannot be written down.")

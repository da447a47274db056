"""Work done outside a request: how a job is declared, queued and run.

A job is a function of ids. The row it works on is the truth, the queue only hurries it: a
job may be lost or run twice, and a periodic sweep picks up what a crash left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from eventapp.config import Settings


@dataclass(frozen=True, slots=True)
class _Declared:
    run: Callable[..., object]
    every_minutes: int | None


class Jobs:
    """The jobs of the app by name, and the queue they wait in."""

    def __init__(self) -> None:
        """Start with no job: the areas declare theirs when they are imported."""
        self._declared: dict[str, _Declared] = {}

    def job(self, run: Callable[..., object]) -> Callable[..., object]:
        """Declare a function as a job that is queued when somebody asks for it."""
        return self._declare(run, every_minutes=None)

    def every(self, minutes: int) -> Callable[[Callable[..., object]], Callable[..., object]]:
        """Declare a function without arguments as a job that also runs by the clock."""
        return lambda run: self._declare(run, every_minutes=minutes)

    def _declare(
        self, run: Callable[..., object], *, every_minutes: int | None
    ) -> Callable[..., object]:
        self._declared[_name(run)] = _Declared(run, every_minutes)
        return run

    def init_app(self, app: Flask, settings: Settings) -> None:
        """Open the queue this installation uses and give it the declared jobs."""
        queue = _queue(settings)
        tasks = {}
        for name, declared in self._declared.items():
            run = _in_app(app, declared.run)
            tasks[name] = queue.task(name=name, retries=2, retry_delay=10)(run)
            if declared.every_minutes is not None:
                when = crontab(minute=f"*/{declared.every_minutes}")
                queue.periodic_task(when, name=f"{name} by the clock")(run)
        app.extensions["jobs"] = queue
        app.extensions["job_tasks"] = tasks

    def later(self, run: Callable[..., object], **ids: Any) -> None:
        """Queue a declared job with the ids of what it works on."""
        current_app.extensions["job_tasks"][_name(run)](**ids)

    def run_waiting(self, app: Flask) -> int:
        """Do what waits in the queue here and now; give how many jobs there were."""
        queue: Huey = app.extensions["jobs"]
        done = 0
        while queue.pending_count():
            task = queue.dequeue()
            if task is not None:
                queue.execute(task)
                done += 1
        return done

    def consumer(self, app: Flask) -> Consumer:
        """Make the loop that runs jobs until it is told to stop."""
        queue: Huey = app.extensions["jobs"]
        consumer: Consumer = queue.create_consumer(
            workers=2, worker_type="thread", initial_delay=0.05, max_delay=1.0
        )
        return consumer


def _name(run: Callable[..., object]) -> str:
    return f"{run.__module__}.{run.__qualname__}"


def _in_app(app: Flask, run: Callable[..., object]) -> Callable[..., None]:
    def run_in_app(**ids: Any) -> None:
        with app.app_context():
            run(**ids)

    return run_in_app


def _queue(settings: Settings) -> Huey:
    # A job that failed is logged, and its row says so; results are not kept.
    if settings.uses_sqlite:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        # What a power cut takes from the queue, the sweeps find in the rows.
        return SqliteHuey(
            "eventapp", filename=str(settings.data / "queue.sqlite"), results=False, fsync=False
        )
    dsn = settings.database_url.replace("postgresql+psycopg://", "postgresql://")
    return PostgresHuey("eventapp", dsn=dsn, results=False)

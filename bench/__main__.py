"""Measure what people wait for, each thing beside its floor, in one run.

The floor is the least that could be: a bare WSGI function behind the same server, running
the same statements through the bare driver; for the PDF, WeasyPrint alone in a warm
process. Waits hold the client's own time too, a fraction of a millisecond on both sides.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from bench.crowd import crowds, floods, rush
from bench.ground import BROWSER, RUSH, SUMMIT, Ground, lay
from bench.rows import Row, as_json, as_table, rows_of
from bench.servers import ROOT, Server, serving
from bench.timing import Client, Request, Requests, in_turns

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TIMES = 300
PRINTINGS = 5
# Asked one after the other, or by as many at a time as was wanted.
ALONE = ("public page", "registration", "check-in", "list of 2,000 people")


def main() -> None:
    """Do what was asked."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="rows for a program to read")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--people", type=int, default=1, help="how many ask at the same time")
    wanted = parser.parse_args()
    print(_circumstances(wanted.database, wanted.people), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="eventapp-bench-") as name:
        folder = Path(name)
        with contextlib.redirect_stdout(io.StringIO()):
            ground = lay(folder, _postgres(folder) if wanted.database == "postgresql" else None)
        rows = [
            *_web(ground, folder, wanted.people),
            *_letters(ground),
            *_paper(ground, folder),
        ]
    print(as_json(rows) if wanted.json else as_table(rows))


def _circumstances(database: str, people: int) -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} processors, load {load} at the start;"
        f" Python {platform.python_version()}, {database}, {people} at a time."
    )


def _postgres(folder: Path) -> str:
    from tests.postgres import postgres_url  # noqa: PLC0415 -- Only where it is asked for.

    return postgres_url(folder)


def _web(ground: Ground, folder: Path, people: int) -> list[Row]:
    """Measure the requests, and the most memory the two servers held."""
    settings = ground.settings
    ours = {
        "EVENTAPP_DATA": str(settings.data),
        "DATABASE_URL": settings.database_url,
        "EVENTAPP_SECRET": settings.secret.decode(),
        "PUBLIC_URL": settings.public_url,
        "TRUSTED_PROXIES": "1",
    }
    rows: list[Row] = []
    with (
        serving(settings, "eventapp.wsgi:app", ours, folder / "ours.log") as our_server,
        serving(
            settings, "bench.floor:app", {"BENCH_RECIPE": str(ground.recipe)}, folder / "floor.log"
        ) as floor_server,
    ):
        our_client = Client(our_server.port, people)
        floor_client = Client(floor_server.port, people)
        asks = _requests(ground)
        for name in ALONE:
            requests = asks[name]
            waits = in_turns(
                (our_client, requests), (floor_client, _to_floor(name, requests)), TIMES
            )
            rows += rows_of(name, *waits)
        rows += _many(ground, our_server, floor_server)
        rows.append(
            Row(
                "peak memory, web server",
                our_server.peak_memory(),
                floor_server.peak_memory(),
                "MB",
            )
        )
    return rows


def _requests(ground: Ground) -> dict[str, Requests]:
    """Give what each row sends to us, one request after the other."""
    networks = itertools.count()
    people = iter(ground.people)

    def headers(**more: str) -> dict[str, str]:
        # Limits count by network. A crowd comes from many, so each request is from another.
        number = next(networks)
        return {
            **BROWSER,
            "Cookie": ground.cookies,
            "X-Forwarded-For": f"10.{number >> 8 & 255}.{number & 255}.1",
            **more,
        }

    def form(path: str, **fields: str) -> Request:
        body = urlencode({"csrf_token": ground.token, **fields}).encode()
        return Request("POST", path, 303, body, headers(**FORM))

    return {
        "public page": lambda: Request("GET", f"/e/{ground.slug}", 200, headers=headers()),
        "registration": lambda: form(
            f"/e/{ground.slug}/register", chosen_name="Anna", address=f"{uuid4()}@example.org"
        ),
        "check-in": lambda: form(
            f"/organise/{ground.slug}/door/let-in/{next(people)}",
            client_id=str(uuid4()),
            how="scan",
        ),
        "list of 2,000 people": lambda: Request(
            "GET", f"/organise/{SUMMIT}/people", 200, headers=headers()
        ),
        "rush": lambda: form(
            f"/e/{RUSH}/register", chosen_name="Anna", address=f"{uuid4()}@example.org"
        ),
    }


def _many(ground: Ground, ours: Server, floor: Server) -> list[Row]:
    """Measure what only many at once show, and count the statements of the long list."""
    asks = _requests(ground)
    registration = (asks["registration"], _to_floor("registration", asks["registration"]))
    page = (asks["public page"], _to_floor("public page", asks["public page"]))
    recipe = json.loads(ground.recipe.read_text(encoding="utf-8"))
    steps = recipe["rows"]["list of 2,000 people"]["steps"]
    statements = sum(1 for step in steps if "sql" in step)
    return [
        Row("list of 2,000, statements", statements, statements, "number"),
        *floods("public pages", ours, floor, page),
        *crowds(ours, floor, registration),
        rush(ours, floor, (asks["rush"], _to_floor("registration", asks["rush"]))),
    ]


def _letters(ground: Ground) -> list[Row]:
    """Measure two thousand letters on their way into the outbox."""
    found = _measured_apart("many", ground)
    return [
        Row("2,000 letters enqueued", found["ours"], found["floor"], "s"),
        Row("memory for 2,000 letters", found["our_memory"], found["floor_memory"], "MB"),
    ]


def _measured_apart(module: str, ground: Ground, *arguments: str) -> dict[str, Any]:
    """Run a measurement in a process of its own, and read what it says last."""
    ran = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "EVENTAPP_DATA": str(ground.settings.data),
            "DATABASE_URL": ground.settings.database_url,
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    said: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return said


def _to_floor(name: str, requests: Requests) -> Requests:
    """Send the same bytes to the floor, where the row's name is the address."""
    path = "/" + quote(name)
    like = requests()
    return lambda: Request(like.method, path, like.status, like.body, like.headers)


def _paper(ground: Ground, folder: Path) -> list[Row]:
    """Measure the write-up's PDF, and the most memory the setting of it held."""
    # Ours comes first: it lays out the page that the floor sets.
    found = {
        which: _measured_apart(which, ground, str(folder), str(PRINTINGS))
        for which in ("paper", "paper_floor")
    }
    ours, floor = found["paper"], found["paper_floor"]
    return [
        *rows_of("write-up PDF", ours["waits"], floor["waits"]),
        Row("peak memory, write-up PDF", ours["peak"], floor["peak"], "MB"),
    ]


if __name__ == "__main__":
    main()

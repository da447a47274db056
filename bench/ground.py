"""What both servers stand on: the demo with a full house, twice, alike to the byte."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, insert, make_url, select, text

from bench.recording import Unrepeatable, record
from eventapp import create_app, migrating
from eventapp.accounts import services as accounts
from eventapp.accounts.access import COOKIE
from eventapp.accounts.queries import account_by_index
from eventapp.clock import utc_now
from eventapp.config import Settings
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.extensions import keyring
from eventapp.portable.demo import demo_document, load_demo
from eventapp.registration import services as registration
from eventapp.registration.models import Registration

PEOPLE = 400  # Of a large gathering, so that every count and every list has something to do.
SUMMIT, SUMMIT_PEOPLE = "topmoede", 2000
RUSH, RUSH_PLACES = "alle-paa-en-gang", 55
BROWSER = {"Accept-Encoding": "br, gzip", "Accept-Language": "da"}
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the two databases are, and what a client needs to know to ask."""

    settings: Settings
    slug: str
    people: list[int]  # Who can still be let in.
    cookies: str
    token: str
    recipe: Path


def lay(folder: Path, database_url: str | None) -> Ground:
    """Make the data, take down what our requests do, and copy the data for the floor."""
    data = folder / "ours"
    settings = Settings(
        data=data,
        database_url=database_url or f"sqlite:///{data / 'eventapp.sqlite'}",
        public_url="http://localhost:8000",
        secret=b"a secret of the measurement and of nothing else",
        demo=True,
        trusted_proxies=1,
    )
    data.mkdir(parents=True)
    app = create_app(settings)
    slug = demo_document("today")["gathering"]["slug"]
    with app.app_context():
        migrating.upgrade()
        cookie = _sign_in(load_demo(now=utc_now()))
        people = _fill(slug)
        _add_gathering(slug, RUSH, places=RUSH_PLACES)
        _crowd(slug, _add_gathering(slug, SUMMIT, places=2 * SUMMIT_PEOPLE))
    rows, jar, token = _take_down(app, slug, people, cookie)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["jobs"].storage.close()
    recipe = folder / "recipe.json"
    recipe.write_text(
        json.dumps(
            {
                "database": _copy_for_floor(settings, folder),
                "people": people[2:],
                "person": people[1],
                "rows": rows,
            }
        ),
        encoding="utf-8",
    )
    return Ground(settings, slug, people[2:], jar, token, recipe)


def _fill(slug: str) -> list[int]:
    """Register people until the house is full, and give their numbers."""
    now = utc_now()
    with transaction() as session:
        event = session.scalars(select(Event).where(Event.slug == slug)).one()
        # Room for all, and open whatever the hour is when somebody measures.
        event.places = 10 * PEOPLE
        for phase in event.phases:
            phase.closes_at = now + timedelta(days=1)
        event_id = event.id
    details = registration.Details(chosen_name="Anna", region=None, engagement=None)
    for number in range(PEOPLE):
        registration.register(
            event_id=event_id,
            address=f"peer{number}@example.org",
            details=details,
            language="da",
            now=now,
        )
    newest = select(Registration.id).where(Registration.event_id == event_id)
    return list(db.session.scalars(newest.order_by(Registration.id.desc()).limit(PEOPLE)))


def _add_gathering(like: str, slug: str, *, places: int) -> int:
    """Make a gathering beside another, with the same day and association; give its number."""
    with transaction() as session:
        other = session.scalars(select(Event).where(Event.slug == like)).one()
        made = Event(
            organisation_id=other.organisation_id,
            slug=slug,
            status=other.status,
            title=slug,
            headline_theme=other.headline_theme,
            starts_at=other.starts_at,
            ends_at=other.ends_at,
            venue_name=other.venue_name,
            places=places,
        )
        session.add(made)
        session.flush()
        return made.id


def _crowd(like: str, event_id: int) -> None:
    """Put two thousand people into a gathering: copies of one who signed up, each by her name.

    They are written as rows, because signing up so many takes longer than all the measuring.
    """
    table = Registration.__table__
    one = (
        db.session.execute(select(table).join(Event).where(Event.slug == like).limit(1))
        .mappings()
        .one()
    )
    db.session.rollback()
    copies = [
        {
            **{name: value for name, value in one.items() if name != "id"},
            "event_id": event_id,
            "chosen_name": f"Anna {number}",
            "address_index": f"{number:064x}",
        }
        for number in range(SUMMIT_PEOPLE)
    ]
    with transaction() as session:
        session.execute(insert(Registration), copies)


def _sign_in(organisation_id: int) -> str:
    """Let somebody organise the demo, and give what her browser holds once she is signed in."""
    now = utc_now()
    accounts.adopt_organisation(
        organisation_id=organisation_id, address="ruth@example.org", name="Ruth", now=now
    )
    account = account_by_index(db.session(), keyring.address_index("ruth@example.org"))
    if account is None:
        raise LookupError("The demo has no organiser.")
    account_id = account.id
    return accounts.sign_in(
        secret=accounts.make_sign_in_link(account_id=account_id, now=now), now=now
    )


def token_of(page: str) -> str:
    """Find what proves that a form is ours. Raises LookupError on a page without a form."""
    found = _TOKEN.search(page)
    if found is None:
        raise LookupError("The page holds no form.")
    return found[1]


def _take_down(
    app: Flask, slug: str, people: list[int], cookie: str
) -> tuple[dict[str, dict[str, Any]], str, str]:
    """Make each request twice; give what it did, and the cookies and token it took."""
    browser = app.test_client()
    browser.set_cookie(COOKIE, cookie)
    token = token_of(browser.get(f"/e/{slug}/register").text)
    session = browser.get_cookie("session")
    if session is None:
        raise LookupError("The form gave no session.")
    asks = _asks(browser, slug, people, token)
    for ask in asks.values():
        ask(-1)  # What is done only once, like compiling a template, is not taken down.
    with app.app_context():
        engine = db.engine
    rows = {name: _recorded(engine, ask) for name, ask in asks.items()}
    for name, row in rows.items():
        row["takes_person"] = name == "check-in"
    return rows, f"session={session.value}; {COOKIE}={cookie}", token


def _recorded(engine: Engine, ask: Callable[[int], Any]) -> dict[str, Any]:
    """Take a request down. A page that is kept for seconds may run out between the two."""
    try:
        return record(engine, ask)
    except Unrepeatable:
        return record(engine, ask)


def _asks(
    browser: FlaskClient, slug: str, people: list[int], token: str
) -> dict[str, Callable[[int], Any]]:
    def post(path: str, **fields: str) -> Any:
        return browser.post(path, data={"csrf_token": token, **fields}, headers=BROWSER)

    spare = people.pop()
    return {
        "public page": lambda _which: browser.get(f"/e/{slug}", headers=BROWSER),
        "registration": lambda which: post(
            f"/e/{slug}/register", chosen_name="Anna", address=f"taken-down{which}@example.org"
        ),
        "check-in": lambda which: post(
            f"/organise/{slug}/door/let-in/{spare if which < 0 else people[which]}",
            client_id=str(uuid.uuid4()),
            how="scan",
        ),
        "list of 2,000 people": lambda _which: browser.get(
            f"/organise/{SUMMIT}/people", headers=BROWSER
        ),
    }


def _copy_for_floor(settings: Settings, folder: Path) -> str:
    if settings.uses_sqlite:
        copy = folder / "floor.sqlite"
        source = sqlite3.connect(settings.data / "eventapp.sqlite")
        target = sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
        return str(copy)
    ours = make_url(settings.database_url)
    engine = create_engine(ours.set(database="template1"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE floor TEMPLATE "{ours.database}"'))
    engine.dispose()
    floor = ours.set(drivername="postgresql", database="floor")
    return floor.render_as_string(hide_password=False)

"""A gathering goes out as a file and comes in again, whole or not at all."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from eventapp.db import db
from eventapp.events.models import Event
from eventapp.portable.checking import BadFile
from eventapp.portable.demo import demo_document, load_demo
from eventapp.portable.taking_in import AddressTaken, take_in
from eventapp.portable.writing_out import write_out

pytestmark = pytest.mark.usefixtures("app")


def _export(slug: str, now: datetime, *, with_people: bool = True) -> dict[str, Any]:
    event = db.session.scalars(select(Event).where(Event.slug == slug)).one()
    return write_out(db.session(), event, with_people=with_people, now=now)


@pytest.mark.parametrize("name", ["published", "today"])
def test_what_comes_in_goes_out_the_same(name: str, now: datetime) -> None:
    document = demo_document(name)
    # The answers of the first gathering are in; those of the second are still being given.
    at = now + timedelta(days=100) if name == "published" else now

    slug = take_in(copy.deepcopy(document), now=at)

    assert _export(slug, at) == document


def test_a_closed_gathering_stays_closed_on_its_way(now: datetime) -> None:
    document = demo_document("today")
    unusual = {"entry": "invited", "listed": False, "cancelled_at": "2027-03-01T09:15"}
    document["gathering"] |= unusual

    slug = take_in(copy.deepcopy(document), now=now)

    assert _export(slug, now) == document
    event = db.session.scalars(select(Event).where(Event.slug == slug)).one()
    assert (event.entry.value, event.is_listed, event.is_cancelled) == ("invited", False, True)


def test_people_stay_behind_unless_they_are_asked_for(now: datetime) -> None:
    slug = take_in(demo_document("today"), now=now)

    assert "people" not in _export(slug, now, with_people=False)


def test_without_people_the_file_still_says_how_many_came(now: datetime) -> None:
    at = now + timedelta(days=100)
    document = demo_document("published")
    slug = take_in(copy.deepcopy(document), now=at)
    alone = _export(slug, at, with_people=False)
    alone["gathering"]["slug"] = "again"

    again = take_in(copy.deepcopy(alone), now=at)

    assert alone["head_count"]["participants"] == 55
    assert [region["people"] for region in alone["head_count"]["regions"]] == [19, 13, 12, 11]
    assert _export(again, at, with_people=False) == alone
    assert _export(again, at)["head_count"] == alone["head_count"]


def test_the_demo_is_today_whatever_day_it_is(now: datetime) -> None:
    load_demo(now=now)

    days = {
        slug: starts.date()
        for slug, starts in db.session.execute(select(Event.slug, Event.starts_at))
    }
    assert days == {
        "tag-en-stol-med": now.date(),
        "stolen-ved-siden-af": (now - timedelta(days=24)).date(),
    }


def test_the_same_file_is_not_taken_in_twice(now: datetime) -> None:
    take_in(demo_document("today"), now=now)

    with pytest.raises(AddressTaken):
        take_in(demo_document("today"), now=now)


def _break(document: dict[str, Any], *path: str | int, to: object) -> None:
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to


@pytest.mark.parametrize(
    ("path", "to", "said"),
    [
        (("gathering", "places"), 0, "$.gathering.places"),
        (("gathering", "places"), 10**30, "$.gathering.places"),
        (("gathering", "timezone"), "Mars/Olympus", "$.gathering.timezone"),
        (("gathering", "ends_at"), "2020-01-01T10:00", "$.gathering.ends_at"),
        (("contributions", 3, "table"), 99, "$.contributions[3]"),
        (("contributions", 3, "kind"), "opinion", "$.contributions[3].kind"),
        (("contributions", 1, "key"), "b001", "$.contributions[1]"),
        (("rounds", 0, "tables", 0, "proposals"), ["f99"], "$.rounds[0].tables[0].proposals"),
        (("gathering", "titel"), "x", "$.gathering"),
        (("gathering", "starts_at"), "2027-02-31T10:00", "$.gathering.starts_at"),
    ],
)
def test_a_bad_file_names_the_path_and_changes_nothing(
    path: tuple[str | int, ...], to: object, said: str, now: datetime
) -> None:
    document = demo_document("published")
    _break(document, *path, to=to)

    with pytest.raises(BadFile) as refusal:
        take_in(document, now=now)

    assert refusal.value.gaps["path"] == said
    assert db.session.scalars(select(func.count()).select_from(Event)).one() == 0

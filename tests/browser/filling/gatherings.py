"""Gatherings in every state: empty, full, over, shared out, and those that come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.enums import Entry, Kind, Status
from eventapp.events.rules import Repeats, Rule
from eventapp.events.services import Essentials
from eventapp.events.services.activities import (
    Wish,
    confirm_activity,
    let_through,
    park_activity,
    propose_activity,
)
from eventapp.events.services.series import SeriesPlan, create_series, publish_dates
from eventapp.registration.calendar import calendar_secret_of, open_calendar
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from tests.browser.world import World, event_called
from tests.factories.events import make_event
from tests.factories.places import give_rules, make_invitation
from tests.factories.registration import make_registration, own_page_secret


def add_gatherings(world: World, organisation: Organisation) -> None:
    begins = utc_now() + timedelta(days=30)
    coming = {"starts_at": begins, "ends_at": begins + timedelta(hours=6)}
    was = {"starts_at": begins - timedelta(days=60), "ends_at": begins - timedelta(days=59)}
    world.empty = make_event(organisation=organisation, **coming).slug
    world.draft = make_event(organisation=organisation, status=Status.DRAFT, **coming).slug
    full = make_event(organisation=organisation, places=1, **coming)
    world.full = full.slug
    make_registration(full, name="Else")
    closed = make_event(organisation=organisation, status=Status.CLOSED, **was)
    world.over = closed.slug


def add_shares(world: World, organisation: Organisation) -> None:
    now = utc_now()
    begins = now + timedelta(days=30)
    coming = {"starts_at": begins, "ends_at": begins + timedelta(hours=6)}
    closed = make_event(organisation=organisation, entry=Entry.INVITED, **coming)
    world.invited = closed.slug
    world.secrets["invitation"] = make_invitation(closed, seats=3, now=now)
    shared = make_event(organisation=organisation, **coming)
    world.shared = shared.slug
    give_rules(
        shared,
        now=now,
        allows_companions=True,
        caps={Engagement.PAID: 6},
        reserved={Region.NORDJYLLAND: (3, now + timedelta(days=9))},
    )
    offered, gone = RegistrationStatus.OFFERED, RegistrationStatus.CANCELLED
    people = {
        "offered": make_registration(
            shared, status=offered, at=now, offered_until=now + timedelta(days=2)
        ),
        "too late": make_registration(shared, status=gone, at=now, offered_until=now),
        "with somebody": make_registration(shared, name="Maja", at=now),
    }
    make_registration(shared, name="Ven", companion_of_id=people["with somebody"].id, at=now)
    for who, person in people.items():
        world.secrets[who] = own_page_secret(person, at=now)


def add_what_comes_back(world: World) -> None:
    today = event_called(world.today)
    world.home = today.organisation.slug
    day = utc_now().date() + timedelta(days=9)
    series = create_series(
        organisation_id=today.organisation_id,
        plan=SeriesPlan(
            kind=Kind.CAFE,
            title="Kaffe ved vinduet",
            headline_theme="Kom som du er",
            venue_name="Caféen",
            places=20,
            rule=Rule(Repeats.BIWEEKLY, starts_on=day),
            starts=time(14),
            lasts=timedelta(hours=2),
            without=frozenset(),
        ),
        now=utc_now(),
    )
    series_id, world.series = series.id, series.slug
    publish_dates(series_id=series_id, now=utc_now())
    late = int(world.ids["waiting"])
    open_calendar(registration_id=late)
    world.secrets["calendar"] = calendar_secret_of(db.session(), late) or ""


def add_activities(world: World) -> None:
    organisation_id, now = event_called(world.today).organisation_id, utc_now()
    what = Essentials(
        title="En gåtur",
        headline_theme="Langs fjorden, uden at skulle snakke",
        starts_at=now + timedelta(days=12),
        ends_at=now + timedelta(days=12, hours=2),
        venue_name="Ved havnen",
        places=8,
    )
    found: dict[str, int] = {}
    for state in ("unconfirmed", "waiting", "parked", "through"):
        wish = Wish(what=what, chosen_name="Maja", address=f"{state}@mail.example")
        propose_activity(organisation_id=organisation_id, wish=wish, language="da", now=now)
        latest = select(ActivityProposal.id).order_by(ActivityProposal.id.desc())
        found[state] = db.session.scalars(latest.limit(1)).one()
        with transaction() as session:
            secret = make_link(session, LinkPurpose.ACTIVITY, found[state], now=now)
        world.secrets[f"activity {state}"] = secret
        if state != "unconfirmed":
            confirm_activity(secret=secret, now=now)
    park_activity(proposal_id=found["parked"], answer="Vi tager den til foråret.", now=now)
    let_through(proposal_id=found["through"], what=replace(what, places=6), now=now)
    world.ids["activity"] = str(found["waiting"])

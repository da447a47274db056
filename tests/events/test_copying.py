"""Holding a gathering again."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import func, select

from eventapp.db import db, transaction
from eventapp.events.enums import Action, CreditRole, Sign, Status
from eventapp.events.models import Credit, DayPlanItem, Event, Phase, PracticalNote
from eventapp.programme.models import Round, TableSession
from eventapp.programme.queries import rounds_of
from eventapp.registration.models import Registration
from eventapp.themes.models import ThemeProposal
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.programme import make_table
from tests.factories.registration import make_registration
from tests.hostile import DAYS


def _full_event() -> Event:
    event = make_event(purpose="Why", venue_directions="By bus")
    with transaction() as session:
        event = session.get_one(Event, event.id)
        event.day_plan = [DayPlanItem(position=1, at=time(9, 30), what="Kaffe")]
        event.practical = [PracticalNote(position=1, title="Mad", text="Suppe", sign=Sign.CUP)]
        event.credits = [Credit(position=1, role=CreditRole.HOST, name="Langbordet")]
        event.phases = [
            Phase(action=Action.REGISTER, closes_at=event.starts_at - timedelta(days=7)),
            Phase(action=Action.PROPOSE, opens_at=event.starts_at - timedelta(days=30)),
        ]
    make_table(event, round_number=1, number=2, headline="Said by peers")
    make_registration(event)
    return event


def test_a_copy_carries_texts_and_frame_and_never_people(browser: Browser) -> None:
    event = _full_event()
    browser.sign_in(make_account(organisation=event.organisation))
    # The clocks have changed by then, so the same time by the clock there is another moment.
    day = event.starts_here.date() + timedelta(days=200)

    answer = browser.post("events.copy", {"day": f"{day:%Y-%m-%d}"}, slug=event.slug)

    copy = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert copy is not None
    assert answer.response.headers["Location"] == f"/organise/{copy.slug}"
    assert (copy.status, copy.starts_here.date(), copy.starts_here.time()) == (
        Status.DRAFT,
        day,
        event.starts_here.time(),
    )
    assert copy.ends_at - copy.starts_at == event.ends_at - event.starts_at
    assert (copy.purpose, copy.venue_directions, copy.places) == ("Why", "By bus", event.places)
    assert [(item.at, item.what) for item in copy.day_plan] == [(time(9, 30), "Kaffe")]
    assert [(note.title, note.text, note.sign) for note in copy.practical] == [
        ("Mad", "Suppe", Sign.CUP)
    ]
    assert [(credit.role, credit.name) for credit in copy.credits] == [
        (CreditRole.HOST, "Langbordet")
    ]
    register, propose = copy.phase(Action.REGISTER), copy.phase(Action.PROPOSE)
    assert register is not None
    assert propose is not None
    assert register.closes_at is not None
    assert propose.opens_at is not None
    assert register.closes_at.astimezone(copy.zone).date() == day - timedelta(days=7)
    assert propose.opens_at.astimezone(copy.zone).date() == day - timedelta(days=30)
    for model in (Registration, ThemeProposal):
        of_copy = select(func.count()).select_from(model).where(model.event_id == copy.id)
        assert db.session.scalar(of_copy) == 0


def test_a_copy_has_the_rounds_and_tables_without_what_was_talked_about(browser: Browser) -> None:
    event = _full_event()
    browser.sign_in(make_account(organisation=event.organisation))
    day = event.starts_here.date() + timedelta(days=10)

    browser.post("events.copy", {"day": f"{day:%Y-%m-%d}"}, slug=event.slug)

    before, after = db.session.scalars(select(Round).order_by(Round.id)).all()
    assert after.starts_at - before.starts_at == timedelta(days=10)
    assert (after.number, after.ends_at - after.starts_at) == (
        before.number,
        before.ends_at - before.starts_at,
    )
    tables = rounds_of(db.session(), after.event_id)[0].tables
    assert [(table.number, table.headline) for table in tables] == [(2, "")]
    assert db.session.scalar(select(func.count()).select_from(TableSession)) == 2


def test_a_copy_needs_a_day_that_is(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    for day in DAYS:
        page = browser.post("events.copy", {"day": day}, slug=event.slug, status=422)
        assert len(page.errors) == 1

    assert db.session.scalar(select(func.count()).select_from(Event)) == 1

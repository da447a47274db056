"""What a kind of gathering begins with, and who can come to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.events.enums import Action, Entry, Kind
from eventapp.events.kinds import DEFAULTS
from eventapp.events.models import Event
from eventapp.events.services import Essentials, create_event
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event


def _make(kind: Kind) -> Event:
    starts_at = NOW + timedelta(days=40)
    create_event(
        organisation_id=make_organisation().id,
        kind=kind,
        essentials=Essentials(
            title="Stolen",
            headline_theme="Ja",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            venue_name="Salen",
            places=4,
        ),
    )
    return db.session.scalars(select(Event)).one()


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_decides_how_people_come_and_whether_lists_name_it(kind: Kind) -> None:
    event = _make(kind)

    assert (event.kind, event.entry, event.is_listed) == (
        kind,
        DEFAULTS[kind].entry,
        DEFAULTS[kind].is_listed,
    )


@pytest.mark.usefixtures("app")
def test_a_summit_closes_its_lists_in_time_by_the_clock_there() -> None:
    event = _make(Kind.SUMMIT)

    closes = {phase.action: phase.closes_at for phase in event.phases}
    assert set(closes) == {Action.REGISTER, Action.PROPOSE, Action.SUPPORT}
    register = closes[Action.REGISTER]
    assert register is not None
    here = register.astimezone(event.zone)
    assert here.date() == event.starts_here.date() - timedelta(days=7)
    assert f"{here:%H:%M:%S}" == "23:59:59"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_form_suggests_what_the_kind_begins_with(browser: Browser, kind: Kind) -> None:
    browser.sign_in(make_account())

    page = browser.get("events.new", kind=kind.value)

    defaults = DEFAULTS[kind]
    assert [page.value_of(name) for name in ("kind", "starts", "ends", "places")] == [
        kind.value,
        f"{defaults.starts:%H:%M}",
        f"{defaults.ends:%H:%M}",
        str(defaults.places),
    ]


def test_a_kind_there_is_not_suggests_a_traef(browser: Browser) -> None:
    browser.sign_in(make_account())

    assert browser.get("events.new", kind="fest").value_of("kind") == "traef"


@pytest.mark.parametrize("entry", list(Entry))
def test_how_people_come_is_changed_and_shown(browser: Browser, entry: Entry) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("events.who_can_come", {"entry": entry.value}, slug=event.slug)

    stored = db.session.get_one(Event, event.id)
    assert (stored.entry, stored.is_listed) == (entry, False)
    page = browser.get("events.who_can_come", slug=event.slug)
    chosen = [field["value"] for field in page.soup.select("input[name=entry][checked]")]
    assert chosen == [entry.value]


def test_a_way_in_there_is_not_is_refused(browser: Browser) -> None:
    event = make_event()
    browser.sign_in(make_account(organisation=event.organisation))

    page = browser.post("events.who_can_come", {"entry": "by force"}, slug=event.slug, status=422)

    assert page.errors == ["Choose one of these."]


def test_one_just_comes_to_a_drop_in_gathering(browser: Browser) -> None:
    coming = utc_now() + timedelta(days=3)
    event = make_event(entry=Entry.DROP_IN, starts_at=coming, ends_at=coming + timedelta(hours=2))

    page = browser.get("dashboard.public_page", slug=event.slug)

    assert "You don't sign up. Just come." in page.text + page.soup.header.get_text()  # type: ignore[union-attr]
    assert f"/e/{event.slug}/register" not in page.response.text


def test_a_gathering_by_invitation_tells_a_stranger_its_title_and_day_alone(
    browser: Browser,
) -> None:
    event = make_event(
        entry=Entry.INVITED,
        is_listed=True,
        introduction="Intro words",
        purpose="Purpose words",
        venue_name="Hidden hall",
        venue_town="Hidden town",
        headline_theme="Hidden theme",
    )

    page = browser.get("dashboard.public_page", slug=event.slug)

    shown = page.response.text
    hidden = ["Intro words", "Purpose words", "Hidden", "/register", "/themes"]
    assert [word for word in hidden if word in shown] == []
    assert event.title in shown
    assert page.response.headers["X-Robots-Tag"] == "noindex"


def test_what_is_not_listed_or_by_invitation_stands_on_no_list(browser: Browser) -> None:
    listed = make_event(title="Listed one")
    make_event(title="Left out", is_listed=False)
    make_event(title="Invited", entry=Entry.INVITED)

    page = browser.get("dashboard.front")

    assert [link for link in page.links() if link.startswith("/e/")] == [f"/e/{listed.slug}"]

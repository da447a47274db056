"""The write-up as it is written, published and read."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.extensions import jobs
from eventapp.outcomes.assembly import edition_of
from eventapp.outcomes.edition import Backing, Edition
from eventapp.outcomes.enums import PrintingState
from eventapp.outcomes.head_count import keep_heads
from eventapp.outcomes.models import Claim, Printing, WriteUp
from eventapp.outcomes.queries import write_up_of
from eventapp.portable.demo import demo_document
from eventapp.portable.taking_in import take_in
from eventapp.programme.enums import ContributionStatus
from eventapp.programme.models import Contribution
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.retention import forget_people
from tests.browser_client import Browser
from tests.factories.accounts import make_account

AFTER = timedelta(days=100)


@pytest.fixture
def held(app: Flask, now: datetime) -> Event:
    """Give the gathering of the demo that has been held and written up."""
    assert app
    slug = take_in(demo_document("published"), now=now + AFTER)
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def _edition(event: Event, now: datetime) -> Edition:
    write_up = write_up_of(db.session(), event.id)
    assert write_up is not None
    return edition_of(db.session(), write_up, now=now + AFTER)


def _backing(edition: Edition, key: str) -> Backing:
    return next(
        claim.backing
        for section in edition.sections
        for paragraph in section.paragraphs
        for claim in paragraph.claims
        if claim.key == key
    )


def test_the_figures_are_those_of_the_gathering(held: Event, now: datetime) -> None:
    figures = _edition(held, now).figures

    assert (figures.participants, figures.answered) == (55, 46)
    assert [(region.name, region.people) for region in figures.regions] == [
        ("Hovedstaden", 19),
        ("Midtjylland", 13),
        ("Sjælland", 12),
        ("Syddanmark", 11),
    ]
    assert (figures.contributions.total, figures.contributions.used) == (149, 137)


def test_a_person_less_is_a_dot_less(held: Event, now: datetime) -> None:
    with transaction() as session:
        one = session.scalars(
            select(Registration).where(Registration.status == RegistrationStatus.ATTENDED).limit(1)
        ).one()
        one.status = RegistrationStatus.CANCELLED

    assert _edition(held, now).figures.participants == 54


def test_what_readers_see_of_who_came_outlives_the_people(held: Event, now: datetime) -> None:
    before = _edition(held, now).figures

    for days in (8, 31):
        forget_people(now=held.ends_at + timedelta(days=days))

    assert db.session.scalars(select(Registration)).all() == []
    assert _edition(held, now).figures == before


def test_the_first_count_stays_when_there_are_fewer_people_later(
    held: Event, now: datetime
) -> None:
    for _twice in range(2):
        with transaction() as session:
            keep_heads(session, session.get_one(Event, held.id), now=now + AFTER)
            session.execute(delete(Registration))

    assert _edition(held, now).figures.participants == 55


def test_a_contribution_taken_back_no_longer_stands_behind_anything(
    held: Event, now: datetime
) -> None:
    claim = db.session.scalars(select(Claim).where(Claim.evidence.any()).limit(1)).one()
    key, gone = claim.key, claim.evidence[0].id
    before = _backing(_edition(held, now), key)

    with transaction() as session:
        one = session.get_one(Contribution, gone)
        one.status, one.text = ContributionStatus.WITHDRAWN, ""

    edition = _edition(held, now)
    assert _backing(edition, key).contributions == before.contributions - 1
    assert edition.figures.contributions.withdrawn == 1


def test_everybody_can_read_it(held: Event, browser: Browser) -> None:
    page = browser.get("outcomes.write_up", slug=held.slug)
    data = browser.get("outcomes.write_up_data", slug=held.slug).response.get_json()

    assert page.heading == "Stolen ved siden af"
    assert len(data["sections"]) == 14


@pytest.mark.parametrize(("written_in", "reader"), [("da", "en"), ("en", "da")])
def test_the_whole_page_is_in_the_language_it_was_written_in(
    held: Event, browser: Browser, written_in: str, reader: str
) -> None:
    with transaction() as session:
        session.get_one(Event, held.id).language = written_in
    browser.language = written_in
    as_written = browser.get("outcomes.write_up", slug=held.slug)
    browser.language = reader

    page = browser.get("outcomes.write_up", slug=held.slug)

    assert page.soup.html is not None
    assert page.soup.html["lang"] == written_in
    assert page.response.data == as_written.response.data
    assert page.soup.select(".langs a") == []


def test_reading_a_write_up_leaves_other_pages_in_the_readers_language(
    held: Event, browser: Browser
) -> None:
    browser.get("outcomes.write_up", slug=held.slug)

    page = browser.get("dashboard.public_page", slug=held.slug)

    assert page.soup.html is not None
    assert page.soup.html["lang"] == "en"


def test_tables_of_different_rounds_may_be_the_same_people(held: Event, now: datetime) -> None:
    claim = db.session.scalars(select(Claim).where(Claim.evidence.any()).limit(1)).one()
    key, claim_id = claim.key, claim.id
    with transaction() as session:
        noted = session.scalars(select(Contribution).order_by(Contribution.number)).all()
        session.get_one(Claim, claim_id).evidence = [
            next(one for one in noted if one.table.round.number == number) for number in (1, 2)
        ]

    backing = _backing(_edition(held, now), key)

    assert (backing.tables, backing.tables_of_one_round) == (2, 1)


def test_a_draft_is_for_the_organisers_alone(held: Event, browser: Browser) -> None:
    browser.sign_in(make_account(organisation=held.organisation))
    browser.post("outcomes.publish_write_up", {"act": "take_back"}, slug=held.slug)
    stranger = Browser(browser.app)

    for endpoint in ("write_up", "write_up_document", "write_up_data"):
        stranger.get(f"outcomes.{endpoint}", status=404, slug=held.slug)
    assert browser.get("outcomes.preview", slug=held.slug).heading == "Stolen ved siden af"


def test_the_pdf_is_made_by_a_job_and_the_page_says_how_far_it_has_come(
    held: Event, browser: Browser
) -> None:
    waiting = browser.get("outcomes.write_up_document", status=202, slug=held.slug)

    jobs.run_waiting(browser.app)

    ready = browser.get("outcomes.write_up_document", slug=held.slug)
    assert waiting.heading == "The PDF is being made"
    assert ready.response.data[:5] == b"%PDF-"
    assert [row.state for row in db.session.scalars(select(Printing))] == [PrintingState.READY]
    ready.response.close()


def test_a_sentence_without_evidence_cannot_be_published(held: Event, browser: Browser) -> None:
    browser.sign_in(make_account(organisation=held.organisation))
    claim = db.session.scalars(select(Claim).where(Claim.quantifier.is_not(None)).limit(1)).one()
    claim_id, text = claim.id, claim.text
    browser.post(
        "outcomes.claim",
        {"text": text, "role": "plain", "quantifier": ""},
        slug=held.slug,
        claim_id=claim_id,
    )

    sent = browser.post("outcomes.publish_write_up", {"act": "publish"}, slug=held.slug)

    page = browser.follow(sent)
    assert "Some sentences need something first." in page.text
    assert "This sentence has no contribution behind it." in page.text
    assert db.session.scalars(select(WriteUp.version)).one() == 1


def test_publishing_again_makes_the_next_version(held: Event, browser: Browser) -> None:
    browser.sign_in(make_account(organisation=held.organisation))

    browser.post("outcomes.publish_write_up", {"act": "publish"}, slug=held.slug)

    assert db.session.scalars(select(WriteUp.version)).one() == 2


def test_the_host_cannot_speak_inside_a_theme(held: Event, browser: Browser) -> None:
    browser.sign_in(make_account(organisation=held.organisation))
    write_up = write_up_of(db.session(), held.id)
    assert write_up is not None
    theme = next(section for section in write_up.sections if section.kind.value == "theme")

    page = browser.post(
        "outcomes.new_paragraph",
        {"voice": "host", "role": "plain", "text": "Vi i foreningen mener"},
        status=422,
        slug=held.slug,
        section_id=theme.id,
    )

    assert page.errors == ["Only peers speak here. Put the host's words in a part of their own."]
    assert page.value_of("text") == "Vi i foreningen mener"


def test_parts_can_be_moved_and_taken_out(held: Event, browser: Browser) -> None:
    browser.sign_in(make_account(organisation=held.organisation))
    write_up = write_up_of(db.session(), held.id)
    assert write_up is not None
    first, second = write_up.sections[0].id, write_up.sections[1].id

    browser.post("outcomes.move_section", {"act": "down"}, slug=held.slug, section_id=first)
    browser.post("outcomes.move_section", {"act": "remove"}, slug=held.slug, section_id=first)

    left = write_up_of(db.session(), held.id)
    assert left is not None
    assert (left.sections[0].id, len(left.sections)) == (second, 13)


def test_a_new_write_up_begins_with_the_usual_parts_once(browser: Browser, now: datetime) -> None:
    slug = take_in(demo_document("today"), now=now)
    event = db.session.scalars(select(Event).where(Event.slug == slug)).one()
    browser.sign_in(make_account(organisation=event.organisation))

    browser.post("outcomes.begin", slug=slug)
    browser.post("outcomes.begin", slug=slug)

    page = browser.get("outcomes.desk", slug=slug)
    assert len(page.soup.select("ol.actions > li")) == 12


def test_a_refusal_is_said_in_the_readers_language(held: Event, browser: Browser) -> None:
    browser.language = "da"
    browser.sign_in(make_account(organisation=held.organisation))

    page = browser.follow(browser.post("outcomes.begin", slug=held.slug))

    assert "Opsamlingen er allerede begyndt." in page.text

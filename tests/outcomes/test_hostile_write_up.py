"""What the editor's desk does with what nobody meant."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.outcomes.enums import SectionKind
from eventapp.outcomes.models import Section, WriteUp
from eventapp.outcomes.services.edit import begin_write_up
from tests.browser_client import Browser
from tests.factories.accounts import make_account
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.hostile import LONG, NUMBERS, TEXTS

CLAIM = {"text": "Sådan er det.", "role": "meaning", "quantifier": "", "addressee": "Kollegaen"}
CHANGE = {"text": "Vi ønsker os tid.", "addressed_to": "Dem, der lægger planen", "kind": "wish"}
PARAGRAPH = {"voice": "source", "role": "plain", "text": "Der står.", "publisher": "En bog"}


@pytest.fixture
def event(browser: Browser) -> Event:
    """Give a gathering whose write-up is begun, with its organiser signed in."""
    event = make_event()
    event_id = event.id
    begin_write_up(event_id=event_id)
    browser.sign_in(make_account(organisation=event.organisation))
    return event


def _part(event: Event, kind: SectionKind) -> int:
    return db.session.scalars(
        select(Section.id)
        .join(WriteUp)
        .where(WriteUp.event_id == event.id, Section.kind == kind)
        .limit(1)
    ).one()


FORMS: list[tuple[str, SectionKind, dict[str, str], tuple[str, ...]]] = [
    ("outcomes.new_claim", SectionKind.THEME, CLAIM, ("text", "addressee")),
    ("outcomes.new_change", SectionKind.DESIRED_CHANGE, CHANGE, ("text", "addressed_to")),
    (
        "outcomes.new_paragraph",
        SectionKind.BACKGROUND,
        PARAGRAPH,
        ("text", "publisher", "title", "quoted_text", "link_text"),
    ),
    ("outcomes.section", SectionKind.THEME, {}, ("heading",)),
]


@pytest.mark.parametrize(("endpoint", "kind", "form", "fields"), FORMS, ids=[f[0] for f in FORMS])
def test_hostile_words_are_shown_and_never_run(
    browser: Browser,
    event: Event,
    endpoint: str,
    kind: SectionKind,
    form: dict[str, Any],
    fields: tuple[str, ...],
) -> None:
    part = _part(event, kind)
    slug = event.slug

    for typed in TEXTS.values():
        sent = type_into(browser, endpoint, form, fields, typed, slug=slug, section_id=part)
        assert sent.status in {303, 422}, typed

    assert_harmless(browser.get("outcomes.section", slug=slug, section_id=part))
    assert_harmless(browser.get("outcomes.desk", slug=slug))
    assert_harmless(browser.get("outcomes.preview", slug=slug))


@pytest.mark.parametrize(("endpoint", "kind", "form", "fields"), FORMS, ids=[f[0] for f in FORMS])
def test_what_is_too_long_stays_in_the_field_with_a_sentence(
    browser: Browser,
    event: Event,
    endpoint: str,
    kind: SectionKind,
    form: dict[str, Any],
    fields: tuple[str, ...],
) -> None:
    part = _part(event, kind)

    page = type_into(browser, endpoint, form, fields, LONG, slug=event.slug, section_id=part)

    assert (page.status, len(page.errors)) == (422, len(fields))
    assert page.value_of(fields[0]).strip() == LONG.strip()


def test_numbers_that_are_none_get_a_sentence(browser: Browser, event: Event) -> None:
    part = _part(event, SectionKind.THEME)

    for typed in NUMBERS:
        if not typed.strip(" \x00"):
            continue
        form = {**CLAIM, "answered_of": "10"}
        page = type_into(
            browser,
            "outcomes.new_claim",
            form,
            ("answered_yes",),
            typed,
            slug=event.slug,
            section_id=part,
        )
        # Nobody said yes is an answer too.
        assert page.status == (303 if typed == "0" else 422), typed


def test_evidence_of_another_gathering_is_not_taken(browser: Browser, event: Event) -> None:
    part = _part(event, SectionKind.THEME)

    page = browser.post(
        "outcomes.new_claim",
        {**CLAIM, "evidence": "1"},
        status=422,
        slug=event.slug,
        section_id=part,
    )

    assert page.errors == ["Choose one of these."]
    with transaction() as session:
        assert session.scalars(select(Section).where(Section.id == part)).one().paragraphs == []

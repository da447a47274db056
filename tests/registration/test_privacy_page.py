"""The privacy notice: everybody may read it, in every version, with the table of what is kept."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.retention import KEPT, in_words, rules_in_the_tables, what_is_kept
from eventapp.consents.standard import standard_text
from tests.browser_client import Browser
from tests.factories.accounts import make_organisation
from tests.factories.consents import make_text
from tests.factories.events import make_event

NOTICE = ConsentPurpose.NOTICE


@pytest.mark.once
def test_every_column_about_a_person_has_its_line_in_the_table(app: Flask) -> None:
    """Words for a new table or a new rule are written in eventapp/consents/retention.py."""
    assert app
    there = rules_in_the_tables()

    assert there - set(KEPT) == set()
    assert set(KEPT) - there == set()
    with app.test_request_context(), force_locale("en"):
        assert [in_words(rule) for _table, rule in there].count("") == 0


@pytest.mark.once
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("event + 1 day", "1 day after the day"),
        ("event + 30 days", "30 days after the day"),
        ("event + 24 months", "24 months after the day"),
        ("24 months", "24 months"),
        ("7 days", "7 days"),
        ("until it has left the house", "Until they are sent"),
    ],
)
def test_a_rule_is_said_the_way_people_do(app: Flask, rule: str, words: str) -> None:
    with app.test_request_context(), force_locale("en"):
        assert in_words(rule) == words


def test_the_page_says_who_answers_and_what_is_kept(browser: Browser) -> None:
    event = make_event()

    page = browser.get("registration.privacy", slug=event.slug)

    assert f"{event.organisation.name} answers for what stands here." in page.text
    with browser.app.test_request_context(), force_locale("en"):
        kept = what_is_kept()
    rows = [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]
    assert rows == [[line.what, line.until] for line in kept]
    assert standard_text(NOTICE, "en").split("\n\n")[0] in page.text


def test_earlier_versions_stay_where_they_can_be_read(browser: Browser) -> None:
    home = make_organisation()
    slug = make_event(organisation=home).slug
    make_text(home, "We know little.", purpose=NOTICE)

    page = browser.get("registration.privacy", slug=slug)
    [earlier] = [link for link in page.links() if "/privacy/" in link]

    assert "We know little." in page.text
    assert standard_text(NOTICE, "en").split("\n\n")[0] in browser.open(earlier).text


def test_the_notice_of_a_draft_or_of_nothing_is_not_there(browser: Browser) -> None:
    draft = make_event(status="draft")

    pages = [
        browser.get("registration.privacy", slug=slug, status=404).response.text
        for slug in (draft.slug, "nowhere")
    ]
    browser.get("registration.privacy_version", slug=draft.slug, version=1, status=404)

    assert pages[0] == pages[1]


def test_the_form_for_signing_up_and_every_foot_lead_there(browser: Browser) -> None:
    event = make_event()
    path = f"/e/{event.slug}/privacy"

    for endpoint in ("registration.register", "dashboard.public_page"):
        foot = browser.get(endpoint, slug=event.slug).soup.select(".foot a[href]")
        assert path in [link["href"] for link in foot]

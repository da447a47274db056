"""A text never changes once people have read it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Organisation
from eventapp.accounts.queries import membership
from eventapp.accounts.services import remove_member
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.errors import WrittenMeanwhile
from eventapp.consents.models import ConsentText
from eventapp.consents.services import TextKey, publish_text, text_to_show
from eventapp.consents.standard import LANGUAGES, standard_text
from eventapp.consents.sweeping import store_missing_texts
from eventapp.db import db, transaction
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account, make_organisation
from tests.factories.consents import make_text
from tests.factories.journeys import assert_harmless, type_into
from tests.hostile import LONG, RAN, TEXTS
from tests.statements import statements

PHOTO = ConsentPurpose.PHOTO


def _photo(organisation: Organisation, language: str = "en") -> TextKey:
    return TextKey(organisation.id, PHOTO, language)


def _stored() -> list[tuple[int, str]]:
    rows = db.session.scalars(select(ConsentText).order_by(ConsentText.version))
    return [(row.version, row.text) for row in rows]


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", ConsentPurpose)
def test_every_purpose_has_a_text_in_both_languages(purpose: ConsentPurpose, language: str) -> None:
    folder = Path(__file__).parents[2] / "eventapp/consents/texts"
    here = folder / language / f"{purpose.value}.txt"

    assert standard_text(purpose, language) == here.read_text("utf-8").strip()
    assert len(standard_text(purpose, language)) > 100


@pytest.mark.usefixtures("app")
def test_a_new_version_leaves_the_old_one_letter_by_letter() -> None:
    home = make_organisation()

    version = make_text(home, "You may take pictures of my back.")

    assert version == 2
    assert _stored() == [
        (1, standard_text(PHOTO, "en")),
        (2, "You may take pictures of my back."),
    ]
    newest = text_to_show(db.session(), _photo(home), now=NOW)
    assert newest.digest == hashlib.sha256(b"You may take pictures of my back.").hexdigest()
    assert text_to_show(db.session(), _photo(home, "da"), now=NOW).version == 1


@pytest.mark.usefixtures("app")
def test_a_published_text_cannot_be_changed() -> None:
    make_text(make_organisation(), "You may take pictures of my back.")

    with pytest.raises(RuntimeError, match="cannot be changed"), transaction() as session:
        session.scalars(select(ConsentText).where(ConsentText.version == 2)).one().text = "Mine."

    assert [text for _version, text in _stored()][1:] == ["You may take pictures of my back."]


@pytest.mark.usefixtures("app")
def test_the_same_words_twice_are_one_version() -> None:
    home = make_organisation()

    versions = [make_text(home, "You may take pictures of my back.") for _press in range(2)]

    assert versions == [2, 2]
    assert len(_stored()) == 2


@pytest.mark.usefixtures("app")
def test_of_two_who_write_at_once_the_second_is_told() -> None:
    home = make_organisation()
    make_text(home, "You may take pictures of my back.")

    with pytest.raises(WrittenMeanwhile):
        make_text(home, "You may take pictures of my hands.")

    assert len(_stored()) == 2


@pytest.mark.usefixtures("app")
def test_who_has_left_is_no_longer_named_and_the_text_stays() -> None:
    home = make_organisation()
    make_account(organisation=home)
    writer = make_account(organisation=home, role=Role.ORGANISER, name="Bo")
    key, home_id, writer_id = _photo(home), home.id, writer.id
    publish_text(key=key, text="Bo's text, no more.", seen=1, author_id=writer_id, now=NOW)
    member = membership(db.session(), writer_id, home_id)
    assert member is not None

    remove_member(organisation_id=home_id, member_id=member.id)

    newest = text_to_show(db.session(), key, now=NOW)
    assert (newest.text, newest.author, newest.is_standard) == ("Bo's text, no more.", None, False)


@pytest.mark.usefixtures("app")
def test_the_texts_of_a_new_association_are_stored_by_the_clock_and_once() -> None:
    make_organisation()

    store_missing_texts()
    with statements() as sent:
        store_missing_texts()

    assert len(_stored()) == len(ConsentPurpose) * len(LANGUAGES)
    assert [one for one in sent if one.startswith("INSERT")] == []


def test_an_organiser_writes_looks_and_publishes(browser: Browser) -> None:
    organiser = make_account(role=Role.ORGANISER, name="Bo")
    browser.sign_in(organiser)
    where: dict[str, Any] = {"purpose": "photo", "language": "en"}
    form = {"text": "## Pictures\n\nOf my back.\nAnd my hands.", "seen": "1"}

    look = browser.post("consents.text", {**form, "act": "look"}, status=200, **where)
    assert _stored() == []
    assert [look.soup.select_one(f".sheet {tag}") is not None for tag in ("h2", "br")] == [True] * 2
    assert look.value_of("seen") == "1"

    done = browser.follow(browser.post("consents.text", {**form, "act": "publish"}, **where))

    assert "Version 2 is in force." in done.text
    assert _stored()[1] == (2, form["text"])
    assert [
        (" ".join(one.text.split())).startswith(f"Version {number}")
        for one, number in zip(done.soup.select(".actions a"), (2, 1), strict=True)
    ] == [True, True]
    assert "Bo" in done.soup.select(".actions a")[0].text
    old = browser.get("consents.version", version=1, **where)
    assert hashlib.sha256(standard_text(PHOTO, "en").encode()).hexdigest() in old.text


def test_two_organisers_pages_at_once_keep_what_was_typed(browser: Browser) -> None:
    home = make_organisation()
    make_text(home, "You may take pictures of my back.")
    browser.sign_in(make_account(organisation=home))
    form = {"text": "My version", "seen": "1", "act": "publish"}

    page = browser.post("consents.text", form, purpose="photo", language="en", status=422)

    assert page.errors == [
        "Somebody else has written a new version meanwhile. Look at it before you publish."
    ]
    assert page.value_of("text").strip() == "My version"
    assert "You may take pictures of my back." in page.text
    again = {**form, "seen": page.value_of("seen")}
    browser.post("consents.text", again, purpose="photo", language="en")
    assert [text for _version, text in _stored()][2] == "My version"


def test_another_associations_text_is_not_there(browser: Browser) -> None:
    make_text(make_organisation(), "Theirs.")
    browser.sign_in(make_account())

    browser.get("consents.version", purpose="photo", language="en", version=2, status=404)


def test_door_hosts_do_not_reach_the_texts(browser: Browser) -> None:
    browser.sign_in(make_account(role=Role.DOOR_HOST))

    browser.get("consents.texts", status=404)


@pytest.mark.parametrize("typed", [*TEXTS.values(), LONG], ids=[*TEXTS, "long"])
def test_what_nobody_meant_is_shown_and_never_run(browser: Browser, typed: str) -> None:
    home = make_organisation()
    browser.sign_in(make_account(organisation=home))
    where: dict[str, Any] = {"purpose": "notice", "language": "en"}

    page = type_into(
        browser, "consents.text", {"seen": "1", "act": "publish"}, ("text",), typed, **where
    )

    if page.status == 303:
        assert_harmless(browser.follow(page))
        shown = browser.get("consents.version", version=2, **where)
        assert_harmless(shown)
        assert RAN not in (shown.soup.select_one(".sheet") or shown.soup).text


def test_a_version_that_is_no_number_is_refused_kindly(browser: Browser) -> None:
    browser.sign_in(make_account())
    for seen in [*TEXTS.values(), "-1", "999999999999"]:
        page = type_into(
            browser,
            "consents.text",
            {"text": "My words", "act": "publish"},
            ("seen",),
            seen,
            purpose="photo",
            language="en",
        )
        assert page.status == 422


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_costs_the_same_however_many_versions_there_are(
    browser: Browser, others: int
) -> None:
    home = make_organisation()
    for number in range(others):
        make_text(home, f"Text {number}", seen=number + 1)
    browser.sign_in(make_account(organisation=home))

    with statements() as sent:
        browser.get("consents.texts")

    assert len([one for one in sent if one.startswith("SELECT")]) == 4, sent

"""An association words its mails itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.accounts.enums import Role
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.mailings.models import Mailing
from eventapp.registration.mailings.services import tell_of_change
from eventapp.registration.messages import letter_of, status_letter
from eventapp.registration.wordings.defaults import KIND_WORDS, default_text
from eventapp.registration.wordings.enums import DISCREET_ONLY, FORMS, LetterKind
from eventapp.registration.wordings.lexicon import own_words, telling_words
from eventapp.registration.wordings.models import OwnWording
from eventapp.registration.wordings.services import Which, word_letter
from eventapp.web.forms import clean_text
from eventapp.web.language import LANGUAGES
from tests.browser_client import Browser
from tests.days import NOW
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import all_mails
from tests.factories.registration import make_registration
from tests.hostile import ACTS, LONG, RAN, TEXTS
from tests.statements import statements

SECRET = "A" * 26
HERE: dict[str, Any] = {"kind": "registered", "language": "en", "look": "discreet"}
PLAIN = {**HERE, "look": "plain"}
KINDS = list(LetterKind)


@pytest.fixture
def event(browser: Browser) -> Event:
    """Give a gathering whose organiser is signed in."""
    gathering = make_event()
    browser.sign_in(make_account(organisation=gathering.organisation))
    return gathering


def _own() -> list[tuple[str, str, bool, str, str]]:
    db.session.rollback()
    rows = db.session.scalars(select(OwnWording).order_by(OwnWording.id))
    return [(row.kind.value, row.language, row.is_discreet, row.subject, row.text) for row in rows]


def _word(event: Event, text: str, *, kind: str = "registered", discreet: bool = True) -> None:
    word_letter(
        organisation_id=event.organisation_id,
        which=Which(LetterKind(kind), "en", is_discreet=discreet),
        subject="",
        text=text,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_can_be_read_and_worded_in_each_language_and_form(
    browser: Browser, event: Event, kind: LetterKind
) -> None:
    assert event
    for language in LANGUAGES:
        for look in FORMS:
            where: dict[str, Any] = {"kind": kind.value, "language": language, "look": look}
            if look == "plain" and kind in DISCREET_ONLY:
                browser.get("letters.letter", status=404, **where)
                continue
            text = browser.get("letters.letter", **where).value_of("text")

            assert text == default_text(kind, language=language, is_discreet=look == "discreet")
            # Our own words can be saved: they hold nothing that is refused.
            browser.post("letters.letter", {"text": text, "subject": ""}, **where)

    assert {one[0] for one in _own()} == {kind.value}


def test_every_kind_is_listed() -> None:
    assert set(KIND_WORDS) == set(LetterKind)


def test_what_is_saved_is_what_is_sent(browser: Browser, event: Event) -> None:
    form = {"text": "Hello {name}.\n\nSee you {day} at {time}."}

    browser.post("letters.letter", form, **HERE)

    letter = status_letter(make_registration(event, language="en"), SECRET)
    assert list(letter.sentences) == ["Hello Maja.", "", "See you Saturday 8 May at 9:30."]
    assert (letter.subject, letter.greeting, letter.link_text) == (
        "Your registration – 8 May",
        "Hi Maja",
        "Open my page",
    )
    assert "It was not me" in letter.afterwards[1]
    assert "<p" in letter.as_html()
    other = status_letter(make_registration(event, language="da"), SECRET)
    assert other.sentences[0] != letter.sentences[0]


def test_a_plain_mail_may_have_a_subject_of_its_own(browser: Browser, event: Event) -> None:
    form = {"text": "We meet at {place}.", "subject": "{title}: your seat"}

    browser.post("letters.letter", form, **PLAIN)

    letter = status_letter(make_registration(event, language="en", is_discreet=False), SECRET)
    assert (letter.subject, list(letter.sentences)) == (
        "Stolen ved siden af: your seat",
        ["We meet at Multisalen, Fjordby."],
    )


def test_a_discreet_subject_is_never_free_text(browser: Browser, event: Event) -> None:
    assert browser.get("letters.letter", **HERE).soup.select("main [name=subject]") == []

    browser.post("letters.letter", {"text": "Hello.", "subject": "Something"}, **HERE)

    letter = status_letter(make_registration(event, language="en"), SECRET)
    assert (_own()[0][3], letter.subject) == ("", "Your registration – 8 May")


@pytest.mark.parametrize(
    ("where", "typed", "sentence"),
    [
        (HERE, "At {place}.", "{place}. You can use {name}, {day}, {time}."),
        (HERE, "{titel} {Place}", "{titel}, {Place}. You can use {name}, {day}, {time}."),
        (
            PLAIN,
            "{0} {deadline}",
            "{0}, {deadline}. You can use {name}, {day}, {time}, {title}, {place}, {contact}.",
        ),
        (
            {**HERE, "kind": "offered"},
            "{title}",
            "{title}. You can use {name}, {day}, {time}, {deadline}.",
        ),
        ({**HERE, "kind": "invitation"}, "{name}", "{name}. You can use {day}, {time}."),
    ],
)
def test_words_in_braces_that_mean_nothing_there_are_named(
    browser: Browser, event: Event, where: dict[str, Any], typed: str, sentence: str
) -> None:
    assert event

    page = browser.post("letters.letter", {"text": typed, "subject": ""}, status=422, **where)

    assert page.errors == [f"We cannot fill this in here: {sentence}"]
    assert (page.value_of("text"), _own()) == (typed, [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("En dag for peers og pårørende.", "peers, pårørende"),
        ("Om livskrise, Krise og STØTTE.", "livskrise, Krise, STØTTE"),
        ("Foreningen Langbordet byder dig velkommen.", "Foreningen, Langbordet"),
        ("We meet in Multisalen.", "Multisalen"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"show": "1"}])
def test_a_discreet_mail_that_tells_is_refused_with_the_words_named(
    browser: Browser, event: Event, typed: str, words: str, button: dict[str, str]
) -> None:
    assert event

    page = browser.post("letters.letter", {"text": typed, **button}, status=422, **HERE)

    told = f"A discreet mail must not say what it is about. Leave out: {words}"
    assert (page.errors, page.value_of("text"), _own()) == ([told], typed, [])
    browser.post("letters.letter", {"text": typed, "subject": ""}, **PLAIN)
    assert len(_own()) == 1


def test_a_gathering_with_a_telling_title_that_came_later_gets_our_words(
    browser: Browser, event: Event
) -> None:
    _word(event, "The lanterns are lit for you.")
    before = status_letter(make_registration(event, language="en"), SECRET)
    newer = make_event(organisation=event.organisation, title="Lanterns in the dark")

    after = status_letter(make_registration(newer, language="en"), SECRET)

    assert list(before.sentences) == ["The lanterns are lit for you."]
    assert after.sentences[0] == "Your seat is ready: Saturday 8 May at 9:30."
    page = browser.get("letters.all_kinds")
    assert "“You have a seat” is sent in our words for now" in page.text
    assert "lanterns" in page.text


def test_show_me_shows_what_is_typed_and_saves_nothing(browser: Browser, event: Event) -> None:
    assert event

    page = browser.post(
        "letters.letter", {"text": "Bring {name} along.", "show": "1"}, status=200, **HERE
    )

    assert "Bring Maja along." in page.text
    assert (page.value_of("text"), _own()) == ("Bring {name} along.", [])


def test_back_to_our_words(browser: Browser, event: Event) -> None:
    _word(event, "Hello.")
    assert "your own words" in browser.get("letters.all_kinds").text

    for _ in range(2):
        browser.post("letters.reset", **HERE)

    assert _own() == []
    assert browser.get("letters.letter", **HERE).value_of("text").startswith("Your seat is ready")


def test_saving_twice_keeps_one_row(browser: Browser, event: Event) -> None:
    assert event
    for text in ("One.", "Two."):
        browser.post("letters.letter", {"text": text}, **HERE)

    assert _own() == [("registered", "en", True, "", "Two.")]


def test_anothers_words_are_not_ours(browser: Browser, event: Event) -> None:
    _word(event, "Hello.")
    elsewhere = make_event(organisation=make_organisation(name="En anden"))
    browser.sign_in(make_account(organisation=elsewhere.organisation))

    assert browser.get("letters.letter", **HERE).value_of("text").startswith("Your seat")
    letter = status_letter(make_registration(elsewhere, language="en"), SECRET)
    assert letter.sentences[0].startswith("Your seat")


def test_a_door_host_does_not_word_mails(browser: Browser, event: Event) -> None:
    browser.sign_in(make_account(organisation=event.organisation, role=Role.DOOR_HOST))

    browser.get("letters.all_kinds", status=404)
    browser.get("letters.letter", status=404, **HERE)


def test_an_association_without_a_gathering_sees_a_sample(browser: Browser) -> None:
    browser.sign_in(make_account())

    page = browser.get("letters.letter", **PLAIN)

    assert "It is about “The chair beside you”." in page.text


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_what_is_typed_is_shown_and_sent_and_never_run(
    browser: Browser, event: Event, name: str, typed: str
) -> None:
    page = type_into(browser, "letters.letter", {}, ("text", "subject"), typed, **PLAIN)

    assert RAN not in page.text
    if name in {"template", "template block", "format", "zero width"}:
        # Words in braces that mean nothing, and a text that shows nothing.
        assert (page.status, _own()) == (422, [])
        return
    assert page.status == 303
    assert_harmless(browser.get("letters.letter", **PLAIN))
    registration = make_registration(
        event, language="en", is_discreet=False, name=clean_text(typed)
    )
    letter = status_letter(registration, SECRET)
    html = letter.as_html()
    assert [sign for sign in ACTS if sign in html] == []
    assert "\n" not in letter.subject
    assert re.findall(r"(?:href|src)=\"([^\"]+)\"", html) == [letter.link]


@pytest.mark.parametrize("typed", [one for one in TEXTS.values() if "\ud83d" not in one])
def test_a_name_a_title_and_a_place_are_shown_in_every_mail_and_never_run(
    app: Flask, typed: str
) -> None:
    del app
    # PostgreSQL keeps no NUL, and no form of ours lets one in.
    typed = typed.replace("\x00", "")
    organisation = make_organisation(name=typed, contact_name=typed)
    event = make_event(organisation=organisation, title=typed, venue_name=typed)
    for is_discreet in (True, False):
        registration = make_registration(
            event, name=typed + "{title}", language="en", is_discreet=is_discreet
        )
        for kind in KINDS:
            letter = letter_of(kind, registration, SECRET)
            html = letter.as_html()
            acts = ("<script>alert", 'onmouseover="alert', 'href="javascript:')
            assert [sign for sign in acts if sign in html] == []
            assert re.findall(r"(?:href|src)=\"([^\"]+)\"", html) == [letter.link]
            # What stands in a value is not looked into again.
            assert kind is LetterKind.INVITATION or "{title}" in letter.greeting


def test_what_is_too_long_stays_in_the_field(browser: Browser, event: Event) -> None:
    assert event
    page = type_into(browser, "letters.letter", {}, ("text", "subject"), LONG, **PLAIN)

    assert (page.status, len(page.errors), _own()) == (422, 2, [])
    assert page.value_of("text") == LONG.strip()


def test_the_list_costs_the_same_however_much_is_worded(browser: Browser, event: Event) -> None:
    counts = []
    for number, kind in enumerate(("registered", "waiting", "changed"), start=1):
        _word(event, "Hello.", kind=kind)
        if number in (1, 3):
            with statements() as sent:
                browser.get("letters.all_kinds")
            counts.append(len(sent))

    assert counts[0] == counts[1]


def test_the_list_of_mails_to_many_costs_the_same_for_one_and_for_three(
    browser: Browser, event: Event
) -> None:
    counts, slug, event_id = [], event.slug, event.id
    make_registration(event)
    for number in (1, 2, 3):
        with transaction() as session:
            tell_of_change(session, session.get_one(Event, event_id), now=NOW)
            session.flush()
            for mailing in session.scalars(select(Mailing)):
                mailing.last_id = number
                mailing.occasion = f"{number}-{mailing.id}"
        if number in (1, 3):
            with statements() as sent:
                browser.get("letters.of_gathering", slug=slug)
            counts.append(len(sent))

    assert counts[0] == counts[1]


def test_an_organiser_sends_practical_information_once_and_sees_how_far_it_is(
    browser: Browser, event: Event
) -> None:
    slug = event.slug
    assert "There is nobody to send it to yet." in browser.get("letters.practical", slug=slug).text
    refused = browser.post("letters.practical", status=422, slug=slug)
    assert refused.errors == [
        "There is nobody with a seat and an e-mail address yet. Nothing was sent."
    ]
    make_registration(event, at=utc_now(), name="Ada")
    make_registration(event, at=utc_now(), status=RegistrationStatus.WAITING)
    page = browser.get("letters.practical", slug=slug)
    assert "It goes to one person, once." in page.text
    assert "Hej Maja" in page.text, "A made-up reader, in the language of the gathering."

    for _ in range(2):
        answer = browser.post("letters.practical", slug=slug)

    assert "1 of 1 have not left yet." in browser.follow(answer).text
    assert "It has been sent" in browser.get("letters.practical", slug=slug).text
    assert all_mails() == []


def test_the_thank_you_waits_for_the_write_up(browser: Browser, event: Event) -> None:
    make_registration(event)

    page = browser.get("outcomes.thanks", slug=event.slug)
    refused = browser.post("outcomes.thanks", status=422, slug=event.slug)

    assert "First publish the write-up. Then you can send this." in page.text
    assert refused.errors == ["Publish the write-up first. Nothing was sent."]
    assert db.session.scalars(select(Mailing)).all() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En stol ved bordet", []),
        ("Psykiatrien og RECOVERY", ["Psykiatrien", "RECOVERY"]),
        ("Erfaringsmedarbejder, erfaring", ["Erfaringsmedarbejder", "erfaring"]),
        ("bordet Langbordet langbordets", ["Langbordet"]),
    ],
)
def test_telling_words_are_found_whole_and_each_once(text: str, found: list[str]) -> None:
    assert telling_words(text, own=own_words("Foreningen Langbordet med jer")) == found

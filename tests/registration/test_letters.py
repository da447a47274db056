"""What the mails say: read in review as saved texts, and silent where they must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from eventapp.accounts.messages import no_account_letter, sign_in_letter
from eventapp.accounts.models import Organisation
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.mail.letters import Letter
from eventapp.mail.outbox import enqueue
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.messages import (
    DISCREET_SENDER,
    changed_letter,
    gathering_cancelled_letter,
    invitation_letter,
    nothing_found_letter,
    offer_ran_out_letter,
    offered_letter,
    practical_letter,
    promoted_letter,
    reminder_day_letter,
    reminder_week_letter,
    sender_of,
    status_letter,
    thanks_letter,
    withdrawn_letter,
)
from eventapp.registration.models import Registration
from tests.days import NOW
from tests.factories.accounts import make_organisation
from tests.factories.events import make_event
from tests.factories.mails import MailServer, all_mails, deliver, served_by
from tests.factories.registration import details, make_registration

pytestmark = pytest.mark.usefixtures("app")

FOLDER = Path(__file__).parent / "mails"
SECRET = "A" * 26
LANGUAGES = ("da", "en")
STATES = list(RegistrationStatus)
COMPOSERS: list[Callable[[Registration, str], Letter]] = [
    offered_letter,
    offer_ran_out_letter,
    promoted_letter,
    changed_letter,
    withdrawn_letter,
    reminder_week_letter,
    reminder_day_letter,
    practical_letter,
    thanks_letter,
    gathering_cancelled_letter,
]
LINK = f"https://traef.example/m/{SECRET}"
# Words that tell a stranger what a mail is about (Danish and English, without endings).
TELLING = re.compile(
    r"peer|psyk|psych|recover|krise|crisis|sårbar|vulnerab|pårørende|relative|erfaring|experience"
    r"|støtte|support|mental|sind|sygdom|illness|diagnos|behandl|træf|gathering|bedring|ensom"
    r"|lidelse|angst|depress|patient",
    re.IGNORECASE,
)


def _registration(*, language: str, is_discreet: bool, event: Event) -> Registration:
    return make_registration(
        event,
        language=language,
        is_discreet=is_discreet,
        offered_until=event.starts_at - timedelta(days=3),
    )


def _letters(registration: Registration) -> list[tuple[str, Letter]]:
    """Compose every mail there is about taking part."""
    letters: list[tuple[str, Letter]] = []
    for status in STATES:
        registration.status = status
        letters.append((f"status: {status.value}", status_letter(registration, SECRET)))
    db.session.rollback()
    return letters + [(one.__name__, one(registration, SECRET)) for one in COMPOSERS]


def _event_of_the_saved_texts() -> Event:
    """Give a gathering on a Saturday, whatever the year in which the tests run."""
    return make_event(
        slug="stolen",
        starts_at=datetime(2027, 5, 8, 7, 30, tzinfo=UTC),
        ends_at=datetime(2027, 5, 8, 14, 0, tzinfo=UTC),
    )


def _written(name: str, sender: str, letter: Letter) -> str:
    head = f"=== {name}\nFrom: {sender}\nSubject: {letter.subject}\n\n"
    return head + letter.as_text().strip() + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["discreet", "plain"])
def test_the_mails_are_the_ones_read_in_review(language: str, form: str) -> None:
    registration = _registration(
        language=language, is_discreet=form == "discreet", event=_event_of_the_saved_texts()
    )
    sender = sender_of(registration)

    texts = [_written(name, sender, letter) for name, letter in _letters(registration)]
    if form == "discreet":
        for name, letter in _to_strangers(registration.event, language):
            texts.append(_written(name, DISCREET_SENDER[language], letter))

    saved = (FOLDER / f"{language}-{form}.txt").read_text()
    assert "\n".join(texts) == saved


def _to_strangers(event: Event, language: str) -> list[tuple[str, Letter]]:
    return [
        ("invitation_letter", invitation_letter(event, language, LINK)),
        ("nothing found", nothing_found_letter(language=language)),
    ]


def _worst_organisation() -> Organisation:
    return make_organisation(name="Peer-foreningen for psykisk sårbare i Bekymringsby")


def _worst_event() -> Event:
    return make_event(
        organisation=_worst_organisation(),
        slug="peer-traef-om-krise",
        title="Peer-træf om psykisk krise og recovery",
        headline_theme="Pårørendes erfaringer med støtte",
        introduction="For dig med angst",
        purpose="At mindske ensomhed",
        venue_name="Psykiatriens Hus",
        venue_town="Bekymringsby",
    )


def _own_words(event: Event) -> set[str]:
    told = f"{event.title} {event.headline_theme} {event.venue_name} {event.organisation.name}"
    return {word.casefold() for word in re.findall(r"\w{4,}", told)} - {"med"}


def _silent(seen: str, event: Event) -> None:
    assert TELLING.findall(seen) == [], seen
    words = set(re.findall(r"\w+", seen.casefold()))
    assert sorted(words & _own_words(event)) == [], seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_discreet_mail_says_nothing_of_what_it_is_about(language: str) -> None:
    event = _worst_event()
    registration = _registration(language=language, is_discreet=True, event=event)
    sender = sender_of(registration)
    letters = [
        *(letter for _, letter in _letters(registration)),
        *(letter for _, letter in _to_strangers(event, language)),
        sign_in_letter(language=language, secret=SECRET),
        no_account_letter(language=language),
    ]

    for letter in letters:
        for seen in (sender, letter.subject, letter.as_text(), letter.as_html(), letter.link):
            _silent(seen.replace("traef.example", "host.example"), event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_mail_does_say_it_so_the_lexicon_finds_something(language: str) -> None:
    event = _worst_event()
    registration = _registration(language=language, is_discreet=False, event=event)

    for _, letter in _letters(registration):
        assert len(TELLING.findall(letter.subject)) >= 3
        assert event.title in letter.as_text()
    assert sender_of(registration) == event.organisation.name


def test_somebody_who_signs_up_gets_the_discreet_form_until_she_chooses(now: object) -> None:
    from eventapp.registration.services import register

    del now
    event = _worst_event()

    register(event_id=event.id, address="m@mail.example", details=details(), language="da", now=NOW)

    [mail] = all_mails()
    for seen in (mail.sender_name, mail.subject, mail.text, mail.html, mail.message_id):
        _silent((seen or "").replace("traef.example", "host.example"), event)
    assert (mail.sender_name, mail.subject) == ("Tilmelding", "Din tilmelding – 8. maj")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_has_at_most_one_link_and_it_is_ours(language: str) -> None:
    registration = _registration(language=language, is_discreet=True, event=make_event())

    for name, letter in [*_letters(registration), *_to_strangers(registration.event, language)]:
        links = re.findall(r"https?://[^\s\"<]+", letter.as_text())
        in_html = re.findall(r"(?:href|src)=\"([^\"]+)\"", letter.as_html())
        expected = [] if name == "nothing found" else [LINK]
        assert links == in_html == expected, name


def test_a_plain_thank_you_leads_to_the_write_up() -> None:
    event = make_event()
    registration = _registration(language="en", is_discreet=False, event=event)

    letter = thanks_letter(registration, SECRET)

    assert (letter.link_text, letter.link) == (
        "Read the write-up",
        f"https://traef.example/e/{event.slug}/writeup",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_header_and_file_name_of_a_discreet_mail_is_silent(app: Flask, language: str) -> None:
    event = _worst_event()
    registration = _registration(language=language, is_discreet=True, event=event)
    sender = sender_of(registration)
    letters = [*_letters(registration), *_to_strangers(event, language)]
    with transaction() as session:
        for name, letter in letters:
            enqueue(session, letter, to="m@mail.example", purpose=name, sender_name=sender, now=NOW)
    server = MailServer()

    with served_by(app, server):
        deliver(app)

    # Of the mails that anybody can call forth an address gets three a day.
    held_back = len([letter for _, letter in letters if letter.is_first]) - 3
    assert len(server.taken) == len(letters) - held_back
    for mail in server.taken:
        for name, value in mail.items():
            _silent(f"{name}: {value}", event)
        assert {part.get_filename() for part in mail.walk()} == {None}

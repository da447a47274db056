"""Activities that peers propose, in their own words."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.models import MailLink, Organisation
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.errors import Conflict
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.enums import Kind, ProposalState, Status
from eventapp.events.models import Event
from eventapp.events.services import Essentials, activities
from eventapp.events.services.activities import Wish
from eventapp.tokens import new_secret
from tests.browser_client import Browser, Page
from tests.factories.accounts import make_account, make_organisation
from tests.factories.events import make_event
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import all_mails, secret_in
from tests.hostile import LONG, TEXTS
from tests.statements import statements

ADDRESS = "maja@mail.example"
DAY = (utc_now() + timedelta(days=30)).date()
WORDS = ("title", "about", "venue_name", "chosen_name")
TELLING = ("gåtur", "fjorden", "Maja", "havnen", "Langbordet")


def _form(**changed: str) -> dict[str, str]:
    return {
        "title": "En gåtur",
        "about": "Langs fjorden, uden at skulle snakke",
        "day": DAY.isoformat(),
        "starts": "10",
        "ends": "12",
        "venue_name": "Ved havnen",
        "places": "8",
        "chosen_name": "Maja",
        "address": ADDRESS,
        **changed,
    }


def _what_form(**changed: str) -> dict[str, str]:
    form = _form(**changed)
    del form["chosen_name"], form["address"]
    return form


def _wish() -> Wish:
    starts_at = datetime.combine(DAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=9)
    return Wish(
        what=Essentials(
            title="En gåtur",
            headline_theme="Langs fjorden",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            venue_name="Ved havnen",
            places=8,
        ),
        chosen_name="Maja",
        address=ADDRESS,
    )


def _propose(organisation: Organisation, *, confirm: bool = True) -> ActivityProposal:
    activities.propose_activity(
        organisation_id=organisation.id, wish=_wish(), language="en", now=utc_now()
    )
    if confirm:
        activities.confirm_activity(secret=secret_in(all_mails()[-1]), now=utc_now())
    return _proposal()


def _proposal() -> ActivityProposal:
    db.session.rollback()
    return db.session.scalars(
        select(ActivityProposal).order_by(ActivityProposal.id.desc()).limit(1)
    ).one()


def _count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_association_sees_a_proposal_once_its_address_has_said_yes(browser: Browser) -> None:
    home = make_organisation()
    slug = home.slug
    helper = Browser(browser.app)
    helper.sign_in(make_account(organisation=home))

    answer = browser.post("events.propose_activity", _form(), organisation=slug)
    sent = browser.follow(answer)
    before = helper.get("events.activities")
    secret = secret_in(all_mails()[-1])
    asked = browser.get("events.own_activity", secret=secret)
    after_a_look = helper.get("events.activities")
    browser.post("events.own_activity", secret=secret)
    after = helper.get("events.activities")

    assert f"You wrote {ADDRESS}." in sent.text
    assert "En gåtur" in asked.text
    assert ["En gåtur" in page.text for page in (before, after_a_look, after)] == [
        False,
        False,
        True,
    ]
    assert "One waits for your answer" in helper.get("dashboard.home").text


def test_the_mail_tells_nothing_and_carries_the_link(browser: Browser) -> None:
    browser.post("events.propose_activity", _form(), organisation=make_organisation().slug)

    (mail,) = all_mails()
    written = f"{mail.subject} {mail.sender_name} {mail.text} {mail.html}"
    assert [word for word in TELLING if word in written.replace("Hi Maja", "")] == []
    assert (mail.subject, mail.recipient) == ("Your link", ADDRESS)


def _outside(app: Flask, slug: str, address: str) -> tuple[object, ...]:
    """Propose in a browser of its own; give all that somebody outside could see."""
    browser = Browser(app)
    token = browser.token()
    with statements() as sent:
        answer = browser.post(
            "events.propose_activity",
            _form(address=address, csrf_token=token),
            organisation=slug,
        )
    page = browser.follow(answer)
    return (answer.status, answer.response.data, page.response.text, _headers(page), sent)


def _headers(page: Page) -> list[tuple[str, str]]:
    return [
        (name, re.sub(r"session=[^;]+", "session=…", value))
        for name, value in page.response.headers
        if name != "Date"
    ]


def test_everybody_is_answered_alike_whoever_the_address_is(app: Flask) -> None:
    home = make_organisation()
    slug = home.slug
    stranger = _outside(app, slug, ADDRESS)
    make_account(organisation=home, address="ruth@mail.example")

    again = _outside(app, slug, ADDRESS)
    helper = _outside(app, slug, "ruth@mail.example")

    assert again == stranger
    seen = [str(part).replace("ruth@mail.example", ADDRESS) for part in helper]
    assert seen == [str(part) for part in stranger]


def test_over_three_an_hour_the_page_is_the_same_and_nothing_more_happens(app: Flask) -> None:
    slug = make_organisation().slug

    tries = [_outside(app, slug, ADDRESS) for _ in range(5)]

    assert [seen[:4] for seen in tries] == [tries[0][:4]] * 5
    assert (len(all_mails()), _count(ActivityProposal)) == (3, 3)


def test_letting_it_through_makes_a_public_gathering_in_her_words(browser: Browser) -> None:
    home = make_organisation()
    proposal_id = _propose(home).id
    browser.sign_in(make_account(organisation=home))

    browser.post("events.activity", _what_form(about="Langs fjorden"), proposal_id=proposal_id)

    event = db.session.scalars(select(Event)).one()
    proposal = _proposal()
    assert (event.title, event.headline_theme, event.venue_name, event.places) == (
        "En gåtur",
        "Langs fjorden",
        "Ved havnen",
        8,
    )
    assert (event.kind, event.status) == (Kind.ACTIVITY, Status.PUBLISHED)
    assert (proposal.state, proposal.event_id) == (ProposalState.LET_THROUGH, event.id)
    page = browser.get("events.own_activity", secret=secret_in(all_mails()[-1]))
    assert f"/e/{event.slug}" in page.links()


def test_what_was_changed_is_named_in_the_mail_and_her_words_stay(browser: Browser) -> None:
    home = make_organisation()
    proposal = _propose(home)
    proposal_id, wished = proposal.id, proposal.starts_here
    browser.sign_in(make_account(organisation=home))
    form = {
        **_what_form(title="Tur", places="6", about="Langs fjorden"),
        "starts": f"{wished:%H:%M}",
        "ends": f"{wished + timedelta(hours=2):%H:%M}",
    }

    browser.post("events.activity", form, proposal_id=proposal_id)

    text = all_mails()[-1].text or ""
    assert "This was changed in what you wrote: what it is called, how many can come." in text
    assert [word for word in (*TELLING[:2], "Tur") if word in text] == []
    page = browser.get("events.own_activity", secret=secret_in(all_mails()[-1]))
    assert "This was changed in what you wrote: what it is called, how many can come." in page.text
    assert "En gåtur" in page.text


def test_nothing_changed_is_said_too(browser: Browser) -> None:
    home = make_organisation()
    proposal = _propose(home)
    starts = proposal.starts_here
    form = {
        **_what_form(about="Langs fjorden"),
        "starts": f"{starts:%H:%M}",
        "ends": f"{starts + timedelta(hours=2):%H:%M}",
    }
    proposal_id = proposal.id
    browser.sign_in(make_account(organisation=home))

    browser.post("events.activity", form, proposal_id=proposal_id)

    assert "Nothing was changed in what you wrote." in (all_mails()[-1].text or "")


def test_a_no_is_a_sentence_to_her_and_never_in_the_mail(browser: Browser) -> None:
    home = make_organisation()
    proposal_id = _propose(home).id
    browser.sign_in(make_account(organisation=home))

    browser.post("events.park_activity", {"answer": "Til foråret!"}, proposal_id=proposal_id)

    mail = all_mails()[-1]
    assert "Til foråret" not in f"{mail.text} {mail.html}"
    page = browser.get("events.own_activity", secret=secret_in(mail))
    assert "Til foråret!" in page.text
    assert (_proposal().state, _count(Event)) == (ProposalState.PARKED, 0)


def test_the_second_of_two_answers_is_told(browser: Browser) -> None:
    home = make_organisation()
    proposal_id = _propose(home).id
    browser.sign_in(make_account(organisation=home))
    browser.post("events.park_activity", {"answer": "Til foråret!"}, proposal_id=proposal_id)

    page = browser.post("events.activity", _what_form(), proposal_id=proposal_id, status=422)
    again = browser.post(
        "events.park_activity", {"answer": "Nej"}, proposal_id=proposal_id, status=422
    )

    assert page.errors == again.errors == ["This proposal has been answered already."]
    assert (_count(Event), _proposal().answer) == (0, "Til foråret!")


def _answer_at_once(app: Flask, proposal_id: int) -> list[bool]:
    start = Barrier(4)
    what = _wish().what

    def answer(_number: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                activities.let_through(proposal_id=proposal_id, what=what, now=utc_now())
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(answer, range(4)))


def test_four_who_let_it_through_at_once_make_one_gathering(app: Flask) -> None:
    proposal_id = _propose(make_organisation()).id
    db.session.rollback()

    assert _answer_at_once(app, proposal_id) == [False, False, False, True]
    assert (_count(Event), len(all_mails())) == (1, 2)


def test_without_the_lock_they_make_several(
    app: Flask, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    if database == "sqlite":
        pytest.skip("SQLite lets one write at a time, with the lock or without it.")
    proposal_id = _propose(make_organisation()).id
    db.session.rollback()
    gate = Barrier(4)

    def read_without_lock(session: Session, wanted: int) -> ActivityProposal:
        proposal = session.get_one(ActivityProposal, wanted)
        gate.wait()
        return proposal

    monkeypatch.setattr(activities, "_lock", read_without_lock)
    monkeypatch.setattr(activities, "slug_of", lambda *_given: f"gaatur-{new_secret().lower()}")

    assert _answer_at_once(app, proposal_id) == [True] * 4
    assert _count(Event) == 4


def test_an_association_that_names_nobody_publishes_nothing(browser: Browser) -> None:
    home = make_organisation(contact_name="")
    proposal_id = _propose(home).id
    browser.sign_in(make_account(organisation=home))

    page = browser.post("events.activity", _what_form(), proposal_id=proposal_id, status=422)

    assert "needs a contact person" in page.errors[0]
    assert (_proposal().state, _count(Event)) == (ProposalState.WAITING, 0)


@pytest.mark.parametrize("role", [None, Role.DOOR_HOST, Role.OWNER])
def test_a_proposal_is_for_the_organisers_of_its_association(
    browser: Browser, role: Role | None
) -> None:
    home = make_organisation()
    proposal_id = _propose(home).id
    if role is not None:
        theirs = home if role is Role.DOOR_HOST else make_organisation()
        browser.sign_in(make_account(organisation=theirs, role=role))
    status = 303 if role is None else 404

    for endpoint, form in (
        ("events.activity", _what_form()),
        ("events.park_activity", {"answer": "Nej"}),
    ):
        browser.get(endpoint, proposal_id=proposal_id, status=status)
        browser.post(endpoint, form, proposal_id=proposal_id, status=status)

    assert (_proposal().state, _count(Event)) == (ProposalState.WAITING, 0)


def test_a_proposal_nobody_stands_by_is_not_there_for_anybody(browser: Browser) -> None:
    home = make_organisation()
    proposal_id = _propose(home, confirm=False).id
    browser.sign_in(make_account(organisation=home))

    browser.get("events.activity", proposal_id=proposal_id, status=404)

    assert "En gåtur" not in browser.get("events.activities").text


def test_she_erases_it_and_the_link_ends(browser: Browser) -> None:
    _propose(make_organisation())
    secret = secret_in(all_mails()[-1])
    asked = browser.get("events.withdraw_activity", secret=secret)
    assert "En gåtur" in asked.text

    answer = browser.post("events.withdraw_activity", secret=secret)

    assert browser.follow(answer).heading == "It is erased"
    for endpoint in ("events.own_activity", "events.withdraw_activity"):
        browser.get(endpoint, secret=secret, status=410)
        browser.post(endpoint, secret=secret, status=410)
    assert (_count(ActivityProposal), _count(MailLink)) == (0, 0)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("state", "kept_for", "field"),
    [
        (ProposalState.UNCONFIRMED, timedelta(days=2), "created_at"),
        (ProposalState.WAITING, timedelta(days=30), "ends_at"),
        (ProposalState.LET_THROUGH, timedelta(days=30), "ends_at"),
        (ProposalState.PARKED, timedelta(days=60), "answered_at"),
    ],
)
def test_what_is_known_of_her_goes_when_its_time_is_over(
    state: ProposalState, kept_for: timedelta, field: str
) -> None:
    proposal = _propose(make_organisation(), confirm=False)
    proposal_id = proposal.id
    with transaction() as session:
        session.execute(
            update(ActivityProposal)
            .where(ActivityProposal.id == proposal_id)
            .values(state=state, answered_at=utc_now())
        )
    over = getattr(_proposal(), field) + kept_for

    kept = activities.forget_activities(now=over - timedelta(seconds=1))
    gone = activities.forget_activities(now=over)

    assert (kept, gone, _count(ActivityProposal)) == (0, 1, 0)
    links = select(MailLink).where(MailLink.purpose == LinkPurpose.ACTIVITY)
    assert db.session.scalars(links).all() == []


@pytest.mark.usefixtures("app")
def test_an_activity_that_was_moved_counts_from_its_new_day() -> None:
    home = make_organisation()
    proposal_id = _propose(home).id
    what = _wish().what
    event = activities.let_through(proposal_id=proposal_id, what=what, now=utc_now())
    ends_at = event.ends_at + timedelta(days=10)
    with transaction() as session:
        session.execute(update(Event).values(ends_at=ends_at))

    early = activities.forget_activities(now=what.ends_at + timedelta(days=31))
    late = activities.forget_activities(now=ends_at + timedelta(days=30))

    assert (early, late, _count(Event)) == (0, 1, 1)


@pytest.mark.parametrize(("name", "typed"), TEXTS.items(), ids=TEXTS)
def test_what_she_wrote_is_shown_and_never_run(browser: Browser, name: str, typed: str) -> None:
    home = make_organisation()
    page = type_into(
        browser, "events.propose_activity", _form(), WORDS, typed, organisation=home.slug
    )
    if name == "zero width":
        assert len(page.errors) == len(WORDS)
        return
    secret = secret_in(all_mails()[-1])
    browser.post("events.own_activity", secret=secret)
    proposal_id = _proposal().id
    browser.sign_in(make_account(organisation=home))
    assert_harmless(browser.get("events.own_activity", secret=secret))
    assert_harmless(browser.get("events.activities"))
    assert_harmless(browser.get("events.activity", proposal_id=proposal_id))

    type_into(
        browser,
        "events.park_activity",
        {"answer": ""},
        ("answer",),
        typed,
        proposal_id=proposal_id,
    )

    assert_harmless(browser.get("events.own_activity", secret=secret_in(all_mails()[-1])))
    assert "Bcc:" not in str(all_mails()[-1].subject)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "2020-01-01"}, "That day is over. Choose one that comes."),
        ({"ends": "9"}, "It must end after it begins."),
        ({"places": "201"}, "Write a number from 1 to 200."),
        ({"chosen_name": ""}, "Write a name."),
        (
            {"address": "maja"},
            "We cannot read this address. Does it look like name@place.dk?",
        ),
    ],
)
def test_what_cannot_be_is_kept_with_a_sentence(
    browser: Browser, changed: dict[str, str], sentence: str
) -> None:
    slug = make_organisation().slug

    page = browser.post("events.propose_activity", _form(**changed), organisation=slug, status=422)

    assert page.errors == [sentence]
    assert page.value_of("title") == "En gåtur"
    assert (_count(ActivityProposal), all_mails()) == (0, [])


def test_what_is_too_long_stays_in_the_field(browser: Browser) -> None:
    slug = make_organisation().slug

    page = type_into(browser, "events.propose_activity", _form(), WORDS, LONG, organisation=slug)

    assert (page.status, len(page.errors)) == (422, len(WORDS))


def test_three_proposals_cost_no_more_statements_than_one(browser: Browser) -> None:
    home = make_organisation()
    browser.sign_in(make_account(organisation=home))
    counts = {}
    for number in (1, 2, 3):
        make_event(organisation=db.session.merge(home))
        _propose(db.session.merge(home))
        for endpoint in ("events.activities", "dashboard.home"):
            with statements() as sent:
                browser.get(endpoint)
            counts[endpoint, number] = len(sent)

    assert counts["events.activities", 1] == counts["events.activities", 3]
    assert counts["dashboard.home", 1] == counts["dashboard.home", 3]

"""The pages of proposals, as people meet them."""

from __future__ import annotations

import pytest

from eventapp.db import db
from eventapp.events.enums import Status
from eventapp.events.models import Event
from eventapp.registration.enums import RegistrationStatus
from eventapp.themes.enums import (
    EnteredBy,
    LogRole,
    PauseReason,
    ProposalStatus,
    SupportValue,
)
from eventapp.themes.queries import proposals_of
from eventapp.themes.services.pausing import pause
from tests.browser_client import Browser, Page
from tests.days import NOW
from tests.factories.accounts import make_account
from tests.factories.registration import make_registration, own_page_secret
from tests.factories.themes import (
    close_answers,
    give_answers,
    make_open_event,
    make_proposal,
)
from tests.statements import statements


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be opened on the day of the tests."""
    for area in (
        "registration.access",
        "themes.views.wall",
        "themes.views.propose",
        "themes.views.cards",
        "themes.views.own",
        "themes.views.organise",
    ):
        monkeypatch.setattr(f"eventapp.{area}.utc_now", lambda: NOW)


def _come_in(
    browser: Browser,
    event: Event,
    *,
    status: RegistrationStatus = RegistrationStatus.CONFIRMED,
) -> None:
    registration = make_registration(event, status=status)
    browser.post("registration.open_own_page", secret=own_page_secret(registration))


def _propose(browser: Browser, event: Event, text: str, **more: str) -> Page:
    page = browser.get("themes.propose", slug=event.slug)
    sent = {"text": text, "secret": page.value_of("secret"), **more}
    return browser.post("themes.propose", sent, slug=event.slug)


def _answer(browser: Browser, page: Page, value: str, slug: str, *, status: int = 303) -> Page:
    sent = {"card": page.value_of("card"), "read": page.value_of("read"), "value": value}
    return browser.post("themes.cards", sent, slug=slug, status=status)


def _texts(event: Event) -> list[str]:
    db.session.rollback()
    return sorted(one.text for one in proposals_of(db.session(), event.id))


def test_a_peer_proposes_keeps_her_words_and_changes_what_she_wrote(browser: Browser) -> None:
    event = make_open_event()
    _come_in(browser, event)

    receipt = browser.follow(_propose(browser, event, "Hvem ringer jeg til?"))

    assert receipt.heading == "Your topic is in"
    words = receipt.soup.select_one(".slip .display").text  # type: ignore[union-attr]
    [link] = [one for one in receipt.links() if "/themes/mine/" in one]
    again = browser.get("themes.receipt", slug=event.slug)
    assert again.soup.select_one(".slip .display").text == words  # type: ignore[union-attr]
    wall = browser.follow(browser.post("themes.receipt", slug=event.slug))
    assert "Hvem ringer jeg til?" in wall.text
    gone = browser.follow(browser.get("themes.receipt", slug=event.slug, status=303))
    assert "The three words are not shown again." in gone.text
    stranger = Browser(browser.app)
    opened = stranger.post("themes.mine_by_words", {"words": words.upper()}, slug=event.slug)
    assert opened.response.headers["Location"] == link.removeprefix("https://traef.example")
    own = stranger.follow(opened)
    changed = stranger.post(
        "themes.mine",
        {"text": "Hvem ringer du til?"},
        slug=event.slug,
        secret=link.rpartition("/")[2],
    )
    assert (own.heading, stranger.follow(changed).heading) == ("Your topic", "Your topic")
    assert _texts(event) == ["Hvem ringer du til?"]


def test_a_writer_withdraws_after_being_asked_once(browser: Browser) -> None:
    event = make_open_event()
    _come_in(browser, event)
    receipt = browser.follow(_propose(browser, event, "Kaffe"))
    secret = next(one for one in receipt.links() if "/mine/" in one).rpartition("/")[2]

    asked = browser.get("themes.withdraw", slug=event.slug, secret=secret)
    assert _texts(event) == ["Kaffe"]
    done = browser.follow(browser.post("themes.withdraw", slug=event.slug, secret=secret))

    assert "Kaffe" in asked.text
    assert "You have withdrawn it, and the words are gone." in done.text
    assert _texts(event) == [""]
    assert "Kaffe" not in browser.get("themes.wall", slug=event.slug).text


def test_a_name_is_pointed_at_once_and_never_blocked(browser: Browser) -> None:
    event = make_open_event()
    _come_in(browser, event)
    page = browser.get("themes.propose", slug=event.slug)
    sent = {"text": "Det siger min leder Hanne", "secret": page.value_of("secret")}

    nudged = browser.post("themes.propose", sent, slug=event.slug, status=200)

    assert nudged.soup.select_one(".nudge h2").text == "There's a name in here"  # type: ignore[union-attr]
    assert nudged.soup.mark.text == "min leder Hanne"  # type: ignore[union-attr]
    assert nudged.value_of("text").strip() == "Det siger min leder Hanne"
    assert nudged.value_of("secret") == sent["secret"]
    assert _texts(event) == []
    browser.post("themes.propose", {**sent, "as_it_is": "1"}, slug=event.slug)
    assert _texts(event) == ["Det siger min leder Hanne"]


def test_a_double_press_makes_one_proposal(browser: Browser) -> None:
    event = make_open_event()
    _come_in(browser, event)
    page = browser.get("themes.propose", slug=event.slug)
    sent = {"text": "Kaffe", "secret": page.value_of("secret")}

    for _press in range(2):
        browser.post("themes.propose", sent, slug=event.slug)

    assert _texts(event) == ["Kaffe"]
    other = browser.post("themes.propose", {**sent, "text": "Te"}, slug=event.slug, status=422)
    assert other.errors == [
        "You have sent a topic from this page. Do you want to send this one too? Press again."
    ]
    again = {"text": "Te", "secret": other.value_of("secret")}
    browser.post("themes.propose", again, slug=event.slug)
    assert _texts(event) == ["Kaffe", "Te"]


def test_five_an_hour_each_and_nobody_else_is_held_up(browser: Browser) -> None:
    event = make_open_event()
    _come_in(browser, event)
    for number in range(5):
        _propose(browser, event, f"Emne {number}")
    page = browser.get("themes.propose", slug=event.slug)
    sent = {"text": "Emne 5", "secret": page.value_of("secret")}

    refused = browser.post("themes.propose", sent, slug=event.slug, status=422)

    assert refused.errors == ["You have sent five topics in an hour. Wait a little with the next."]
    assert refused.value_of("text").strip() == "Emne 5"
    neighbour = Browser(browser.app)
    _come_in(neighbour, event)
    _propose(neighbour, event, "Fra naboen")
    assert _texts(event) == [f"Emne {number}" for number in range(5)] + ["Fra naboen"]


def test_three_words_are_tried_twenty_times_an_hour_by_whomever(browser: Browser) -> None:
    event = make_open_event()
    for number in range(20):
        page = browser.post(
            "themes.mine_by_words", {"words": f"birk lampe {number}"}, slug=event.slug, status=422
        )
        assert page.errors == ["We do not know these three words. Look at the spelling."]
    elsewhere = Browser(browser.app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"

    page = elsewhere.post(
        "themes.mine_by_words", {"words": "birk lampe sol"}, slug=event.slug, status=422
    )

    assert page.errors == ["Many words have been tried just now. Wait an hour, or use your link."]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write a few words."),
        ("   \n ", "Write a few words."),
        ("x" * 281, "This is 281 characters long. There is room for 280."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(
    browser: Browser, typed: str, sentence: str
) -> None:
    event = make_open_event()
    _come_in(browser, event)

    page = browser.post("themes.propose", {"text": typed}, slug=event.slug, status=422)

    assert page.errors == [sentence]
    assert page.value_of("text").strip() == typed.strip()


def test_hostile_words_are_words_on_every_page(browser: Browser) -> None:
    event = make_open_event()
    account = make_account(organisation=event.organisation)
    _come_in(browser, event)
    text = "<script>alert(1)</script> {{ 7*7 }} \u202egnp\x00' OR 1=1 -- ć 💛"
    shown = "<script>alert(1)</script> {{ 7*7 }} gnp' OR 1=1 -- ć 💛"

    receipt = browser.follow(_propose(browser, event, text, as_it_is="1"))
    secret = next(one for one in receipt.links() if "/mine/" in one).rpartition("/")[2]
    browser.sign_in(account)
    [proposal] = proposals_of(db.session(), event.id)

    assert proposal.text == shown
    for page in (
        browser.get("themes.wall", slug=event.slug),
        browser.get("themes.cards", slug=event.slug),
        browser.get("themes.mine", slug=event.slug, secret=secret),
        browser.get("themes.withdraw", slug=event.slug, secret=secret),
        browser.get("themes.organise", slug=event.slug),
        browser.get("themes.pause", slug=event.slug, proposal_id=proposal.id),
    ):
        assert shown in page.text
        assert page.soup.select("main script") == []


def test_only_a_person_of_the_gathering_proposes_or_answers(browser: Browser) -> None:
    event, other = make_open_event(), make_open_event()
    make_proposal(event)
    asks = "/m/link"

    for come_in in (False, True):
        if come_in:
            _come_in(browser, other)
        for endpoint in ("themes.propose", "themes.cards", "themes.receipt"):
            page = browser.get(endpoint, slug=event.slug, status=303)
            assert page.response.headers["Location"] == asks
        sent = browser.post("themes.propose", {"text": "Kaffe"}, slug=event.slug)
        assert sent.response.headers["Location"] == asks
    assert "Kaffe" not in _texts(event)


def test_who_has_cancelled_reads_along_and_nothing_more(browser: Browser) -> None:
    event = make_open_event()
    make_proposal(event)
    _come_in(browser, event, status=RegistrationStatus.CANCELLED)

    page = browser.post("themes.propose", {"text": "Kaffe"}, slug=event.slug, status=200)

    assert page.heading == "You cannot propose topics right now"
    assert browser.get("themes.cards", slug=event.slug).heading == "You cannot answer right now"
    assert len(_texts(event)) == 1


def test_cards_come_one_at_a_time_and_the_last_answer_can_be_undone(browser: Browser) -> None:
    event = make_open_event()
    proposals = {make_proposal(event).text for _ in range(3)}
    _come_in(browser, event)
    met = []

    first = browser.get("themes.cards", slug=event.slug)
    assert first.soup.select("[class*=undo]") == []
    second = browser.follow(_answer(browser, first, "pass", event.slug))
    back = browser.follow(browser.post("themes.undo", slug=event.slug))
    assert back.value_of("card") == first.value_of("card") != second.value_of("card")
    page = back
    while page.soup.select_one(".answers"):
        assert [button["value"] for button in page.soup.select(".answers button")] == [
            "yes",
            "maybe",
            "pass",
        ]
        met.append(page.soup.select_one(".voice").text)  # type: ignore[union-attr]
        page = browser.follow(_answer(browser, page, "yes", event.slug))

    assert sorted(met) == sorted(proposals)
    assert page.heading == "You have seen them all"


def test_a_card_that_changed_meanwhile_is_shown_again(browser: Browser) -> None:
    event = make_open_event()
    proposal = make_proposal(event)
    _come_in(browser, event)
    page = browser.get("themes.cards", slug=event.slug)
    pause(
        event_id=event.id,
        proposal_id=proposal.id,
        reason=PauseReason.RISK,
        role=LogRole.ORGANISER,
        now=NOW,
    )

    after = _answer(browser, page, "yes", event.slug, status=422)

    assert after.errors == [
        "That topic was changed while you looked at it, so your answer was not kept."
    ]


def test_an_answer_that_is_none_of_the_three_is_not_read(browser: Browser) -> None:
    event = make_open_event()
    make_proposal(event)
    _come_in(browser, event)

    page = browser.get("themes.cards", slug=event.slug)

    _answer(browser, page, "double yes", event.slug, status=400)


def test_the_wall_says_what_became_of_each(browser: Browser) -> None:
    event = make_open_event()
    make_proposal(event, "Åben")
    make_proposal(event, "Værtens", entered_by=EnteredBy.HOST)
    make_proposal(event, "Bordet", status=ProposalStatus.PLACED)
    make_proposal(event, "Senere", status=ProposalStatus.PARKED, parked_where="Næste træf")
    hidden = make_proposal(event, "Skjult")
    pause(
        event_id=event.id,
        proposal_id=hidden.id,
        reason=PauseReason.INSULT,
        role=LogRole.ORGANISER,
        now=NOW,
    )
    make_proposal(event, "", status=ProposalStatus.WITHDRAWN)

    page = browser.get("themes.wall", slug=event.slug)

    shown = [" ".join(one.text.split()) for one in page.soup.select(".theme-wall li")]
    assert sorted(shown[:2]) == ["Værtens From us who hold the gathering", "Åben"]
    assert shown[2:] == [
        "Bordet Has a table",
        "Senere Parked: Næste træf",
        "A topic is paused It hurts somebody. It opens again, or its writer changes it.",
    ]


def test_after_the_close_the_wall_counts_people_who_answered(browser: Browser) -> None:
    event = make_open_event()
    proposal, other = make_proposal(event), make_proposal(event)
    people = [make_registration(event).id for _ in range(3)]
    give_answers(proposal, dict.fromkeys(people[:2], SupportValue.YES))
    give_answers(other, {people[2]: SupportValue.MAYBE})
    close_answers(event)

    page = browser.get("themes.wall", slug=event.slug)

    assert "2 of 3 who answered would like to talk about it" in page.text
    assert "0 of 3 who answered would like to talk about it" in page.text


def test_an_organiser_types_in_pauses_and_reopens_and_the_log_says_so(browser: Browser) -> None:
    event = make_open_event(language="en")
    browser.sign_in(make_account(organisation=event.organisation))
    page = browser.get("themes.type_in", slug=event.slug)
    sent = {"text": "Fra en seddel", "secret": page.value_of("secret"), "entered_by": "on_behalf"}
    for _press in range(2):
        browser.post("themes.type_in", sent, slug=event.slug)
    [proposal] = proposals_of(db.session(), event.id)

    browser.post("themes.pause", {"reason": "risk"}, slug=event.slug, proposal_id=proposal.id)
    paused = browser.get("themes.organise", slug=event.slug)
    browser.post("themes.reopen", slug=event.slug, proposal_id=proposal.id)

    assert "From a participant, typed in for them · On pause: We are worried for somebody" in (
        paused.text
    )
    log = browser.get("themes.open_log", slug=event.slug)
    assert [one.text for one in log.soup.select(".theme-log b")] == [
        "The organiser reopened a paused topic.",
        "The organiser paused a topic.",
    ]
    assert "Fra en seddel" not in log.text
    assert (
        browser.post(
            "themes.pause", {}, slug=event.slug, proposal_id=proposal.id, status=422
        ).soup.select_one("h1")
        is not None
    )


def test_another_association_finds_no_proposals_here(browser: Browser) -> None:
    event = make_open_event()
    proposal = make_proposal(event)
    browser.sign_in(make_account())

    browser.get("themes.organise", slug=event.slug, status=404)
    browser.get("themes.type_in", slug=event.slug, status=404)
    browser.get("themes.pause", slug=event.slug, proposal_id=proposal.id, status=404)
    browser.post("themes.reopen", slug=event.slug, proposal_id=proposal.id, status=404)


def _fill(event: Event, proposals: int) -> None:
    for number in range(proposals):
        status = list(ProposalStatus)[number % 2]
        make_proposal(
            event,
            status=status,
            reason=PauseReason.RISK if status is ProposalStatus.PAUSED else None,
        )


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    "endpoint", ["themes.wall", "themes.cards", "themes.organise", "themes.open_log"]
)
def test_a_page_asks_the_database_as_often_for_thirty_as_for_one(
    browser: Browser, endpoint: str, *, is_open: bool
) -> None:
    counts = []
    for proposals in (1, 30):
        event = make_open_event()
        _fill(event, proposals)
        visitor = Browser(browser.app)
        _come_in(visitor, event)
        visitor.sign_in(make_account(organisation=event.organisation))
        if not is_open:
            close_answers(event)
        visitor.get(endpoint, slug=event.slug)
        with statements() as sent:
            visitor.get(endpoint, slug=event.slug)
        counts.append(len(sent))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_opens_in_both_languages_empty_and_filled(
    browser: Browser, language: str
) -> None:
    browser.language = language
    for proposals in (0, 2):
        event = make_open_event()
        _fill(event, proposals)
        _come_in(browser, event)
        browser.sign_in(make_account(organisation=event.organisation))
        for endpoint in (
            "themes.wall",
            "themes.open_log",
            "themes.propose",
            "themes.cards",
            "themes.mine_by_words",
            "themes.organise",
            "themes.type_in",
        ):
            page = browser.get(endpoint, slug=event.slug)
            assert page.soup.html["lang"] == language  # type: ignore[index]


def test_a_draft_shows_nothing(browser: Browser) -> None:
    event = make_open_event(status=Status.DRAFT)
    make_proposal(event)
    _come_in(browser, event)

    for endpoint in ("themes.wall", "themes.open_log", "themes.mine_by_words", "themes.propose"):
        browser.get(endpoint, slug=event.slug, status=404)

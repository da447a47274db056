"""A mistyped address is asked about once, and never stands in anybody's way."""

from __future__ import annotations

import pytest

from eventapp.accounts.slips import WELL_KNOWN, distance, suggested
from tests.browser_client import Browser, Page
from tests.factories.events import make_event
from tests.factories.mails import all_mails
from tests.hostile import TEXTS
from tests.statements import statements

MISTYPED = {"chosen_name": "Maja", "region": "sjaelland", "address": "maja@hotmial.com"}


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.dk", "gmail.com"),
        ("Hotmial.com", "hotmail.com"),
        ("hotmal.dk", "hotmail.dk"),
        ("outlok.dk", "outlook.dk"),
        ("lvie.dk", "live.dk"),
        ("live.dkk", "live.dk"),
        ("yaho.dk", "yahoo.dk"),
        ("mial.dk", "mail.dk"),
        ("iclod.com", "icloud.com"),
        ("jubi.dk", "jubii.dk"),
        ("stofnet.dk", "stofanet.dk"),
        ("mai.tele.dk", "mail.tele.dk"),
    ],
)
def test_a_slip_of_the_hand_is_noticed(typed: str, meant: str) -> None:
    assert suggested(f"Maja.Holm@{typed}") == f"Maja.Holm@{meant}"


@pytest.mark.once
@pytest.mark.parametrize(
    "typed",
    [
        *WELL_KNOWN,
        # People have these, however like a slip they look.
        "gmal.dk",
        "email.com",
        "mail.com",
        "cloud.com",
        "line.dk",
        "maal.dk",
        "hotmail.se",
        "outlook.de",
        "rm.dk",
        "kk.dk",
        "regionh.dk",
        "sind.dk",
        "langbordet.example",
        "mail.example",
    ],
)
def test_nobody_is_asked_about_an_address_that_may_be_right(typed: str) -> None:
    assert suggested(f"maja@{typed}") is None


@pytest.mark.once
def test_what_is_no_address_is_not_asked_about() -> None:
    odd = ["", "@", "maja", "maja@", "@gmail.com", "hotmial.com", *TEXTS.values()]

    assert [suggested(typed) for typed in odd] == [None] * len(odd)


@pytest.mark.once
@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("mail", "mail", 0),
        ("mail", "mial", 1),
        ("mail", "mal", 1),
        ("mail", "maiil", 1),
        ("mail", "nail", 1),
        ("ca", "abc", 3),
        ("", "mail", 4),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert (distance(one, other), distance(other, one)) == (slips, slips)


def _buttons(page: Page) -> list[tuple[str, str, str]]:
    """List the buttons of the form: what they say, and what they send."""
    return [
        (" ".join(one.text.split()), str(one.get("name", "")), str(one.get("value", "")))
        for one in page.soup.select("main form button")
    ]


def _ask(browser: Browser, slug: str) -> Page:
    return browser.post("registration.register", MISTYPED, slug=slug, status=422)


def test_the_question_stands_at_the_field_and_nothing_is_lost(browser: Browser) -> None:
    event = make_event()

    page = _ask(browser, event.slug)

    assert page.errors == ["Did you mean maja@hotmail.com?"]
    assert _buttons(page) == [
        # Enter presses the first button; it takes nothing.
        ("Send", "", ""),
        ("Yes, use maja@hotmail.com", "address-taken", "maja@hotmail.com"),
        ("No, mine is right", "", ""),
        ("Send", "", ""),
    ]
    assert (page.value_of("chosen_name"), page.value_of("address")) == (
        "Maja",
        "maja@hotmial.com",
    )
    assert page.soup.select_one("main option[selected]")["value"] == "sjaelland"  # type: ignore[index]
    assert all_mails() == []


def test_the_suggestion_is_taken_with_one_press(browser: Browser) -> None:
    event = make_event()
    asked = {**MISTYPED, "address-asked": "maja@hotmial.com"}

    browser.post(
        "registration.register", {**asked, "address-taken": "maja@hotmail.com"}, slug=event.slug
    )

    assert [mail.recipient for mail in all_mails()] == ["maja@hotmail.com"]


def test_sending_the_same_once_more_means_that_it_is_right(browser: Browser) -> None:
    event = make_event()

    browser.post(
        "registration.register",
        {**MISTYPED, "address-asked": "maja@hotmial.com"},
        slug=event.slug,
    )

    assert [mail.recipient for mail in all_mails()] == ["maja@hotmial.com"]


def test_another_slip_is_another_question(browser: Browser) -> None:
    event = make_event()
    changed = {
        **MISTYPED,
        "address": "maja@gmial.com",
        "address-asked": "maja@hotmial.com",
        "address-taken": "maja@hotmail.com",
    }

    page = browser.post("registration.register", changed, slug=event.slug, status=422)

    assert page.errors == ["Did you mean maja@gmail.com?"]
    assert all_mails() == []


def test_nothing_but_our_own_suggestion_can_be_taken(browser: Browser) -> None:
    event = make_event()
    for typed in [*TEXTS.values(), "somebody@elsewhere.example"]:
        raw = typed.encode("utf-8", "surrogatepass")
        form = {**MISTYPED, "address-taken": raw, "address-asked": raw}

        page = browser.post("registration.register", form, slug=event.slug, status=422)

        assert page.errors == ["Did you mean maja@hotmail.com?"]
    assert all_mails() == []


@pytest.mark.parametrize("endpoint", ["registration.ask_for_link", "accounts.ask_for_link"])
def test_who_asks_for_a_link_is_asked_too(browser: Browser, endpoint: str) -> None:
    page = browser.post(endpoint, {"address": "maja@gmial.com"}, status=422)

    assert page.errors == ["Did you mean maja@gmail.com?"]
    assert all_mails() == []


def test_the_question_reads_nothing_about_the_address(browser: Browser) -> None:
    token = browser.token()
    with statements() as sent:
        browser.post(
            "registration.ask_for_link",
            {"address": "maja@gmial.com", "csrf_token": token},
            status=422,
        )

    assert sent == []

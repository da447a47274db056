"""Asking for letters: two presses in two places, and no answer that tells anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.models import Consent
from eventapp.consents.standard import digest_of, standard_text
from eventapp.db import Base, db
from eventapp.extensions import keyring
from eventapp.newsletter.models import NewsletterRequest, Subscriber
from eventapp.newsletter.services import confirm, leave
from eventapp.newsletter.sweeping import forget_unconfirmed
from tests.browser_client import Browser, Page
from tests.days import NOW
from tests.factories.accounts import make_organisation
from tests.factories.consents import make_text
from tests.factories.journeys import assert_harmless, type_into
from tests.factories.mails import all_mails, deliver, secret_in
from tests.factories.newsletter import confirming_secret, make_subscriber
from tests.hostile import TEXTS
from tests.statements import statements

ADDRESS = "maja@mail.example"
LETTERS = ConsentPurpose.NEWSLETTER
WORDS = digest_of(standard_text(LETTERS, "en"))
FORM = {"address": ADDRESS, "shown": WORDS}


def _count(model: type[Base]) -> int:
    db.session.rollback()
    return db.session.scalars(select(func.count()).select_from(model)).one()


def _ask(browser: Browser, slug: str, address: str = ADDRESS) -> str:
    browser.post("newsletter.ask", {**FORM, "address": address}, organisation=slug)
    return secret_in(all_mails()[-1])


def test_letters_come_after_a_yes_from_the_inbox_and_not_before(browser: Browser) -> None:
    home = make_organisation()
    slug = home.slug

    secret = _ask(browser, slug)
    for _scan in range(2):
        browser.get("newsletter.confirm", secret=secret)
    assert (_count(NewsletterRequest), _count(Subscriber)) == (1, 0)

    page = browser.follow(browser.post("newsletter.confirm", secret=secret))

    assert page.heading == "The letters will come"
    [subscriber] = db.session.scalars(select(Subscriber)).all()
    assert (subscriber.address, subscriber.text.text) == (ADDRESS, standard_text(LETTERS, "en"))
    assert _count(NewsletterRequest) == 0


def test_the_page_shows_the_exact_words_and_no_box_that_is_ticked(browser: Browser) -> None:
    page = browser.get("newsletter.ask", organisation=make_organisation().slug)

    assert " ".join(standard_text(LETTERS, "en").split()) in page.text
    assert page.soup.select("main input[type=checkbox], main input[type=radio]") == []
    assert page.value_of("shown") == WORDS


def test_words_that_have_changed_meanwhile_are_read_first(browser: Browser) -> None:
    home = make_organisation()
    slug = home.slug
    make_text(home, "You may write to me every day.", purpose=LETTERS)

    page = browser.post("newsletter.ask", FORM, organisation=slug, status=422)

    assert page.errors == [
        "The text has been changed since you opened the page. Read it once more."
    ]
    assert (page.value_of("address"), all_mails()) == (ADDRESS, [])
    assert page.value_of("shown") == digest_of("You may write to me every day.")


def test_the_link_works_once(browser: Browser) -> None:
    secret = confirming_secret(make_organisation(), at=utc_now())
    browser.post("newsletter.confirm", secret=secret)

    browser.post("newsletter.confirm", secret=secret, status=410)

    assert _count(Subscriber) == 1


def test_of_two_presses_at_once_one_counts(app: Flask) -> None:
    secret = confirming_secret(make_organisation())
    start = Barrier(2)

    def press(_number: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                confirm(secret=secret, now=NOW)
            except LinkRanOut:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(press, range(2)))

    assert done == [False, True]
    assert _count(Subscriber) == 1


def test_two_links_to_one_address_make_one_reader_with_one_receipt(browser: Browser) -> None:
    slug = make_organisation().slug
    secrets = [_ask(browser, slug), _ask(browser, slug, ADDRESS.upper())]
    browser.post("newsletter.confirm", secret=secrets[0])
    again = _ask(browser, slug)

    browser.post("newsletter.confirm", secret=secrets[1], status=410)
    browser.post("newsletter.confirm", secret=again)

    assert (_count(Subscriber), _count(Consent)) == (1, 1)


# ---- Silence


def _reader(home: Organisation) -> Subscriber:
    return make_subscriber(home, address=ADDRESS, at=utc_now())


def _leaving(reader: Subscriber) -> str:
    return keyring.leaving_secret(reader.leaving_seed)


STATES: dict[str, Callable[[Organisation], object]] = {
    "pending": lambda home: confirming_secret(home, address=ADDRESS, at=utc_now()),
    "confirmed": _reader,
    "left": lambda home: leave(secret=_leaving(_reader(home)), now=utc_now()),
}


def _headers(page: Page) -> list[tuple[str, str]]:
    return [
        (name, re.sub(r"session=[^;]+", "session=…", value))
        for name, value in page.response.headers
        if name != "Date"
    ]


def _try(app: Flask, slug: str) -> tuple[object, ...]:
    """Ask in a browser of its own; give all that somebody outside could see."""
    browser = Browser(app)
    token = browser.token()
    app.extensions["jobs"].flush()
    with statements() as sent:
        answer = browser.post("newsletter.ask", {**FORM, "csrf_token": token}, organisation=slug)
        page = browser.follow(answer)
    seen = (answer.status, answer.response.data, _headers(answer))
    return (*seen, page.response.text, _headers(page), sent)


@pytest.mark.parametrize("state", STATES)
def test_asking_looks_the_same_whatever_is_known_of_an_address(app: Flask, state: str) -> None:
    strange, known = make_organisation(slug="strange"), make_organisation(slug="knowing")
    for home in (strange, known):
        make_subscriber(home, address="somebody.else@mail.example", at=utc_now())
    STATES[state](known)

    for_unknown = _try(app, "strange")
    for_known = _try(app, "knowing")

    seen = [str(part).replace("knowing", "strange") for part in for_known]
    assert seen == [str(part) for part in for_unknown]
    mails = all_mails()
    assert [(row.recipient, row.purpose) for row in mails] == [(ADDRESS, "newsletter_confirm")] * 2
    assert mails[0].subject == mails[1].subject == "Was it you?"
    bodies = [re.sub("[A-Z2-7]{26}", "", row.text or "") for row in mails]
    assert bodies[0] == bodies[1]


def test_over_three_a_day_the_page_is_the_same_and_the_address_is_left_in_peace(
    app: Flask,
) -> None:
    slug = make_organisation().slug
    _try(app, slug)

    tries = [_try(app, slug) for _ in range(4)]

    assert [seen[:5] for seen in tries] == [tries[0][:5]] * 4
    assert len(all_mails()) == 3


@pytest.mark.parametrize("known", ["known", ""])
def test_leaving_looks_the_same_whether_or_not_the_link_is_known(app: Flask, known: str) -> None:
    reader = make_subscriber(make_organisation(), at=utc_now())
    secret = _leaving(reader)
    strange = "B" * 26
    browser = Browser(app)

    def walk(used: str) -> tuple[object, ...]:
        with statements() as sent:
            asked = browser.get("newsletter.leave", secret=used)
            answer = browser.post(
                "newsletter.leave_now", {"csrf_token": "x"}, secret=used, status=200
            )
        page = re.sub(r'name="csrf_token" value="[^"]+"', "", asked.response.text)
        return page.replace(used, strange), answer.response.text, _headers(answer), sent

    first = walk(secret if known else strange)
    second = walk(strange)

    assert first[:3] == second[:3]
    assert first[3] == second[3]
    assert _count(Subscriber) == (0 if known else 1)


# ---- Sweeping, and an address nobody is at


def test_an_address_nobody_confirmed_is_erased_after_seven_days(app: Flask) -> None:
    assert app
    home, now = make_organisation(), utc_now()
    old = now - timedelta(days=7)
    secret = confirming_secret(home, at=old)
    confirming_secret(home, at=old + timedelta(minutes=1))

    forget_unconfirmed()

    assert _count(NewsletterRequest) == 1
    with pytest.raises(LinkRanOut):
        confirm(secret=secret, now=now)


def test_asking_anew_gives_seven_days_anew(browser: Browser) -> None:
    home = make_organisation()
    slug = home.slug
    confirming_secret(home, address=ADDRESS, at=utc_now() - timedelta(days=8))
    _ask(browser, slug)

    forget_unconfirmed()

    assert _count(NewsletterRequest) == 1


def test_a_confirming_link_opens_nothing_else(browser: Browser) -> None:
    secret = confirming_secret(make_organisation(), at=utc_now())

    browser.get("registration.open_own_page", secret=secret, status=410)
    browser.get("accounts.sign_in_by_link", secret=secret, status=410)


def test_an_association_nobody_knows_has_no_letters(browser: Browser) -> None:
    browser.get("newsletter.ask", organisation="nowhere", status=404)
    browser.post("newsletter.ask", FORM, organisation="nowhere", status=404)


def test_the_address_is_shown_once_and_then_leaves_the_browser(browser: Browser) -> None:
    answer = browser.post("newsletter.ask", FORM, organisation=make_organisation().slug)

    first, second = browser.follow(answer), browser.follow(answer)

    assert f"You wrote {ADDRESS}." in first.text
    assert "@" not in second.text


@pytest.mark.parametrize("field", ["address", "shown"])
@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_anything_else_is_refused_and_sends_no_mail(
    browser: Browser, field: str, typed: str
) -> None:
    slug = make_organisation().slug

    page = type_into(browser, "newsletter.ask", FORM, (field,), typed, organisation=slug)

    assert (page.status, all_mails()) == (422, [])


def test_hostile_names_of_associations_do_nothing_in_the_mail(browser: Browser) -> None:
    home = make_organisation(name="<script>alert(1)</script> {{7*7}}\nBcc: x@mail.example")
    _ask(browser, home.slug)

    deliver(browser.app)

    assert_harmless(browser.get("newsletter.ask", organisation=home.slug))
    [row] = all_mails()
    assert row.sent_at is not None

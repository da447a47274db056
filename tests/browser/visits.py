"""Every page in its states: who opens it, where, and what she does there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.world import World

Act = Callable[[Page], None]

# What is no page: its route, who asks for it, and the kind it is.
Files = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Visit:
    """One page in one state."""

    who: str
    path: str
    act: Act | None = None
    status: int = 200


def send_empty(page: Page) -> None:
    """Press the one solid button of a form with nothing in it."""
    page.evaluate(
        "() => document.querySelectorAll('input.input, textarea.input').forEach("
        "one => { one.value = ''; })"
    )
    page.locator("main form[data-once] .btn.main").first.click()
    page.locator("main .note.stop").wait_for()


def sign_up(page: Page) -> None:
    """Sign up, to see the page that follows."""
    page.locator("input[name=chosen_name]").fill("Ada")
    page.locator("input[name=address]").fill("ada@mail.example")
    page.locator("main .btn.main").click()
    page.wait_for_url("**/sent")


def invite(page: Page) -> None:
    """Make an invitation for a group, to see its link."""
    page.locator("input[name=kind][value=group]").check()
    page.locator("input[name=label]").fill("Huset")
    page.locator("input[name=held_until]").fill("2199-01-01")
    page.locator("main form[data-once] .btn.main").first.click()
    page.wait_for_url("**/made")


def ask_for_link(page: Page) -> None:
    """Ask for a link, to see the page that follows."""
    page.locator("input[name=address]").fill("ada@mail.example")
    page.locator("main .btn.main").click()
    page.locator("input[name=address]").wait_for(state="detached")


def mistype(page: Page) -> None:
    """Write an address that looks like a slip, to see the question."""
    page.locator("input[name=address]").fill("ada@hotmial.com")
    page.locator("main .btn.main").click()
    page.locator("button[name=address-taken]").wait_for()


def send_link(page: Page) -> None:
    """Ask for a link with which to confirm, to see the page that follows."""
    page.locator("main form[data-once] .btn").click()
    page.locator("main form").first.wait_for(state="detached")


def read_mail(page: Page) -> None:
    """Open the newest mail."""
    page.locator(".actions a").first.click()
    page.locator(".mail").wait_for()


def propose(page: Page) -> None:
    """Propose a topic, to see the receipt."""
    page.locator("textarea[name=text]").fill("Hvordan finder vi hinanden bagefter?")
    page.locator("main .btn.main").click()
    page.wait_for_url("**/themes/receipt")


def name_somebody(page: Page) -> None:
    """Write a name and a number, to see what we noticed."""
    page.locator("textarea[name=text]").fill("Ring til min nabo Grethe på 22 33 44 55.")
    kinds = page.locator("input[name=kind]")
    if kinds.count():
        kinds.first.check()
    page.locator("main .btn.main").click()
    page.locator("main .note.nudge").wait_for()


def answer_all(page: Page) -> None:
    """Answer until there is no card left."""
    for _card in range(60):
        buttons = page.locator("main .answers .btn")
        if not buttons.count():
            return
        with page.expect_navigation():
            buttons.last.click()


def note(page: Page) -> None:
    """Write a note, and see the table with it."""
    page.locator("textarea[name=text]").fill("Vi siger det, mens det er småt.")
    page.locator("input[name=kind]").first.check()
    with page.expect_navigation():
        page.locator("main .btn.main").click()


def note_and_change(page: Page) -> None:
    """Write a note and go to change it."""
    note(page)
    page.locator(".notes a.tap").first.click()
    page.locator("textarea[name=text]").wait_for()


def subscribe(page: Page) -> None:
    """Ask for a secret address, to see it."""
    page.locator("main .btn[type=submit]").last.click()
    page.locator("input#address").wait_for()


def preview(page: Page) -> None:
    """Look at the dates before they are saved."""
    page.locator("main .btn.main").last.click()
    page.locator("#preview").wait_for()


# After these she stands on a page with an address of its own.
LEADS_ON = frozenset({sign_up, invite, ask_for_link, read_mail, propose})
LEADS_ON = frozenset({sign_up, ask_for_link, send_link, read_mail, propose})


def find_name(page: Page) -> None:
    """Look for a name at the door."""
    page.locator("input[name=name]").fill("Ma")
    page.locator("form[action$=find] .btn").click()
    page.locator("main [role=status]").wait_for()


def look_for_somebody(page: Page) -> None:
    """Look for a name that nobody has."""
    page.locator("input[name=search]").fill("zzz")
    page.locator("form[role=search] .btn").click()
    page.locator("main .note[role=status]").wait_for()


def unfold(page: Page) -> None:
    """Open everything that folds out."""
    page.evaluate("() => document.querySelectorAll('details').forEach(one => (one.open = true))")


def look_at_text(page: Page) -> None:
    """Write a text and look at it before it is published."""
    page.locator("textarea[name=text]").fill("## En overskrift\n\nOg en linje.")
    page.locator("main .btn.main").click()
    page.locator("main #preview").wait_for()


def press(page: Page) -> None:
    """Press the one button."""
    with page.expect_navigation():
        page.locator("main .btn.main").click()


def visits(world: World) -> list[Visit]:
    """List every page in its states; of each route the state that is most often seen first."""
    return [
        *_public(world),
        *_own(world),
        *_questions(world),
        *_topics(world),
        *_door(world),
        *_organise(world),
        *_letters(world),
        *_programme(world),
        *_write_up(world),
        *_texts(world),
        *_newsletter(world),
    ]


def _public(world: World) -> list[Visit]:
    today, held, empty, full = world.today, world.held, world.empty, world.full
    return [
        Visit("nobody", "/"),
        Visit("nobody", f"/e/{today}"),
        Visit("nobody", f"/e/{held}"),
        Visit("nobody", f"/e/{empty}"),
        Visit("nobody", f"/e/{full}"),
        Visit("nobody", f"/e/{world.over}"),
        Visit("nobody", f"/e/{today}/register", unfold),
        Visit("nobody", f"/e/{today}/register", send_empty),
        Visit("nobody", f"/e/{held}/register"),
        Visit("nobody", f"/e/{full}/register"),
        Visit("nobody", f"/e/{empty}/register", sign_up),
        Visit("nobody", f"/o/{world.home}"),
        Visit("nobody", f"/o/{world.home}/propose"),
        Visit("nobody", f"/o/{world.home}/propose", send_empty),
        Visit("nobody", f"/o/{world.home}/propose/sent"),
        Visit("nobody", f"/a/{world.secrets['activity unconfirmed']}"),
        Visit("nobody", f"/a/{world.secrets['activity waiting']}"),
        Visit("nobody", f"/a/{world.secrets['activity parked']}"),
        Visit("nobody", f"/a/{world.secrets['activity through']}"),
        Visit("nobody", f"/a/{world.secrets['activity waiting']}/withdraw"),
        Visit("nobody", "/a/erased"),
        Visit("nobody", f"/s/{world.series}"),
        Visit("nobody", f"/e/{world.shared}/register"),
        Visit("nobody", f"/e/{world.invited}/register"),
        Visit("nobody", f"/i/{world.secrets['invitation']}"),
        Visit("nobody", f"/i/{world.secrets['invitation']}", send_empty),
        Visit("nobody", f"/i/{world.secrets['invitation']}/sent"),
        Visit("nobody", "/m/link"),
        Visit("nobody", "/m/link", ask_for_link),
        Visit("nobody", "/m/erased"),
        Visit("nobody", "/organise/sign-in"),
        Visit("nobody", "/organise/sign-in", ask_for_link),
        Visit("nobody", f"/organise/sign-in/{world.secrets['unused']}"),
        Visit("nobody", f"/organise/sign-in/{world.secrets['expired']}", status=410),
        Visit("nobody", "/e/findes-ikke", status=404),
        Visit("nobody", "/demo/mail"),
        Visit("nobody", "/demo/mail", read_mail),
        Visit("nobody", f"/e/{today}/programme"),
        Visit("nobody", f"/e/{held}/programme"),
        Visit("nobody", f"/e/{empty}/programme"),
        Visit("nobody", f"/e/{held}/writeup"),
        Visit("nobody", f"/e/{held}/writeup", unfold),
        Visit("nobody", f"/e/{held}/writeup.pdf", status=202),
        Visit("nobody", f"/T/{world.ids['pass of peer']}"),
    ]


def _own(world: World) -> list[Visit]:
    secret = world.secrets["peer"]
    return [
        Visit("nobody", f"/m/{secret}"),
        Visit("nobody", f"/m/{secret}/not-me"),
        Visit("peer", "/m"),
        Visit("waiting", "/m"),
        Visit("offered", "/m"),
        Visit("too late", "/m"),
        Visit("with somebody", "/m"),
        Visit("cancelled", "/m"),
        Visit("noting", "/m"),
        Visit("late", "/m"),
        Visit("peer", "/m/calendar"),
        Visit("peer", "/m/calendar", subscribe),
        Visit("peer", "/m/change"),
        Visit("peer", "/m/withdraw"),
        Visit("peer", "/m/needs"),
        Visit("cancelled", "/m/needs"),
        Visit("peer", "/m/data"),
        Visit("noting", "/m/log"),
        Visit("peer", "/m/erase"),
        Visit("nobody", "/m/link", mistype),
    ]


def say_how_it_was(page: Page) -> None:
    """Answer, and be thanked."""
    if page.locator("main form[data-once]").count():
        page.locator("input[type=radio]").first.check()
        with page.expect_navigation():
            page.locator("main .btn.main").click()


def ask_for_much(page: Page) -> None:
    """Ask for a diagnosis, to see what we noticed."""
    page.locator("input[name=text]").fill("Har du en diagnose?")
    page.locator("main form[data-once] .btn.main").first.click()
    page.locator("main .note.nudge").wait_for()


def _questions(world: World) -> list[Visit]:
    asked, over = f"/organise/{world.asked}/questions", f"/organise/{world.over}"
    depends, secret = world.ids["question that depends"], world.ids["question with options"]
    return [
        Visit("nobody", f"/e/{world.asked}/register", send_empty),
        Visit("asked", "/m"),
        Visit("asked", "/m/answers"),
        Visit("late", "/m/answers"),
        Visit("late", f"/e/{world.over}/evaluation"),
        Visit("peer", f"/e/{world.today}/evaluation"),
        Visit("owner", asked),
        Visit("owner", f"/organise/{world.empty}/questions"),
        Visit("owner", f"{asked}/add/registration"),
        Visit("owner", f"{asked}/add/registration", ask_for_much),
        Visit("owner", f"{asked}/add/evaluation", send_empty),
        Visit("owner", f"{asked}/{depends}"),
        Visit("owner", f"{asked}/{secret}"),
        Visit("owner", f"{asked}/{secret}/remove"),
        Visit("owner", f"{asked}/{secret}/answers"),
        Visit("owner", f"{asked}/{depends}/answers"),
        Visit("owner", f"{asked}/preview/registration"),
        Visit("owner", f"{asked}/preview/evaluation"),
        Visit("owner", f"/organise/{world.asked}/people/{world.ids['asked']}/answers"),
        Visit("owner", f"{over}/evaluation"),
        Visit("owner", f"/organise/{world.asked}/evaluation"),
        Visit("owner", f"/organise/{world.ended}/evaluation"),
        Visit("after", "/m"),
        Visit("after", f"/e/{world.ended}/evaluation"),
        Visit("after", f"/e/{world.ended}/evaluation", send_empty),
        Visit("said", f"/e/{world.ended}/evaluation", say_how_it_was),
        Visit("peer", "/m/notes"),
        Visit("waiting", "/m/notes"),
    ]


def _topics(world: World) -> list[Visit]:
    today, held, empty = world.today, world.held, world.empty
    mine = f"/e/{today}/themes/mine/{world.secrets['proposal of self']}"
    return [
        Visit("nobody", f"/e/{today}/themes"),
        Visit("peer", f"/e/{today}/themes"),
        Visit("nobody", f"/e/{held}/themes"),
        Visit("nobody", f"/e/{empty}/themes"),
        Visit("nobody", f"/e/{today}/log"),
        Visit("nobody", f"/e/{held}/log"),
        Visit("nobody", f"/e/{empty}/log"),
        Visit("peer", f"/e/{today}/themes/propose"),
        Visit("peer", f"/e/{today}/themes/propose", name_somebody),
        Visit("late", f"/e/{world.over}/themes/propose"),
        Visit("late", f"/e/{world.over}/themes/cards"),
        Visit("peer", f"/e/{today}/themes/propose", propose),
        Visit("peer", f"/e/{today}/themes/cards"),
        Visit("waiting", f"/e/{today}/themes/cards", answer_all),
        Visit("nobody", f"/e/{today}/themes/mine"),
        Visit("nobody", f"/e/{today}/themes/mine", send_empty),
        Visit("nobody", mine),
        Visit("nobody", f"{mine}/withdraw"),
        Visit("owner", f"/organise/{today}/themes"),
        Visit("owner", f"/organise/{empty}/themes"),
        Visit("owner", f"/organise/{today}/themes/add"),
        Visit("owner", f"/organise/{today}/themes/{world.ids['proposal']}/pause"),
    ]


def _door(world: World) -> list[Visit]:
    here = f"/organise/{world.today}/door"
    return [
        Visit("owner", here),
        Visit("host", here),
        Visit("host", here, send_empty),
        Visit("owner", here, find_name),
        Visit("owner", f"/organise/{world.empty}/door"),
        Visit("owner", f"{here}/inside"),
        Visit("owner", f"/organise/{world.empty}/door/inside"),
        Visit("owner", f"{here}/arrival/{world.ids['arrival']}"),
        Visit("owner", f"{here}/arrival/{world.ids['arrival again']}"),
        Visit("host", f"{here}/again/same"),
        Visit("host", f"{here}/again/another"),
        Visit("host", f"{here}/again/organiser"),
        Visit("host", f"/T/{world.ids['pass of peer']}"),
        Visit("host", f"/T/{world.ids['pass of waiting']}"),
        Visit("host", f"/T/{world.ids['pass of cancelled']}"),
        Visit("host", f"/T/{'A' * 26}"),
    ]


def _organise(world: World) -> list[Visit]:
    today, held, empty, draft = world.today, world.held, world.empty, world.draft
    return [
        Visit("owner", "/organise/"),
        Visit("new owner", "/organise/"),
        Visit("host", "/organise/"),
        Visit("owner", "/organise/association"),
        Visit("owner", "/organise/association", send_empty),
        Visit("owner", "/organise/people"),
        Visit("owner", f"/organise/people/{world.ids['member']}"),
        Visit("owner", "/organise/me"),
        Visit("owner", "/organise/me/passkeys/new"),
        Visit("owner", f"/organise/me/passkeys/{world.ids['passkey']}"),
        Visit("owner", "/organise/confirmed"),
        Visit("owner", f"/organise/confirm/{world.secrets['confirm']}"),
        Visit("stale", "/organise/confirm"),
        Visit("stale", "/organise/confirm", send_link),
        Visit("owner", "/organise/new", unfold),
        Visit("owner", "/organise/new", send_empty),
        Visit("owner", f"/organise/{today}"),
        Visit("owner", f"/organise/{held}"),
        Visit("owner", f"/organise/{draft}"),
        Visit("host", f"/organise/{today}"),
        Visit("owner", "/organise/series/new"),
        Visit("owner", "/organise/series/new", send_empty),
        Visit("owner", f"/organise/series/{world.series}"),
        Visit("owner", f"/organise/series/{world.series}/change"),
        Visit("owner", f"/organise/series/{world.series}/change", preview),
        Visit("owner", "/organise/proposals"),
        Visit("owner", f"/organise/proposals/{world.ids['activity']}", unfold),
        Visit("owner", f"/organise/proposals/{world.ids['activity']}/park"),
        Visit("owner", f"/organise/{today}/who-can-come"),
        Visit("owner", f"/organise/{today}/cancel"),
        Visit("owner", f"/organise/{today}/copy"),
        Visit("owner", f"/organise/{today}/essentials"),
        Visit("owner", f"/organise/{today}/text"),
        Visit("owner", f"/organise/{today}/windows"),
        Visit("owner", f"/organise/{today}/status"),
        Visit("owner", f"/organise/{today}/places"),
        Visit("owner", f"/organise/{world.shared}/places"),
        Visit("owner", f"/organise/{world.shared}/places", send_empty),
        Visit("owner", f"/organise/{today}/invitations"),
        Visit("owner", f"/organise/{world.invited}/invitations"),
        Visit("owner", f"/organise/{today}/invitations", send_empty),
        Visit("owner", f"/organise/{empty}/invitations", invite),
        Visit("owner", f"/organise/{draft}/status"),
        Visit("owner", f"/organise/{world.over}/status"),
        Visit("owner", f"/organise/{today}/people"),
        Visit("owner", f"/organise/{today}/people", look_for_somebody),
        Visit("owner", f"/organise/{today}/people?state=waiting&returned=y"),
        Visit("owner", f"/organise/{empty}/people"),
        Visit("owner", f"/organise/{today}/needs"),
        Visit("owner", f"/organise/{empty}/needs"),
        Visit("owner", f"/organise/{today}/needs/people"),
        Visit("owner", f"/organise/{empty}/needs/people"),
        Visit("owner", f"/organise/{today}/people/add"),
        Visit("owner", f"/organise/{today}/people/{world.ids['peer']}"),
        Visit("owner", f"/organise/{today}/people/{world.ids['cancelled']}"),
        Visit("owner", f"/organise/{today}/people/export"),
        Visit("owner", f"/organise/{today}/people/import", unfold),
        Visit("owner", f"/organise/{today}/people/import", send_empty),
        Visit("owner", f"/organise/{today}/people/import/{world.ids['list']}"),
        Visit("owner", f"/organise/{today}/messages"),
        Visit("owner", f"/organise/{empty}/messages"),
        Visit("owner", f"/organise/{today}/messages/new"),
        Visit("owner", f"/organise/{today}/messages/new", send_empty),
        Visit("owner", f"/organise/{today}/messages/{world.ids['draft message']}"),
        Visit("owner", f"/organise/{today}/messages/{world.ids['draft message']}/change"),
        Visit("owner", f"/organise/{today}/messages/{world.ids['message']}"),
    ]


def _letters(world: World) -> list[Visit]:
    here = "/organise/letters"
    return [
        Visit("owner", here),
        Visit("owner", f"{here}/registered/da/discreet"),
        Visit("owner", f"{here}/changed/en/plain"),
        Visit("owner", f"{here}/invitation/en/discreet"),
        Visit("owner", f"{here}/changed/da/plain", send_empty),
        Visit("owner", f"/organise/{world.today}/letters"),
        Visit("owner", f"/organise/{world.held}/letters"),
        Visit("owner", f"/organise/{world.today}/letters/practical"),
        Visit("owner", f"/organise/{world.empty}/letters/practical"),
        Visit("owner", f"/organise/{world.held}/writeup/thanks"),
        Visit("owner", f"/organise/{world.empty}/writeup/thanks"),
    ]


def _programme(world: World) -> list[Visit]:
    plan, empty = f"/organise/{world.today}/programme", f"/organise/{world.empty}/programme"
    pen, desk = f"/e/{world.today}/notes", f"/organise/{world.today}/notes"
    here = "?round=9&table=9"
    return [
        Visit("owner", plan, unfold),
        Visit("owner", empty),
        Visit("owner", empty, send_empty),
        Visit("owner", f"{plan}/add"),
        Visit("owner", f"{plan}/9"),
        Visit("owner", f"{plan}/9/add"),
        Visit("owner", f"{plan}/9/9"),
        Visit("noting", pen),
        Visit("noting", f"{pen}{here}"),
        Visit("noting", f"{pen}{here}", send_empty),
        Visit("noting", f"{pen}{here}", name_somebody),
        Visit("noting", f"{pen}{here}", note),
        Visit("noting", f"{pen}{here}", note_and_change),
        Visit("noting", f"{pen}/{world.ids['note']}"),
        Visit("noting", f"{pen}/9/9/read-back"),
        Visit("owner", desk),
        Visit("owner", f"/organise/{world.empty}/notes"),
        Visit("owner", f"{desk}{here}"),
        Visit("owner", f"{desk}/{world.ids['note']}"),
        Visit("owner", f"{desk}/9/9/read-back"),
    ]


def _write_up(world: World) -> list[Visit]:
    desk = f"/organise/{world.held}/writeup"
    part = f"{desk}/parts/{world.ids['section']}"
    return [
        Visit("owner", desk),
        Visit("owner", f"/organise/{world.empty}/writeup"),
        Visit("owner", f"{desk}/preview"),
        Visit("owner", f"{desk}/parts/{world.ids['part with sentences']}"),
        Visit("owner", part),
        Visit("owner", f"{part}/paragraphs/new", unfold),
        Visit("owner", f"{part}/paragraphs/new", send_empty),
        Visit("owner", f"{desk}/paragraphs/{world.ids['paragraph']}"),
        Visit("owner", f"{part}/sentences/new"),
        Visit("owner", f"{desk}/sentences/{world.ids['claim']}"),
        Visit("owner", f"{part}/changes/new"),
        Visit("owner", f"{desk}/changes/{world.ids['change']}"),
    ]


def _texts(world: World) -> list[Visit]:
    today = world.today
    one = "/organise/texts/notice/da"
    return [
        Visit("nobody", f"/e/{today}/privacy"),
        Visit("nobody", f"/e/{today}/privacy/1"),
        Visit("peer", "/m/consents"),
        Visit("waiting", "/m/consents"),
        Visit("owner", f"/organise/{today}/consents"),
        Visit("owner", "/organise/texts"),
        Visit("owner", one),
        Visit("owner", one, look_at_text),
        Visit("owner", one, send_empty),
        Visit("owner", f"{one}/1"),
        Visit("owner", f"{one}/2"),
    ]


def _newsletter(world: World) -> list[Visit]:
    news, desk = f"/o/{world.ids['association']}/news", "/organise/news"
    return [
        Visit("nobody", news),
        Visit("nobody", news, send_empty),
        Visit("nobody", news, ask_for_link),
        Visit("nobody", f"/news/confirm/{world.secrets['letters']}"),
        Visit("nobody", "/news/confirmed"),
        Visit("nobody", f"/news/off/{'A' * 26}"),
        Visit("nobody", f"/news/off/{'A' * 26}", press),
        Visit("owner", desk),
        Visit("new owner", desk),
        Visit("owner", f"{desk}/new"),
        Visit("owner", f"{desk}/new", send_empty),
        Visit("owner", f"{desk}/{world.ids['draft letter']}"),
        Visit("owner", f"{desk}/{world.ids['draft letter']}/change"),
        Visit("owner", f"{desk}/{world.ids['letter stopped']}"),
        Visit("owner", f"{desk}/{world.ids['letter sent']}"),
    ]


def files(world: World) -> Files:
    """List what is asked for and is no page."""
    return [
        ("nobody", "/healthz", "text/plain"),
        ("nobody", "/readyz", "text/plain"),
        ("nobody", "/metrics", "text/plain"),
        ("nobody", f"/t/{world.ids['pass of peer'].lower()}", "text/html"),
        ("nobody", f"/e/{world.held}/writeup.json", "application/json"),
        ("nobody", f"/o/{world.home}/calendar.ics", "text/calendar"),
        ("nobody", f"/o/{world.home}/feed.xml", "application/atom+xml"),
        ("nobody", f"/c/{world.secrets['calendar']}.ics", "text/calendar"),
        ("peer", "/m/aftale.ics", "text/calendar"),
        ("peer", "/m/pass.png", "image/png"),
        ("peer", "/m/pass.pdf", "application/pdf"),
        ("peer", "/m/data.json", "application/json"),
        (
            "owner",
            f"/organise/{world.today}/people/{world.ids['peer']}/pass.pdf",
            "application/pdf",
        ),
    ]

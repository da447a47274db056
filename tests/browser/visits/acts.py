"""What somebody does on a page before it is looked at."""

from __future__ import annotations

from playwright.sync_api import Page


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
    """Ask for a secret address, unless she has one, to see it."""
    if not page.locator("input#address").count():
        page.locator("main .btn[type=submit]").last.click()
        page.locator("input#address").wait_for()


def preview(page: Page) -> None:
    """Look at the dates before they are saved."""
    page.locator("main .btn.main").last.click()
    page.locator("#preview").wait_for()


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

"""Walk the chain in a real browser and keep a picture of each step.

A fresh demo is served from a folder that is gone afterwards. Peers' pages are taken as a
phone shows them, the organiser's desk and the write-up as a desktop does. The demo's day
is today, so the dates on the pictures are those of the day they were taken.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PHONE, DESK = (390, 780), (1280, 800)
COLOURS = 64  # The drawings are flat, and lettering stays clear.
PATIENCE = 60.0  # Seconds, for the server to start, a mail to come and a PDF to be made.
SLUG = "tag-en-stol-med"
PUBLISHED = "stolen-ved-siden-af"
PEER = "maja@example.org"


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served_demo(data: Path) -> Iterator[dict[str, str]]:
    """Serve a fresh demo until the block ends; give the links it prints, by their place."""
    port = str(free_port())
    settings = {"EVENTAPP_DATA": str(data), "PORT": port, "PYTHONUNBUFFERED": "1"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    server = subprocess.Popen(
        [sys.executable, "-m", "eventapp", "serve", "--prepare", "--demo-if-empty"],
        cwd=ROOT,
        env=kept | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        links = _printed_links(server)
        wait_for(lambda: _answers(int(port)), "The server did not start.")
        yield links
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate()


def _printed_links(server: subprocess.Popen[str]) -> dict[str, str]:
    links: dict[str, str] = {}
    for line in server.stdout or ():
        found = re.search(r"http\S+", line)
        if found:
            place = urlsplit(found[0]).path
            name = "sign in" if "/sign-in/" in place else "mail" if "/mail" in place else "public"
            links[name] = found[0]
        if len(links) == 3:  # noqa: PLR2004 -- The public page, the sign-in, the mailbox.
            return links
    raise RuntimeError("The server ended before it printed its three links.")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(is_done: Callable[[], bool], complaint: str) -> None:
    """Wait until something is so. Raises TimeoutError with a sentence when it never is."""
    until = time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > until:
            raise TimeoutError(complaint)
        time.sleep(0.2)


def link_in_mail(data: Path, to: str) -> str:
    """Wait for the mail to somebody, and give the link in it."""
    found: list[str] = []

    def look() -> bool:
        for path in sorted((data / "mail").glob("*.eml")):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            if to in str(mail["To"]) and body is not None:
                found.extend(re.findall(r"http\S+/m/\S+", body.get_content()))
        return bool(found)

    wait_for(look, f"No mail came to {to}.")
    return found[0]


def keep(name: str, picture: bytes) -> None:
    """Save a picture small: few colours, best packing, nothing about when it was taken."""
    with Image.open(io.BytesIO(picture)) as taken:
        small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        PICTURES.mkdir(parents=True, exist_ok=True)
        small.save(PICTURES / f"{name}.png", optimize=True)


def shoot(page: Page, name: str) -> None:
    """Keep what the top of the page shows, once fonts and drawings are there."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0); document.fonts.ready")
    keep(name, page.screenshot(animations="disabled", caret="hide"))


@contextmanager
def window(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """Open a browser that nobody has used, in Danish."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if size == PHONE else 1,
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        has_touch=size == PHONE,
        is_mobile=size == PHONE,
    )
    yield context.new_page()
    context.close()


def send(page: Page) -> None:
    """Press the button of the page's main form."""
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def organise(page: Page, url: str) -> None:
    """Take the pictures of the organiser's desk."""
    page.goto(f"{url}/organise/new")
    page.fill("[name=title]", "Stolen ved siden af")
    page.fill("[name=headline_theme]", "Din praksis i fokus")
    page.fill("[name=day]", "2027-05-11")
    page.fill("[name=starts]", "09:30")
    page.fill("[name=ends]", "16:00")
    page.fill("[name=venue_name]", "Det gamle sejlloft, Lillenæs")
    page.fill("[name=places]", "60")
    shoot(page, "01-create")
    page.goto(f"{url}/organise/{SLUG}")
    shoot(page, "02-overview")


def take_part(page: Page, url: str, data: Path) -> str:
    """Take the pictures of a peer's way to her table; give the address in her pass."""
    page.goto(f"{url}/e/{SLUG}")
    shoot(page, "03-public-page")
    page.goto(f"{url}/e/{SLUG}/register")
    page.fill("[name=chosen_name]", "Maja")
    page.fill("[name=address]", PEER)
    shoot(page, "04-register")
    send(page)
    page.goto(link_in_mail(data, PEER))
    send(page)
    shoot(page, "05-pass")
    code = page.locator(".pass .code").inner_text()
    page.goto(f"{url}/e/{SLUG}/themes/propose")
    page.fill("[name=text]", "Hvordan siger man nej til en vagt uden at miste modet?")
    shoot(page, "06-propose")
    page.goto(f"{url}/e/{SLUG}/themes/cards")
    shoot(page, "07-choose")
    page.goto(f"{url}/e/{SLUG}/programme")
    shoot(page, "08-programme")
    return code


def hold(page: Page, url: str, code: str) -> None:
    """Take the pictures of the door and of a table."""
    page.goto(f"{url}/organise/{SLUG}/door")
    page.fill("[name=code]", code)
    send(page)
    shoot(page, "09-let-in")
    page.goto(f"{url}/organise/{SLUG}/notes")
    page.locator("main a[href*='/notes/'], main a[href*='table=']").first.click()
    page.wait_for_load_state()
    page.fill("[name=text]", "Det hjælper at aftale på forhånd, hvem man kan ringe til.")
    shoot(page, "10-note")


def read(page: Page, url: str) -> None:
    """Take the pictures of the write-up: the page, and two pages of the PDF."""
    page.goto(f"{url}/e/{PUBLISHED}/writeup")
    shoot(page, "11-write-up")
    address = f"{url}/e/{PUBLISHED}/writeup.pdf"
    wait_for(lambda: page.request.get(address).status == 200, "The PDF was not made.")  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "write-up.pdf"
        document.write_bytes(page.request.get(address).body())
        subprocess.run(
            ["pdftoppm", "-png", "-r", "60", "-l", "3", document, Path(folder) / "page"],  # noqa: S607
            check=True,
        )
        sheets = [Image.open(path) for path in sorted(Path(folder).glob("page*.png"))]
        together = Image.new(
            "RGB", (sum(sheet.width + 16 for sheet in sheets) - 16, sheets[0].height), "#85707C"
        )
        for place, sheet in enumerate(sheets):
            together.paste(sheet, (place * (sheet.width + 16), 0))
        written = io.BytesIO()
        together.save(written, "PNG")
        keep("12-pdf", written.getvalue())


def main() -> None:
    """Take them all."""
    with (
        tempfile.TemporaryDirectory(prefix="eventapp-pictures-") as folder,
        served_demo(Path(folder)) as links,
        sync_playwright() as playwright,
    ):
        data = Path(folder)
        url = links["public"].partition("/e/")[0]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with window(browser, DESK) as desk, window(browser, PHONE) as phone:
            desk.goto(links["sign in"])
            send(desk)
            organise(desk, url)
            code = take_part(phone, url, data)
            with window(browser, PHONE) as helper:
                helper.context.add_cookies(desk.context.cookies())  # type: ignore[arg-type]
                hold(helper, url, code)
            read(desk, url)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()

"""Every page in its states, and every file."""

from __future__ import annotations

from tests.browser.visits.asking import newsletter, questions, texts
from tests.browser.visits.desk import door, letters, organise
from tests.browser.visits.peers import own, public, topics
from tests.browser.visits.tables import programme, write_up
from tests.browser.visits.visit import Files, Visit
from tests.browser.world import World


def visits(world: World) -> list[Visit]:
    """List every page in its states; of each route the state that is most often seen first."""
    return [
        *public(world),
        *own(world),
        *questions(world),
        *topics(world),
        *door(world),
        *organise(world),
        *letters(world),
        *programme(world),
        *write_up(world),
        *texts(world),
        *newsletter(world),
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

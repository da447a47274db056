"""The pages of rounds, tables, notes and the write-up."""

from __future__ import annotations

from tests.browser.visits.acts import (
    name_somebody,
    note,
    note_and_change,
    send_empty,
    unfold,
)
from tests.browser.visits.visit import Visit
from tests.browser.world import World


def programme(world: World) -> list[Visit]:
    """List rounds, tables and notes."""
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


def write_up(world: World) -> list[Visit]:
    """List the desk where a write-up is made."""
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

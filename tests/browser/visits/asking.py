"""Pages that ask: questions, evaluation, texts to agree to, and the newsletter."""

from __future__ import annotations

from tests.browser.visits.acts import (
    ask_for_link,
    ask_for_much,
    look_at_text,
    press,
    say_how_it_was,
    send_empty,
)
from tests.browser.visits.visit import Visit
from tests.browser.world import World


def questions(world: World) -> list[Visit]:
    """List questions of organisers, and the evaluation afterwards."""
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


def texts(world: World) -> list[Visit]:
    """List texts that people say yes to."""
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


def newsletter(world: World) -> list[Visit]:
    """List the newsletter, for readers and for those who write it."""
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

"""The pages of peers: public ones, a person's own, and topics."""

from __future__ import annotations

from tests.browser.visits.acts import (
    answer_all,
    ask_for_link,
    mistype,
    name_somebody,
    propose,
    read_mail,
    send_empty,
    sign_up,
    subscribe,
    unfold,
)
from tests.browser.visits.visit import Visit
from tests.browser.world import World


def public(world: World) -> list[Visit]:
    """List what everybody can open."""
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


def own(world: World) -> list[Visit]:
    """List what a person opens from her mail."""
    secret = world.secrets["peer"]
    return [
        Visit("nobody", f"/m/{secret}"),
        Visit("nobody", f"/m/{secret}/not-me"),
        Visit("peer", "/m"),
        Visit("peer", "/m/day"),
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


def topics(world: World) -> list[Visit]:
    """List topics, cards and the log of pauses."""
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

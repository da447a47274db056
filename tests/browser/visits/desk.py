"""The pages of organisers: gatherings, people, letters and the door."""

from __future__ import annotations

from tests.browser.visits.acts import (
    find_name,
    invite,
    look_for_somebody,
    preview,
    send_empty,
    send_link,
    unfold,
)
from tests.browser.visits.visit import Visit
from tests.browser.world import World


def organise(world: World) -> list[Visit]:
    """List the desk of an association, of one gathering and of series."""
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


def letters(world: World) -> list[Visit]:
    """List the letters and their wordings."""
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


def door(world: World) -> list[Visit]:
    """List what stands open at the door."""
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

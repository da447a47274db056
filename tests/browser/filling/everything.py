"""A house with everything in it that a page can show: the demo, an empty gathering, and people."""

from __future__ import annotations

from eventapp.accounts.models import Organisation
from eventapp.accounts.services import request_sign_in
from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.portable.demo import demo_document, load_demo
from tests.browser.filling.asked import add_questions
from tests.browser.filling.gatherings import (
    add_activities,
    add_gatherings,
    add_shares,
    add_what_comes_back,
)
from tests.browser.filling.people import add_helpers, add_peers
from tests.browser.filling.written import (
    add_notes,
    add_proposals,
    add_texts_and_letters,
    add_what_organisers_wrote,
    find_parts_of_the_write_up,
)
from tests.browser.house import House
from tests.browser.world import World


def fill(house: House) -> World:
    """Put everything in."""
    world = World(
        today=demo_document("today")["gathering"]["slug"],
        held=demo_document("published")["gathering"]["slug"],
    )
    with house.app.app_context():
        organisation = db.session.get_one(Organisation, load_demo(now=utc_now()))
        add_gatherings(world, organisation)
        add_helpers(world, organisation)
        add_peers(world)
        add_questions(world)
        add_what_organisers_wrote(world)
        add_shares(world, organisation)
        add_proposals(world)
        add_notes(world)
        add_texts_and_letters(world, organisation)
        find_parts_of_the_write_up(world)
        add_what_comes_back(world)
        add_activities(world)
        request_sign_in(address="ada@mail.example", language="da", now=utc_now())
    house.post()
    return world

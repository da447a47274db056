"""Use cases of taking part, cut by what somebody does. Each is one function and one transaction."""

from __future__ import annotations

from eventapp.registration.services.details import Details
from eventapp.registration.services.invitations import invite, revoke_invitation
from eventapp.registration.services.own_page import (
    change,
    open_own_page,
    request_link,
    set_roles,
)
from eventapp.registration.services.place_rules import set_place_rules
from eventapp.registration.services.queue import (
    accept,
    give_free_seats,
    let_offers_run_out,
    wait_again,
)
from eventapp.registration.services.register import (
    register,
    register_invited,
    sign_up_on_behalf,
)
from eventapp.registration.services.withdraw import (
    erase_and_give_on,
    free_seats_of_dead_address,
    it_was_not_me,
    withdraw,
)

__all__ = [
    "Details",
    "accept",
    "change",
    "erase_and_give_on",
    "free_seats_of_dead_address",
    "give_free_seats",
    "invite",
    "it_was_not_me",
    "let_offers_run_out",
    "open_own_page",
    "register",
    "register_invited",
    "request_link",
    "revoke_invitation",
    "set_place_rules",
    "set_roles",
    "sign_up_on_behalf",
    "wait_again",
    "withdraw",
]

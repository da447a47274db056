"""The question a passkey must sign, on its way to the browser and back."""

from __future__ import annotations

from flask import abort, session

from eventapp.accounts import ceremonies, passkeys
from eventapp.accounts.ceremonies import House
from eventapp.accounts.enums import Ceremony
from eventapp.clock import utc_now
from eventapp.errors import NotFound
from eventapp.web.forms import Button

#: Where the browser's signed cookie holds it: no other browser can answer.
_KEPT = "passkey"


def current_house() -> House:
    """Give whom passkeys are made for. Raises NotFound where there can be none."""
    house = ceremonies.house_now()
    if house is None:
        raise NotFound
    return house


def ask_passkey(ceremony: Ceremony, account_id: int | None) -> str:
    """Make a question and let the browser keep it; the newest one counts.

    A request without the token of one of our pages is a bad request.
    """
    if not Button().validate_on_submit():
        abort(400)
    challenge = passkeys.begin(ceremony=ceremony, account_id=account_id, now=utc_now())
    session[_KEPT] = challenge
    return challenge


def question_asked() -> str:
    """Take the question back out of the browser; an empty one is never taken for an answer."""
    asked: str = session.pop(_KEPT, "")
    return asked

"""Mails as somebody would get them, to look at before they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from eventapp.accounts.models import Organisation
from eventapp.events.models import Event
from eventapp.mail.letters import Letter
from eventapp.registration.messages import Wording, letter_of, sender_of
from eventapp.registration.models import Registration
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.queries import latest_event
from eventapp.registration.wordings.services import Which

_NO_SECRET = "A" * 26  # Opens nothing.


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail as an inbox shows it."""

    sender: str
    letter: Letter


def sample_of(
    which: Which, event: Event, *, now: datetime, wording: Wording | None = None
) -> Sample:
    """Compose a mail to somebody who is made up; ``wording`` is tried out instead of the stored."""
    somebody = Registration(
        chosen_name="Maja",
        language=which.language,
        is_discreet=which.is_discreet,
        offered_until=now + timedelta(days=2),
        event=event,
    )
    letter = letter_of(which.kind, somebody, _NO_SECRET, wording)
    return Sample(sender=sender_of(somebody), letter=letter)


def both_forms(kind: LetterKind, event: Event, *, now: datetime) -> list[Sample]:
    """Compose the two forms of a mail about a gathering, in its language."""
    return [
        sample_of(Which(kind, event.language, is_discreet=form), event, now=now)
        for form in (True, False)
    ]


def event_to_show(
    session: Session, organisation: Organisation, *, language: str, now: datetime
) -> Event:
    """Give the gathering a sample is about: the latest there is, or one that is made up."""
    found = latest_event(session, organisation.id)
    if found is not None:
        return found
    with force_locale(language):
        return Event(
            organisation=organisation,
            slug="sample",
            language=language,
            timezone="Europe/Copenhagen",
            title=_("The chair beside you"),
            headline_theme="",
            starts_at=now + timedelta(days=30),
            ends_at=now + timedelta(days=30, hours=6),
            venue_name=_("The big room"),
            venue_town="",
        )

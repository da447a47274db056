"""Reads of associations' own words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from eventapp.accounts.models import Organisation
from eventapp.events.models import Event
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.lexicon import own_words
from eventapp.registration.wordings.models import OwnWording


def own_wording(
    session: Session,
    organisation_id: int | None,
    kind: LetterKind,
    *,
    language: str,
    is_discreet: bool,
) -> OwnWording | None:
    """Find an association's own words; without an association it costs the same and finds none."""
    return session.scalars(
        select(OwnWording).where(
            OwnWording.organisation_id == (organisation_id or 0),
            OwnWording.kind == kind,
            OwnWording.language == language,
            OwnWording.is_discreet == is_discreet,
        )
    ).one_or_none()


def own_wordings_of(session: Session, organisation_id: int) -> Sequence[OwnWording]:
    """List everything an association has worded itself."""
    return session.scalars(
        select(OwnWording)
        .where(OwnWording.organisation_id == organisation_id)
        .order_by(OwnWording.id)
    ).all()


def words_of_event(event: Event) -> frozenset[str]:
    """Give the words by which a gathering and its association are known."""
    return own_words(event.organisation.name, event.title, event.headline_theme, event.venue_name)


def words_of_organisation(session: Session, organisation: Organisation) -> frozenset[str]:
    """Give the words by which an association and all its gatherings are known."""
    rows = session.execute(
        select(Event.title, Event.headline_theme, Event.venue_name).where(
            Event.organisation_id == organisation.id
        )
    )
    return own_words(organisation.name, *(text for row in rows for text in row))


def latest_event(session: Session, organisation_id: int) -> Event | None:
    """Find the gathering that a preview can be about: the one with the latest day."""
    return session.scalars(
        select(Event)
        .options(lazyload(Event.phases))
        .where(Event.organisation_id == organisation_id)
        .order_by(Event.starts_at.desc(), Event.id.desc())
        .limit(1)
    ).one_or_none()

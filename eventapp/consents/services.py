"""Use cases of texts and of saying yes. Each is one function and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from eventapp.accounts.models import Organisation
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.errors import TextHasChanged, WrittenMeanwhile
from eventapp.consents.models import Consent, ConsentText
from eventapp.consents.queries import in_force, latest_text
from eventapp.consents.receipts import kept_until, receipt_of_registration
from eventapp.consents.standard import digest_of, standard_text
from eventapp.db import transaction
from eventapp.errors import NotFound


@dataclass(frozen=True, slots=True)
class TextKey:
    """Which text: whose, about what, in which language."""

    organisation_id: int
    purpose: ConsentPurpose
    language: str


def text_to_show(session: Session, key: TextKey, *, now: datetime) -> ConsentText:
    """Give the text in force for a page; it writes nothing.

    An association that is minutes old has no stored text yet: then it is what the program
    brings, which is stored as version 1 when somebody says yes to it, or by the clock.
    """
    stored = latest_text(session, key.organisation_id, key.purpose, key.language)
    return stored or _standard(key, now)


def text_in_force(session: Session, key: TextKey, *, now: datetime) -> ConsentText:
    """Give the stored text in force, storing the standard one first where there is none.

    It runs inside a transaction, under a lock that keeps the text from changing meanwhile.
    """
    session.scalars(
        select(Organisation.id).where(Organisation.id == key.organisation_id).with_for_update()
    ).one()
    stored = latest_text(session, key.organisation_id, key.purpose, key.language)
    if stored is None:
        stored = _standard(key, now)
        session.add(stored)
        session.flush()
    return stored


def publish_text(*, key: TextKey, text: str, seen: int, author_id: int, now: datetime) -> int:
    """Publish a new version of a text and give its number; the old ones stay as they are.

    ``seen`` is the version its writer had before her. The same words again are no new version,
    so a second press changes nothing. Raises WrittenMeanwhile.
    """
    with transaction() as session:
        latest = text_in_force(session, key, now=now)
        if latest.digest == digest_of(text):
            return latest.version
        if latest.version != seen:
            raise WrittenMeanwhile
        session.add(_written(key, text, latest.version + 1, now=now, author_id=author_id))
        return latest.version + 1


def store_standard_texts(*, key: TextKey, now: datetime) -> None:
    """Store the text that comes with the program as version 1, if there is none."""
    with transaction() as session:
        text_in_force(session, key, now=now)


def give(
    *, registration_id: int, key: TextKey, shown: str, gathering_ends_at: datetime, now: datetime
) -> None:
    """Note a person's yes to the words she had before her, named by their hash ``shown``.

    A second press changes nothing. Raises TextHasChanged when other words are in force now,
    and NotFound when she has been erased meanwhile.
    """
    with transaction() as session:
        text = text_in_force(session, key, now=now)
        if key.purpose in in_force(session, registration_id):
            return
        if text.digest != shown:
            raise TextHasChanged
        session.add(
            Consent(
                registration_id=registration_id,
                purpose=key.purpose,
                text_id=text.id,
                receipt=receipt_of_registration(registration_id),
                given_at=now,
                kept_until=kept_until(gathering_ends_at),
            )
        )
        try:
            session.flush()
        except IntegrityError:
            raise NotFound from None


def withdraw(*, registration_id: int, purpose: ConsentPurpose, now: datetime) -> None:
    """Take a yes back; taking it back twice changes nothing."""
    with transaction() as session:
        session.execute(
            update(Consent)
            .where(
                Consent.registration_id == registration_id,
                Consent.purpose == purpose,
                Consent.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=now)
        )


def _standard(key: TextKey, now: datetime) -> ConsentText:
    text = _written(key, standard_text(key.purpose, key.language), 1, now=now, author_id=None)
    text.is_standard = True
    return text


def _written(
    key: TextKey, text: str, version: int, *, now: datetime, author_id: int | None
) -> ConsentText:
    return ConsentText(
        organisation_id=key.organisation_id,
        purpose=key.purpose,
        language=key.language,
        version=version,
        text=text,
        digest=digest_of(text),
        published_at=now,
        is_standard=False,
        author_id=author_id,
    )

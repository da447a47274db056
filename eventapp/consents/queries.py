"""Reads of texts and of what people have said yes to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.models import Consent, ConsentText
from eventapp.errors import NotFound


def latest_text(
    session: Session, organisation_id: int, purpose: ConsentPurpose, language: str
) -> ConsentText | None:
    """Find the text in force, or None while the one that comes with the program is not stored."""
    return session.scalars(
        select(ConsentText)
        .where(
            ConsentText.organisation_id == organisation_id,
            ConsentText.purpose == purpose,
            ConsentText.language == language,
        )
        .order_by(ConsentText.version.desc())
        .limit(1)
    ).one_or_none()


def versions_of(
    session: Session, organisation_id: int, purpose: ConsentPurpose, language: str
) -> Sequence[ConsentText]:
    """List every version of a text, the newest first."""
    return session.scalars(
        select(ConsentText)
        .where(
            ConsentText.organisation_id == organisation_id,
            ConsentText.purpose == purpose,
            ConsentText.language == language,
        )
        .order_by(ConsentText.version.desc())
    ).all()


def latest_texts(
    session: Session, organisation_id: int
) -> dict[tuple[ConsentPurpose, str], ConsentText]:
    """Give the text in force for each purpose and language, in one read."""
    newest = (
        select(func.max(ConsentText.id))
        .where(ConsentText.organisation_id == organisation_id)
        .group_by(ConsentText.purpose, ConsentText.language)
    )
    rows = session.scalars(select(ConsentText).where(ConsentText.id.in_(newest)))
    return {(row.purpose, row.language): row for row in rows}


def text_version(
    session: Session, organisation_id: int, purpose: ConsentPurpose, language: str, version: int
) -> ConsentText:
    """Find one version of a text. Raises NotFound."""
    found = session.scalars(
        select(ConsentText).where(
            ConsentText.organisation_id == organisation_id,
            ConsentText.purpose == purpose,
            ConsentText.language == language,
            ConsentText.version == version,
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def in_force(session: Session, registration_id: int) -> dict[ConsentPurpose, Consent]:
    """Give what a person says yes to now."""
    rows = session.scalars(
        select(Consent).where(
            Consent.registration_id == registration_id, Consent.withdrawn_at.is_(None)
        )
    )
    return {row.purpose: row for row in rows}


def consents_by_receipt(session: Session, receipt: str) -> Sequence[Consent]:
    """List the rows of a receipt in the order they were given."""
    return session.scalars(
        select(Consent).where(Consent.receipt == receipt).order_by(Consent.given_at, Consent.id)
    ).all()

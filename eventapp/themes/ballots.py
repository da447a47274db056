"""Ballots: how a person's answers are kept together without her name (domain rule 15).

``ballot = HMAC(secret of the gathering's window, id of the registration)``. While the
gathering runs this is confidential: who has the whole database can try every registration.
When the secret is destroyed it is anonymous.
"""

from __future__ import annotations

import hmac
import secrets

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from eventapp.db import insert_or_update
from eventapp.themes.enums import WindowPurpose
from eventapp.themes.models import WindowSecret

SECRET_BYTES = 32


def find_ballot(
    session: Session,
    *,
    event_id: int,
    registration_id: int,
    purpose: WindowPurpose = WindowPurpose.SUPPORT,
) -> str | None:
    """Give a person's ballot, or None while nobody has answered or once the secret is gone."""
    window = session.get(WindowSecret, (event_id, purpose))
    if window is None or window.secret is None:
        return None
    return _ballot(window.secret, registration_id)


def hold_ballot(
    session: Session,
    *,
    event_id: int,
    registration_id: int,
    purpose: WindowPurpose = WindowPurpose.SUPPORT,
) -> str | None:
    """Give a person's ballot and keep the secret in place until the transaction ends.

    The first one makes the secret. None when the secret is gone.
    """
    secret = hold_secret(session, event_id, purpose)
    return None if secret is None else _ballot(secret, registration_id)


def hold_secret(session: Session, event_id: int, purpose: WindowPurpose) -> bytes | None:
    """Give a secret of a gathering, made when it is first asked for; None when destroyed.

    Others may hold it at the same time; who wants to destroy it waits.
    """
    insert_or_update(
        session,
        WindowSecret,
        {
            "event_id": event_id,
            "purpose": purpose,
            "secret": secrets.token_bytes(SECRET_BYTES),
            "answered_total": None,
        },
        unique=("event_id", "purpose"),
        update={"purpose": purpose},
        where=false(),
    )
    return session.scalars(
        select(WindowSecret.secret)
        .where(WindowSecret.event_id == event_id, WindowSecret.purpose == purpose)
        .with_for_update(read=True)
    ).one()


def _ballot(secret: bytes, registration_id: int) -> str:
    return hmac.digest(secret, f"registration/{registration_id}".encode(), "sha256").hex()

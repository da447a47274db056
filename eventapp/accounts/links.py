"""The one mechanism for every link we send: random, stored as a hash, used by a POST.

Mail scanners fetch links, so a GET only shows a button and never uses one up.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.models import MailLink


def make_link(
    session: Session,
    purpose: LinkPurpose,
    subject_id: int | None,
    *,
    now: datetime,
    onwards: str | None = None,
) -> str:
    """Make a link and give its secret, which only the mail will hold.

    ``onwards`` is the page of ours that it leads to, as ``onwards.own_path`` lets it pass.
    """
    secret = tokens.new_secret()
    session.add(
        MailLink(
            digest=tokens.hash_secret(secret),
            purpose=purpose,
            subject_id=subject_id,
            expires_at=now + purpose.lifetime,
            onwards=onwards,
        )
    )
    return secret


def subject_of(session: Session, purpose: LinkPurpose, secret: str, *, now: datetime) -> int:
    """Give what a link opens. Raises LinkRanOut."""
    link = session.scalars(
        select(MailLink).where(
            MailLink.digest == tokens.hash_secret(secret), MailLink.purpose == purpose
        )
    ).one_or_none()
    if link is None or link.subject_id is None or not link.works_at(now):
        raise LinkRanOut
    return link.subject_id


def page_behind(session: Session, purpose: LinkPurpose, secret: str) -> str | None:
    """Give the page a link leads to, used up or not, or None when it names none."""
    return session.scalars(
        select(MailLink.onwards).where(
            MailLink.digest == tokens.hash_secret(secret), MailLink.purpose == purpose
        )
    ).one_or_none()


def use_up(session: Session, purpose: LinkPurpose, secret: str, *, now: datetime) -> int:
    """Use a single-use link and give what it opens. Raises LinkRanOut, also to the second of two.

    One statement both asks and marks, so that two clicks at once cannot both succeed.
    """
    subject = session.scalars(
        update(MailLink)
        .where(
            MailLink.digest == tokens.hash_secret(secret),
            MailLink.purpose == purpose,
            MailLink.subject_id.is_not(None),
            MailLink.used_at.is_(None),
            MailLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(MailLink.subject_id)
    ).one_or_none()
    if subject is None:
        raise LinkRanOut
    return subject


def forget_links(session: Session, purpose: LinkPurpose, subject_id: int) -> None:
    """End every link to something."""
    session.execute(
        delete(MailLink).where(MailLink.purpose == purpose, MailLink.subject_id == subject_id)
    )

"""Use cases of letters. Each is one function and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, false, select, true, update
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.errors import LinkRanOut
from eventapp.accounts.links import make_link, use_up
from eventapp.accounts.models import Organisation
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.errors import TextHasChanged
from eventapp.consents.models import Consent
from eventapp.consents.receipts import kept_until, receipt_of_subscription
from eventapp.consents.services import TextKey, text_in_force
from eventapp.db import insert_or_update, transaction
from eventapp.extensions import keyring
from eventapp.mail.outbox import enqueue
from eventapp.newsletter.messages import confirm_letter
from eventapp.newsletter.models import NewsletterRequest, Subscriber
from eventapp.newsletter.queries import request_of

SENDER = "Træf"


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody sends who wants letters: where to, and which words she read."""

    address: str
    language: str
    shown: str


def ask_for_letters(*, organisation_id: int, ask: Ask, now: datetime) -> None:
    """Mail an address the question whether it was its owner who asked.

    What is known of the address is not even looked up: the statements and the mail are the
    same for everybody. Raises TextHasChanged; then nothing was written.
    """
    key = TextKey(organisation_id, ConsentPurpose.NEWSLETTER, ask.language)
    index = keyring.address_index(ask.address)
    with transaction() as session:
        text = text_in_force(session, key, now=now)
        if text.digest != ask.shown:
            raise TextHasChanged
        asked = {"address": ask.address, "text_id": text.id, "asked_at": now}
        insert_or_update(
            session,
            NewsletterRequest,
            {**asked, "organisation_id": organisation_id, "address_index": index},
            unique=("organisation_id", "address_index"),
            update=asked,
            where=true(),
        )
        request_id = request_of(session, organisation_id, index)
        secret = make_link(session, LinkPurpose.NEWSLETTER, request_id, now=now)
        name = session.get_one(Organisation, organisation_id).name
        enqueue(
            session,
            confirm_letter(language=ask.language, organisation=name, secret=secret),
            to=ask.address,
            purpose="newsletter_confirm",
            sender_name=SENDER,
            now=now,
        )


def confirm(*, secret: str, now: datetime) -> None:
    """Let letters come to an address, now that its owner has said it was her.

    Who gets them already goes on getting them. Raises LinkRanOut.
    """
    with transaction() as session:
        request_id = use_up(session, LinkPurpose.NEWSLETTER, secret, now=now)
        asked = session.get(NewsletterRequest, request_id)
        if asked is None:
            raise LinkRanOut
        seed = tokens.new_secret()
        digest = tokens.hash_secret(keyring.leaving_secret(seed))
        values = {
            "organisation_id": asked.organisation_id,
            "address": asked.address,
            "address_index": asked.address_index,
            "text_id": asked.text_id,
            "confirmed_at": now,
            "leaving_seed": seed,
            "leaving_digest": digest,
        }
        insert_or_update(
            session,
            Subscriber,
            values,
            unique=("organisation_id", "address_index"),
            update={"text_id": asked.text_id},
            where=false(),
        )
        if session.scalars(
            select(Subscriber.id).where(Subscriber.leaving_digest == digest)
        ).first():
            session.add(_receipt(digest, text_id=asked.text_id, now=now))
        session.delete(asked)


def leave(*, secret: str, now: datetime) -> None:
    """Erase whoever holds this link. An unknown link costs the same and changes nothing."""
    with transaction() as session:
        erase_subscribers(session, [tokens.hash_secret(secret)], now=now)


def erase_subscribers(session: Session, digests: list[str], *, now: datetime) -> None:
    """Erase people by the hashes of their links, and let their receipts run out.

    It runs inside the transaction of whoever has a reason to.
    """
    receipts = [receipt_of_subscription(digest) for digest in digests]
    session.execute(
        update(Consent)
        .where(Consent.receipt.in_(receipts), Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now, kept_until=kept_until(now))
    )
    session.execute(delete(Subscriber).where(Subscriber.leaving_digest.in_(digests)))


def erase_dead_address(session: Session, *, address_index: str, now: datetime) -> None:
    """Erase an address that does not exist. It runs inside the transaction that notes it."""
    session.execute(
        delete(NewsletterRequest).where(NewsletterRequest.address_index == address_index)
    )
    digests = session.scalars(
        select(Subscriber.leaving_digest).where(Subscriber.address_index == address_index)
    ).all()
    erase_subscribers(session, list(digests), now=now)


def _receipt(digest: str, *, text_id: int, now: datetime) -> Consent:
    return Consent(
        purpose=ConsentPurpose.NEWSLETTER,
        text_id=text_id,
        receipt=receipt_of_subscription(digest),
        given_at=now,
    )

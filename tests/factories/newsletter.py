"""People who have asked for letters, and letters."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Organisation
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.services import TextKey, text_in_force
from eventapp.db import db, transaction
from eventapp.extensions import keyring
from eventapp.newsletter.issues import Written, write
from eventapp.newsletter.models import NewsletterRequest, Subscriber
from eventapp.newsletter.services import confirm
from tests.days import NOW

_numbers = count(1)


def confirming_secret(
    organisation: Organisation, *, address: str | None = None, at: datetime = NOW
) -> str:
    """Let an address be typed in without any mail being written; give the secret of its link."""
    address = address or f"reader{next(_numbers)}@mail.example"
    key = TextKey(organisation.id, ConsentPurpose.NEWSLETTER, "en")
    with transaction() as session:
        asked = NewsletterRequest(
            organisation_id=key.organisation_id,
            address=address,
            address_index=keyring.address_index(address),
            text_id=text_in_force(session, key, now=at).id,
            asked_at=at,
        )
        session.add(asked)
        session.flush()
        return make_link(session, LinkPurpose.NEWSLETTER, asked.id, now=at)


def make_subscriber(
    organisation: Organisation, *, address: str | None = None, at: datetime = NOW
) -> Subscriber:
    """Let somebody ask for letters and confirm it."""
    secret = confirming_secret(organisation, address=address, at=at)
    confirm(secret=secret, now=at)
    return db.session.scalars(select(Subscriber).order_by(Subscriber.id.desc()).limit(1)).one()


def make_issue(
    organisation: Organisation, *, subject: str = "Forår", body: str = "Kære læser.\n\nHilsen os."
) -> int:
    """Write a letter and give its number."""
    written = Written(subject=subject, body=body, language="en")
    return write(organisation_id=organisation.id, written=written, now=NOW)

"""What happens to texts and receipts by the clock."""

from __future__ import annotations

from itertools import product

from sqlalchemy import delete, select

from eventapp.accounts.models import Organisation
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.models import Consent, ConsentText
from eventapp.consents.services import TextKey, store_standard_texts
from eventapp.consents.standard import LANGUAGES
from eventapp.db import db, transaction
from eventapp.extensions import jobs


@jobs.every(minutes=30)
def forget_old_receipts() -> None:
    """Erase receipts whose 24 months are over."""
    with transaction() as session:
        session.execute(delete(Consent).where(Consent.kept_until <= utc_now()))


@jobs.every(minutes=10)
def store_missing_texts() -> None:
    """Store the standard texts of new associations, so that every text shown has a date."""
    texts = db.session.execute(
        select(ConsentText.organisation_id, ConsentText.purpose, ConsentText.language)
    )
    stored = {tuple(row) for row in texts}
    everybody = db.session.scalars(select(Organisation.id)).all()
    for organisation_id, purpose, language in product(everybody, ConsentPurpose, LANGUAGES):
        if (organisation_id, purpose, language) not in stored:
            key = TextKey(organisation_id, purpose, language)
            store_standard_texts(key=key, now=utc_now())

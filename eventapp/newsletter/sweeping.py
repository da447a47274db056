"""Taking out addresses whose owners never said it was them."""

from __future__ import annotations

from sqlalchemy import delete

from eventapp.accounts.enums import LinkPurpose
from eventapp.clock import utc_now
from eventapp.db import transaction
from eventapp.extensions import jobs
from eventapp.newsletter.models import NewsletterRequest


@jobs.every(minutes=30)
def forget_unconfirmed() -> None:
    """Erase addresses as soon as the link to confirm them has run out."""
    with transaction() as session:
        session.execute(
            delete(NewsletterRequest).where(
                NewsletterRequest.asked_at <= utc_now() - LinkPurpose.NEWSLETTER.lifetime
            )
        )

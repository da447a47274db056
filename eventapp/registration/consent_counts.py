"""How many of a gathering have said yes to what, for its organisers: counts and no names."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.consents.enums import ASKED_OF_PEERS, ConsentPurpose
from eventapp.consents.models import Consent
from eventapp.registration.enums import IS_EXPECTED
from eventapp.registration.models import Registration

FEWEST_SHOWN = 5  # A smaller number points at people.


@dataclass(frozen=True, slots=True)
class YesCount:
    """How many of those who have a seat say yes to one thing."""

    purpose: ConsentPurpose
    yes: int
    seats: int

    @property
    def word(self) -> str:
        """Tell what may be shown, so that neither a yes nor a no points at anybody."""
        if self.yes < FEWEST_SHOWN:
            return "few"
        return "nearly all" if 0 < self.seats - self.yes < FEWEST_SHOWN else "number"


def count_yes(session: Session, event_id: int) -> list[YesCount]:
    """Count those who have a seat and say yes now, for each thing they are asked."""
    comes = (Registration.event_id == event_id) & Registration.status.in_(IS_EXPECTED)
    seats = session.scalars(select(func.count()).select_from(Registration).where(comes)).one()
    rows = session.execute(
        select(Consent.purpose, func.count())
        .join(Registration, Registration.id == Consent.registration_id)
        .where(comes, Consent.withdrawn_at.is_(None))
        .group_by(Consent.purpose)
    )
    yes = {row[0]: row[1] for row in rows}
    return [YesCount(purpose, yes.get(purpose, 0), seats) for purpose in ASKED_OF_PEERS]

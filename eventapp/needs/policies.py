"""Who may tell and who may read what people need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventapp.accounts.models import Member
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration


def takes_needs(registration: Registration, now: datetime) -> bool:
    """Tell whether we still need to know: she has not cancelled, and the day is not over."""
    has_cancelled = registration.status is RegistrationStatus.CANCELLED
    return not has_cancelled and now < registration.event.ends_at


def reads_needs(member: Member, coordinators: Sequence[Member]) -> bool:
    """Tell whether somebody reads what people need with their names."""
    return member.id in {coordinator.id for coordinator in coordinators}

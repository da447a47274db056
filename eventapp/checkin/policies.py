"""Who may do what at the door, and when there is one."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventapp.accounts.enums import Role
from eventapp.accounts.policies import may_act_as
from eventapp.checkin.models import ScanRecord
from eventapp.events.models import Event

NEAR = timedelta(days=1)  # The evening before, to try it out; the morning after, to put it right.
UNDO_WITHIN = timedelta(minutes=5)  # Long enough to see the slip, too short to collect names.


def door_is_open(event: Event, now: datetime) -> bool:
    """Tell whether people can be let in: the gathering is public and within a day of now."""
    return event.is_public and event.starts_at - NEAR < now < event.ends_at + NEAR


def sees_names(role: Role) -> bool:
    """Tell whether somebody may look a name up and see who is inside. Door hosts may not."""
    return may_act_as(role, Role.ORGANISER)


def is_fresh(record: ScanRecord, now: datetime) -> bool:
    """Tell whether a record still shows whom it is about, and may be taken back at the door."""
    return now - record.happened_at < UNDO_WITHIN


def may_undo(record: ScanRecord, *, role: Role, account_id: int, now: datetime) -> bool:
    """Tell whether somebody may take an arrival back.

    A door host may for five minutes, and only her own; an organiser may always.
    """
    if may_act_as(role, Role.ORGANISER):
        return True
    return record.by_account_id == account_id and is_fresh(record, now)

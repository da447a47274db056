"""Reads of the places of a gathering: its rules, who has taken what, and who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from eventapp import tokens
from eventapp.accounts.errors import LinkRanOut
from eventapp.columns import UtcDateTime
from eventapp.events.models import Event
from eventapp.registration.enums import (
    HOLDS_A_PLACE,
    Engagement,
    Region,
    RegistrationStatus,
)
from eventapp.registration.models import (
    DEFAULT_OFFER_HOURS,
    Invitation,
    PlaceRules,
    PlaceShare,
    PlacesShown,
    Registration,
)
from eventapp.registration.places import Party, Room, party_of
from eventapp.registration.policies import LIVE

# What the public page says changes in steps, so that nobody can watch one person come or go.
BATCH = timedelta(minutes=10)
EVENT_ID = bindparam("event_id", type_=Integer())
NOW = bindparam("now", type_=UtcDateTime())


def _uses_a_seat() -> ColumnElement[bool]:
    return and_(Registration.invitation_id == Invitation.id, Registration.status.in_(HOLDS_A_PLACE))


def _comes_along(companion: type[Registration]) -> ColumnElement[bool]:
    """Say who is somebody's companion still: an organiser may have cancelled for her alone."""
    return and_(
        companion.companion_of_id == Registration.id, companion.status == Registration.status
    )


def held_seats() -> ScalarSelect[int]:
    """Count, inside a statement, the seats that open invitations hold and nobody has taken.

    The statement is sent with ``event_id`` and ``now``.
    """
    used = select(func.count()).where(_uses_a_seat()).correlate(Invitation).scalar_subquery()
    unused = case((Invitation.seats > used, Invitation.seats - used), else_=0)
    return (
        select(func.coalesce(func.sum(unused), 0))
        .where(Invitation.event_id == EVENT_ID, Invitation.held_until > NOW)
        .scalar_subquery()
    )


def _select_rules(*more: Any) -> Select[Any]:
    return (
        select(
            PlaceRules.offer_hours,
            PlaceRules.allows_companions,
            PlaceShare.engagement,
            PlaceShare.region,
            PlaceShare.places,
            PlaceShare.reserved_until,
            *more,
        )
        .select_from(Event)
        .outerjoin(PlaceRules, PlaceRules.event_id == Event.id)
        .outerjoin(PlaceShare, PlaceShare.event_id == Event.id)
        .outerjoin(PlacesShown, PlacesShown.event_id == Event.id)
        .where(Event.id == EVENT_ID)
    )


def _select_counts() -> Select[Any]:
    companion = aliased(Registration)
    share: tuple[Any, ...] = (
        Registration.status,
        Registration.engagement,
        Registration.region,
        companion.id.is_not(None),
        Registration.companion_of_id.is_not(None),
    )
    return (
        select(*share, func.count())
        .outerjoin(companion, _comes_along(companion))
        .where(
            Registration.event_id == EVENT_ID,
            Registration.status.in_((*HOLDS_A_PLACE, RegistrationStatus.WAITING)),
        )
        .group_by(*share)
    )


# Made once: in a rush, putting these together would cost as much as sending them.
_RULES = _select_rules()
_RULES_AND_HELD = _select_rules(held_seats().label("held"), PlacesShown.since)
_COUNTS = _select_counts()


@dataclass(frozen=True, slots=True)
class Rules:
    """How the places of a gathering are given out."""

    offer_hours: int = DEFAULT_OFFER_HOURS
    allows_companions: bool = False
    caps: Mapping[Engagement, int] = field(default_factory=dict)
    #: How many seats are kept for a region, and until when.
    reserved: Mapping[Region, tuple[int, datetime]] = field(default_factory=dict)

    def reserved_at(self, now: datetime) -> dict[Region, int]:
        """Give the seats that are still kept for regions."""
        return {region: seats for region, (seats, until) in self.reserved.items() if now < until}


@dataclass(frozen=True, slots=True)
class Standing:
    """The rules of a gathering, its room, and what kinds of parties wait."""

    rules: Rules
    room: Room
    waiting: frozenset[Party]
    #: Since when the public page has spoken of one number, if it has.
    shown_since: datetime | None


def rules_of(session: Session, event_id: int) -> Rules:
    """Read how the places of a gathering are given out."""
    return _rules(session.execute(_RULES, {"event_id": event_id}).all())


def _rules(rows: Sequence[Row[Any]]) -> Rules:
    hours = rows[0].offer_hours
    return Rules(
        offer_hours=DEFAULT_OFFER_HOURS if hours is None else hours,
        allows_companions=bool(rows[0].allows_companions),
        caps={row.engagement: row.places for row in rows if row.engagement is not None},
        reserved={
            row.region: (row.places, row.reserved_until) for row in rows if row.region is not None
        },
    )


def standing_of(session: Session, event: Event, *, now: datetime) -> Standing:
    """Read how the places of a gathering stand: two statements, whoever asks."""
    rules_rows = session.execute(_RULES_AND_HELD, {"event_id": event.id, "now": now}).all()
    rules = _rules(rules_rows)
    rows = session.execute(_COUNTS, {"event_id": event.id}).all()
    kinds: Counter[Engagement] = Counter()
    regions: Counter[Region] = Counter()
    taken, waiting = 0, set()
    for status, engagement, region, brings, is_brought, number in rows:
        if status in HOLDS_A_PLACE:
            taken += number
            kinds.update({engagement: number} if engagement is not None else {})
            regions.update({region: number} if region is not None else {})
        elif not is_brought:
            waiting.add(party_of(engagement, region, brings=brings))
    room = Room(
        places=event.places,
        caps=rules.caps,
        reserved=rules.reserved_at(now),
        taken=taken,
        by_kind=kinds,
        by_region=regions,
        held=int(rules_rows[0].held),
    )
    return Standing(rules, room, frozenset(waiting), shown_since=rules_rows[0].since)


def queue_of(session: Session, event_id: int) -> Sequence[tuple[Registration, Registration | None]]:
    """List who waits, with whom she brings, the longest wait first."""
    companion = aliased(Registration)
    rows = session.execute(
        select(Registration, companion)
        .outerjoin(companion, _comes_along(companion))
        .where(
            Registration.event_id == event_id,
            Registration.status == RegistrationStatus.WAITING,
            Registration.companion_of_id.is_(None),
        )
        .order_by(Registration.status_since, Registration.id)
    )
    return [(row[0], row[1]) for row in rows]


def offers_run_out(session: Session, event_id: int, now: datetime) -> Sequence[Registration]:
    """List who was offered a seat and has not answered in time, the oldest offer first."""
    return session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event_id,
            Registration.status == RegistrationStatus.OFFERED,
            Registration.offered_until <= now,
            Registration.companion_of_id.is_(None),
        )
        .order_by(Registration.offered_until, Registration.id)
    ).all()


def events_to_settle(session: Session, now: datetime) -> Sequence[int]:
    """List the gatherings in which somebody waits, or has let an offer run out."""
    return session.scalars(
        select(Event.id)
        .join(Registration, Registration.event_id == Event.id)
        .where(
            Event.status.in_(LIVE),
            Event.ends_at > now,
            or_(
                Registration.status == RegistrationStatus.WAITING,
                and_(
                    Registration.status == RegistrationStatus.OFFERED,
                    Registration.offered_until <= now,
                ),
            ),
        )
        .distinct()
        .order_by(Event.id)
    ).all()


def batch_of(now: datetime) -> datetime:
    """Give the moment at which the ten minutes that hold ``now`` began."""
    step = BATCH.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // step * step, tz=now.tzinfo)


def open_invitation(session: Session, secret: str, now: datetime) -> Invitation:
    """Find the invitation of a link. Raises LinkRanOut.

    A link that was never ours, one that was taken back and one whose time is over answer
    alike. Whether its seats are used makes no difference, so that nobody learns who came.
    """
    found = session.scalars(
        select(Invitation)
        .join(Event)
        .where(
            Invitation.digest == tokens.hash_secret(secret),
            Invitation.held_until > now,
            Event.status.in_(LIVE),
            Event.ends_at > now,
        )
    ).one_or_none()
    if found is None:
        raise LinkRanOut
    return found


def count_used(session: Session, invitation_id: int) -> int:
    """Count the seats of an invitation that somebody has."""
    return session.scalars(
        select(func.count())
        .select_from(Registration)
        .where(Registration.invitation_id == invitation_id, Registration.status.in_(HOLDS_A_PLACE))
    ).one()


def invitations_of(session: Session, event_id: int) -> Sequence[tuple[Invitation, int]]:
    """List the invitations of a gathering, the newest first, each with its seats in use."""
    rows = session.execute(
        select(Invitation, func.count(Registration.id))
        .outerjoin(Registration, _uses_a_seat())
        .where(Invitation.event_id == event_id)
        .group_by(Invitation.id)
        .order_by(Invitation.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def counts_by_share(
    session: Session, event_id: int
) -> Sequence[tuple[RegistrationStatus, Engagement | None, Region | None, int]]:
    """Count the registrations of a gathering by status, kind and region, for its organisers."""
    rows = session.execute(
        select(Registration.status, Registration.engagement, Registration.region, func.count())
        .where(Registration.event_id == event_id)
        .group_by(Registration.status, Registration.engagement, Registration.region)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]

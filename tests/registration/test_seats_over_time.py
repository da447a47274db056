"""Everything that can happen to seats, in any order, and what must hold all the while."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from eventapp.accounts.errors import LinkRanOut
from eventapp.db import db, transaction
from eventapp.events.models import Event
from eventapp.events.queries import lock_event
from eventapp.events.signals import places_changed
from eventapp.registration import services
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.errors import TooFewFreeSeats
from eventapp.registration.models import Registration
from eventapp.registration.place_queries import Standing, queue_of, standing_of
from eventapp.registration.places import party_of
from eventapp.registration.services import Details
from tests.days import NOW
from tests.factories.events import make_event
from tests.factories.places import give_rules, make_invitation

KINDS = st.sampled_from(list(Engagement))
REGIONS = st.sampled_from([None, Region.NORDJYLLAND, Region.SJAELLAND])
CAPS = {Engagement.PAID: 3}
WHICH = st.integers(0, 30)
_numbers = count(1)


class Seats(RuleBasedStateMachine):
    """A gathering of a few seats; each rule is something people or the clock do."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.secrets: list[str] = []
        self.was_lowered = False

    @initialize(places=st.integers(2, 6), offer_hours=st.sampled_from([0, 24]))
    def begin(self, places: int, offer_hours: int) -> None:
        event = make_event(
            places=places, ends_at=NOW + timedelta(days=91), starts_at=NOW + timedelta(days=90)
        )
        self.event_id = event.id
        self.reserved_until = NOW + timedelta(days=2)
        give_rules(
            event,
            offer_hours=offer_hours,
            allows_companions=True,
            caps=CAPS,
            reserved={Region.NORDJYLLAND: (2, self.reserved_until)},
        )

    @rule(kind=KINDS, region=REGIONS, brings=st.booleans())
    def register(self, kind: Engagement, region: Region | None, brings: bool) -> None:  # noqa: FBT001
        services.register(
            event_id=self.event_id,
            address=f"peer{next(_numbers)}@mail.example",
            details=Details("Maja", region, kind, "Ven" if brings else ""),
            language="da",
            now=self.now,
        )

    @rule(which=WHICH, brings=st.booleans())
    def register_again(self, which: int, brings: bool) -> None:  # noqa: FBT001
        somebody = self._one(which)
        if somebody is not None:
            services.register(
                event_id=self.event_id,
                address=somebody.address or "",
                details=Details("Igen", None, Engagement.VOLUNTEER, "Ven" if brings else ""),
                language="da",
                now=self.now,
            )

    @rule(seats=st.integers(1, 2), days=st.integers(1, 4))
    def invite(self, seats: int, days: int) -> None:
        until = self.now + timedelta(days=days)
        try:
            secret = make_invitation(self._event(), seats=seats, until=until, now=self.now)
        except TooFewFreeSeats:
            return
        self.secrets.append(secret)

    @precondition(lambda self: self.secrets)
    @rule(which=WHICH, kind=KINDS, region=REGIONS, known=st.booleans())
    def come_invited(
        self,
        which: int,
        kind: Engagement,
        region: Region | None,
        known: bool,  # noqa: FBT001
    ) -> None:
        somebody = self._one(which) if known else None
        address = somebody.address if somebody else f"guest{next(_numbers)}@mail.example"
        try:
            services.register_invited(
                secret=self.secrets[which % len(self.secrets)],
                address=address or "",
                details=Details("Gæst", region, kind),
                language="da",
                now=self.now,
            )
        except LinkRanOut:
            return

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        if somebody := self._one(which):
            services.withdraw(registration_id=somebody.id, now=self.now)

    @rule(which=WHICH)
    def accept(self, which: int) -> None:
        if somebody := self._one(which, RegistrationStatus.OFFERED):
            services.accept(registration_id=somebody.id, now=self.now)

    @rule(which=WHICH)
    def stand_in_line_again(self, which: int) -> None:
        if somebody := self._one(which, RegistrationStatus.CANCELLED):
            services.wait_again(registration_id=somebody.id, now=self.now)

    @rule(which=WHICH)
    def mail_comes_back(self, which: int) -> None:
        somebody = self._one(which)
        if somebody is not None:
            address = somebody.address or ""
            with transaction() as session:
                services.free_seats_of_dead_address(session, address=address, now=self.now)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        services.let_offers_run_out(event_id=self.event_id, now=self.now)

    @rule(places=st.integers(2, 7))
    def places_change(self, places: int) -> None:
        before = self._event().places
        self.was_lowered = self.was_lowered or places < before
        with transaction() as session:
            event = lock_event(session, self.event_id)
            event.places = places
            session.flush()
            places_changed.send(None, session=session, event=event, now=self.now)

    @invariant()
    def no_chair_is_given_twice(self) -> None:
        room = self._standing().room
        if not self.was_lowered:
            assert room.spoken_for <= room.places
            assert room.promised <= room.places

    @invariant()
    def caps_are_kept_by_all_who_were_not_invited(self) -> None:
        seated = [one for one in self._everybody() if one.holds_a_place]
        for kind, cap in CAPS.items():
            of_kind = [one for one in seated if one.engagement is kind and not one.invitation_id]
            assert len(of_kind) <= cap

    @invariant()
    def nobody_waits_who_may_be_seated(self) -> None:
        standing = self._standing()
        for one, companion in queue_of(db.session(), self.event_id):
            party = party_of(one.engagement, one.region, brings=companion is not None)
            assert not standing.room.admits(party)

    @invariant()
    def nobody_is_there_twice_and_two_are_always_together(self) -> None:
        everybody = self._everybody()
        addresses = [one.address for one in everybody if one.address]
        assert len(addresses) == len(set(addresses))
        by_id = {one.id: one for one in everybody}
        for one in everybody:
            if one.companion_of_id is not None:
                leader = by_id[one.companion_of_id]
                assert (one.status, one.status_since, one.offered_until) == (
                    leader.status,
                    leader.status_since,
                    leader.offered_until,
                )

    @invariant()
    def an_offer_has_an_end(self) -> None:
        for one in self._everybody():
            if one.status is RegistrationStatus.OFFERED:
                assert one.offered_until is not None
                assert one.offered_until > self.now

    def _event(self) -> Event:
        db.session.rollback()
        return db.session.get_one(Event, self.event_id)

    def _standing(self) -> Standing:
        return standing_of(db.session(), self._event(), now=self.now)

    def _everybody(self) -> list[Registration]:
        db.session.rollback()
        return list(
            db.session.scalars(
                select(Registration)
                .where(Registration.event_id == self.event_id)
                .order_by(Registration.id)
            )
        )

    def _one(self, which: int, *statuses: RegistrationStatus) -> Registration | None:
        leaders = [
            one
            for one in self._everybody()
            if one.address and (not statuses or one.status in statuses)
        ]
        return leaders[which % len(leaders)] if leaders else None


@pytest.mark.usefixtures("app")
def test_seats_stay_fair_whatever_happens() -> None:
    run_state_machine_as_test(
        Seats,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

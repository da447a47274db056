"""Who may take a seat: the one rule, over counts alone.

A person, or two who come together, may take seats exactly when all of this holds:

1. With them seated, no kind of peer among them (paid, volunteer) is over its cap.
2. With them seated, everybody still fits: the seats taken, and the seats that open
   invitations hold, are no more than the places.
3. What is promised to regions stays possible. For each region whose seats are still
   reserved, the part of its seats that its own people have not taken yet stays empty:
   ``taken + held + Σ max(0, reserved - taken by the region) ≤ places`` with them seated. A
   person of such a region uses its seats up first, and then the open ones like everybody.

The third is asked of nobody who only uses up a seat reserved for her own region. That
matters only when an organiser has promised more than there is, by making the room smaller:
then reserved seats are still given, as long as the second holds.

A seat held by an invitation is hers who comes with it, whatever her kind and region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from eventapp.registration.enums import Engagement, Region


@dataclass(frozen=True, slots=True)
class Seeker:
    """What of a person decides whether there is a seat for her."""

    engagement: Engagement | None = None
    region: Region | None = None


#: People who take seats together or not at all.
Party = tuple[Seeker, ...]


def party_of(engagement: Engagement | None, region: Region | None, *, brings: bool) -> Party:
    """Make the party of a person; whom she brings takes an open seat and is of no kind."""
    leader = Seeker(engagement, region)
    return (leader, Seeker()) if brings else (leader,)


@dataclass(frozen=True, slots=True)
class Room:
    """The places of a gathering at one moment, and what has become of them."""

    places: int
    caps: Mapping[Engagement, int] = field(default_factory=dict)
    #: Seats still reserved at this moment, used or not.
    reserved: Mapping[Region, int] = field(default_factory=dict)
    taken: int = 0
    by_kind: Mapping[Engagement, int] = field(default_factory=dict)
    by_region: Mapping[Region, int] = field(default_factory=dict)
    #: Seats that open invitations hold and nobody has taken yet.
    held: int = 0

    @property
    def spoken_for(self) -> int:
        """Count the seats that are taken or held."""
        return self.taken + self.held

    @property
    def promised(self) -> int:
        """Count the seats that are taken, held, or reserved and not used yet."""
        unused = (max(0, n - self.by_region.get(one, 0)) for one, n in self.reserved.items())
        return self.spoken_for + sum(unused)

    @property
    def open_seats(self) -> int:
        """Count the seats that are promised to nobody."""
        return max(0, self.places - self.promised)

    def admits(self, party: Party) -> bool:
        """Tell whether a party may take seats now."""
        after = self.seating(party)
        kinds = {one.engagement for one in party if one.engagement is not None}
        if any(after.by_kind[kind] > self.caps[kind] for kind in kinds if kind in self.caps):
            return False
        if after.spoken_for > self.places:
            return False
        return after.promised <= max(self.places, self.promised)

    def seating(self, party: Party) -> Room:
        """Give the room as it is with a party seated."""
        kinds = Counter(one.engagement for one in party if one.engagement is not None)
        regions = Counter(one.region for one in party if one.region is not None)
        return replace(
            self,
            taken=self.taken + len(party),
            by_kind=Counter(self.by_kind) + kinds,
            by_region=Counter(self.by_region) + regions,
        )

    def without(self, party: Party) -> Room:
        """Give the room as it is with a party gone."""
        kinds = Counter(one.engagement for one in party if one.engagement is not None)
        regions = Counter(one.region for one in party if one.region is not None)
        return replace(
            self,
            taken=self.taken - len(party),
            by_kind=Counter(self.by_kind) - kinds,
            by_region=Counter(self.by_region) - regions,
        )

    def may_change(self, old: Seeker, new: Seeker) -> bool:
        """Tell whether somebody seated as ``old`` may keep her seat as ``new``."""
        after = self.without((old,)).seating((new,))
        if new.engagement is not None and new.engagement is not old.engagement:
            cap = self.caps.get(new.engagement)
            if cap is not None and after.by_kind[new.engagement] > cap:
                return False
        return after.promised <= max(self.places, self.promised)

    def admits_any(self, parties: Iterable[Party]) -> bool:
        """Tell whether any of these may take seats now."""
        return any(self.admits(party) for party in parties)


def next_seated(room: Room, queue: Sequence[Party]) -> list[int]:
    """Give the positions in the queue of those who may be seated now, the longest wait first.

    Nobody is passed over who may be seated at her turn. Going through once is enough: with
    somebody more in the room nobody may be seated who might not before.
    """
    chosen = []
    for position, party in enumerate(queue):
        if room.admits(party):
            room = room.seating(party)
            chosen.append(position)
    return chosen


def offer_ends(now: datetime, *, offer_hours: int, starts_at: datetime) -> datetime | None:
    """Give until when an offered seat is kept: never past half of the time that is left.

    None means that the seat is simply given: nobody is asked, or there is no time to ask.
    """
    if offer_hours == 0 or starts_at <= now:
        return None
    return now + min(timedelta(hours=offer_hours), (starts_at - now) / 2)

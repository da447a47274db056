"""What a person tells when she signs up."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.registration.enums import Engagement, Region
from eventapp.registration.places import Party, party_of


@dataclass(frozen=True, slots=True)
class Details:
    """What a person tells when she signs up."""

    chosen_name: str
    region: Region | None
    engagement: Engagement | None
    #: What to call whom she brings; empty for nobody.
    companion_name: str = ""

    @property
    def party(self) -> Party:
        """Give who needs seats together."""
        return party_of(self.engagement, self.region, brings=bool(self.companion_name))

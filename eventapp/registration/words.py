"""What people read for a region, a way of being a peer, and what one does on the day."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.registration.enums import Engagement, PeerRole, Region

REGION_WORDS = [
    (Region.HOVEDSTADEN.value, _l("Capital Region")),
    (Region.SJAELLAND.value, _l("Zealand")),
    (Region.SYDDANMARK.value, _l("Southern Denmark")),
    (Region.MIDTJYLLAND.value, _l("Central Denmark")),
    (Region.NORDJYLLAND.value, _l("North Denmark")),
]
ENGAGEMENT_WORDS = [
    (Engagement.PAID.value, _l("I am paid for it")),
    (Engagement.VOLUNTEER.value, _l("I do it as a volunteer")),
]
UNSAID = ("", _l("I'd rather not say"))
ROLE_WORDS = [
    (PeerRole.TABLE_HOST.value, _l("Table host")),
    (PeerRole.NOTE_TAKER.value, _l("Note-taker")),
    (PeerRole.STEWARD.value, _l("Steward")),
    (PeerRole.EDITORIAL_GROUP.value, _l("Editorial group")),
]

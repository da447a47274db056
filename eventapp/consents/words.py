"""What people read for each thing that can be said yes to."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.consents.enums import ConsentPurpose

PURPOSE_WORDS = {
    ConsentPurpose.NOTICE: _l("What we know and how long"),
    ConsentPurpose.READ_THROUGH: _l("Reading the write-up before others do"),
    ConsentPurpose.PHOTO: _l("Pictures"),
    ConsentPurpose.NEXT_GATHERING: _l("Word of the next time"),
    ConsentPurpose.NEWSLETTER: _l("Letters from the association"),
}

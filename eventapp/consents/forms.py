"""What people send when they say yes, and what organisers write."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from eventapp.web.forms import Form, Required, text

LONGEST_TEXT = 8000


class YesForm(Form):
    """A yes to the words on the page, named by their hash."""

    shown = HiddenField()


class TextForm(Form):
    """A new version of a text."""

    text = text(
        _l("The text"),
        Required(_l("Write the text.")),
        at_most=LONGEST_TEXT,
        description=_l(
            "A blank line begins a new paragraph. A line with ## before it is a heading."
        ),
        render_kw={"rows": 18},
    )
    seen = HiddenField()

    @property
    def seen_version(self) -> int:
        """Give the version its writer had before her; 0, which no text has, if it is unreadable."""
        found = re.fullmatch(r"[0-9]{1,6}", str(self.seen.data or ""))
        return int(found[0]) if found else 0

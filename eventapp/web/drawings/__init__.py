"""Our drawings: the mark, the icons, and the figures made from numbers.

Each function gives one accessible SVG as Markup. The words in it and the text that says
the same as the picture come as arguments, in the reader's language already.
"""

from __future__ import annotations

from eventapp.web.drawings.groups import Group, group_rows, group_sign, participants_ring
from eventapp.web.drawings.icons import ICONS, answer_shape, icon
from eventapp.web.drawings.mark import favicon, mark, wordmark
from eventapp.web.drawings.paper import (
    cover_ring,
    people_per_dot,
    proposal_cards,
    round_table,
    voice_dots,
)
from eventapp.web.drawings.scenes import long_table_scene, table_scene
from eventapp.web.drawings.tables import seat_figure, table_figure, voices_figure

__all__ = [
    "ICONS",
    "Group",
    "answer_shape",
    "cover_ring",
    "favicon",
    "group_rows",
    "group_sign",
    "icon",
    "long_table_scene",
    "mark",
    "participants_ring",
    "people_per_dot",
    "proposal_cards",
    "round_table",
    "seat_figure",
    "table_figure",
    "table_scene",
    "voice_dots",
    "voices_figure",
    "wordmark",
]

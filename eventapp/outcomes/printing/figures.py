"""Pictures for the printed write-up, put together for the press as named files.

The figures themselves are drawn in ``web.drawings``, from the numbers of the edition:
change a number and the figure changes. What is added here is the QR code and the small
drawings that only decorate, as backgrounds, so that they are not read aloud.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import qrcode

from eventapp.web import drawings
from eventapp.web.drawings.colours import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventapp.outcomes.edition import ProposalAccount, RegionCount

MOST_CARDS: Final = 192
"""More proposals than this are twelve rows of cards: then the words alone tell it."""

_FEWEST_VOICE_DOTS: Final = 5
# Three rows of dots stand beside the shortest claim; above that the number stands alone.
_MOST_VOICE_DOTS: Final = 42
_QUIET_EDGE: Final = 3


def _as_file(drawing: str) -> str:
    """Give a drawing made to stand in a page the name space that a file of its own needs."""
    return str(drawing).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def cover(people: int) -> str:
    """Draw the long table with everybody round it and one open seat."""
    return _as_file(drawings.cover_ring(people, title="."))


def regions(counts: Iterable[RegionCount]) -> str:
    """Draw one long table per region, its people along one side."""
    groups = [drawings.Group(region.name, region.people) for region in counts]
    return _as_file(drawings.group_rows(groups, title="."))


def cards(account: ProposalAccount) -> str:
    """Draw one card for every proposal; paused ones look like parked ones."""
    drawing = drawings.proposal_cards(
        on_tables=account.placed,
        parked=account.parked + account.paused,
        withdrawn=account.withdrawn,
        title=".",
    )
    return _as_file(drawing)


def long_table() -> str:
    """Draw the wide table that stands where an illustrator's own drawing would."""
    return _as_file(drawings.long_table_scene(title=".", on_paper=True))


def wordmark() -> str:
    """Draw the product's name, as it stands in the colophon."""
    return _as_file(drawings.wordmark(title=".", on_paper=True))


def qr(address: str) -> str:
    """Draw the QR code of an address, black on white with a quiet edge of three modules."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * _QUIET_EDGE
    runs = []
    for y, row in enumerate(rows, _QUIET_EDGE):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start + _QUIET_EDGE} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def backgrounds(voices: Iterable[int]) -> str:
    """Write the style rules of the drawings that only decorate.

    One rule per number of voices: a row of small dots in the margin, fourteen to a row. The
    number stands beside them in words.
    """
    rules = [
        _voice_dots(number)
        for number in sorted(set(voices))
        if _FEWEST_VOICE_DOTS <= number <= _MOST_VOICE_DOTS
    ]
    rules.append(f".asks li{{background-image:{_as_background(drawings.round_table())}}}")
    dots = "".join(f'<circle cx="{1.6 + dot * 5}" cy="1.7" r="1.6"/>' for dot in range(3))
    mark = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="14mm" height="3.4mm"'
        f' viewBox="0 0 14 3.4"><g fill="{LIGHT["strong"]}">{dots}</g></svg>'
    )
    rules.append(f".quote{{background-image:{_as_background(mark)}}}")
    return "\n".join(rules)


def _voice_dots(number: int) -> str:
    height = -(-number // 14) * 2.3 + 1.2
    picture = _as_background(drawings.voice_dots(number))
    return f".v{number}{{background-image:{picture};padding-bottom:{height:.1f}mm}}"


def _as_background(picture: str) -> str:
    return f'url("data:image/svg+xml,{quote(str(picture))}")'

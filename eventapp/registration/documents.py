"""A person's pass on paper."""

from __future__ import annotations

from datetime import date
from threading import BoundedSemaphore

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from eventapp.paths import shipped
from eventapp.printing.orders import PrintOrder, print_pdf
from eventapp.registration.passes import Pass
from eventapp.registration.qr import as_svg

# A pass is asked for and given in one request, so that no file with it lies anywhere. The
# press is a process of its own; two at a time leave the server room for everybody else.
_AT_ONCE = BoundedSemaphore(2)
# Nothing in a pass may tell when it was fetched; the file carries one and the same day.
_DAY = date(2000, 1, 1)


def pass_pdf(entry: Pass, *, language: str) -> bytes:
    """Make one page with the pass: no name, no title, no date. Raises DocumentFailed."""
    with force_locale(language):
        html = render_template(
            "registration/print/pass.html",
            language=language,
            title=_("Pass"),
            instruction=_("Show it at the door."),
            help=_("If the code cannot be read, say these eight letters and digits."),
            code=as_svg(entry.code, title=_("QR code for the door."), in_print=True),
            short_code=entry.short_code,
        )
    order = PrintOrder(
        html=html, day=_DAY, styles={"pass.css": shipped("static") / "css/print/pass.css"}
    )
    with _AT_ONCE:
        return print_pdf(order)

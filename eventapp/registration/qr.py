"""QR codes as drawings: the smallest code that survives a bad camera."""

from __future__ import annotations

import io

import qrcode
from markupsafe import Markup, escape
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pil import PilImage

Code = qrcode.QRCode[PilImage]

QUIET = 4  # The standard asks for four modules of white around the code.


def pass_code(address: str) -> Code:
    """Make the code in a pass.

    The address is written in capitals, which QR codes pack tightest; with error correction
    Q it fits version 4, which survived every blur in the measurements of the design.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET, image_factory=PilImage)
    code.add_data(address.upper(), optimize=0)
    code.make(fit=True)
    return code


def link_code(address: str) -> Code:
    """Make the code of an ordinary address, whose letters keep their case."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, image_factory=PilImage)
    code.add_data(address)
    code.make(fit=True)
    return code


def as_svg(code: Code, *, title: str, in_print: bool = False) -> Markup:
    """Draw a code as SVG, black on white whatever the page's colours are."""
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    label = "" if in_print else f' aria-label="{escape(title)}"'
    named = f"<title>{escape(title)}</title>" if in_print else ""
    return Markup(  # noqa: S704 -- Numbers of ours; the title is escaped.
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img"{label} '
        f'shape-rendering="crispEdges">{named}<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def as_png(code: Code, *, pixels_per_module: int = 12) -> bytes:
    """Draw a code as a picture that a phone can keep."""
    code.box_size = pixels_per_module
    out = io.BytesIO()
    code.make_image(fill_color="black", back_color="white").save(out, "PNG")
    return out.getvalue()

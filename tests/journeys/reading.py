"""Reading what a gathering said, on the web and on paper."""

from __future__ import annotations

import re
import subprocess
import unicodedata


def words_on_paper(pdf: bytes) -> str:
    """Give the words of a PDF as a reader can copy them, without spaces, hyphens and breaks."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(read.stdout.decode())


def squeezed(text: str) -> str:
    """Take out what differs between a line on paper and the same words in a form."""
    return re.sub(r"[\s\u200b\u00a0\u00ad-]+", "", unicodedata.normalize("NFC", text))

"""Where finished PDFs are kept."""

from __future__ import annotations

from pathlib import Path

from eventapp.extensions import settings_now


def pdf_path(event_id: int, printing_id: int) -> Path:
    """Give the file of one making of a write-up's PDF."""
    return settings_now().data / "documents" / f"write-up-{event_id}-{printing_id}.pdf"

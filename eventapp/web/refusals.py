"""Refusals in the reader's language."""

from __future__ import annotations

from flask_babel import gettext

from eventapp.errors import DomainError


def sentence_of(refusal: DomainError) -> str:
    """Give the sentence of a refusal, translated and with its gaps filled."""
    translated: str = gettext(refusal.sentence)
    return translated % refusal.gaps if refusal.gaps else translated

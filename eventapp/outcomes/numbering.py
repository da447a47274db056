"""The numbers a reader meets: Theme 1, claim 7, source 2."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eventapp.outcomes.edition import Backing, Claim, Edition, Paragraph


def numbered(edition: Edition) -> Edition:
    """Give the edition with its themes, claims, desired changes and sources numbered.

    Claims and desired changes share one row of numbers from 1, in reading order: it is the
    number that leads from a sentence to its voices. A claim that repeats an earlier one, in the
    same words and with the same evidence or none, gets the earlier one's number, so that a
    message in the summary and the claim it repeats lead to the same place. Quotes get none.
    The same source cited twice keeps its first number.
    """
    themes, claims, sources = count(1), _Numbers(), _Numbers()
    edition = _with_repeated_backing(edition)
    return replace(
        edition,
        sections=tuple(
            replace(
                section,
                theme=next(themes) if section.kind == "theme" else 0,
                paragraphs=tuple(
                    _numbered_paragraph(paragraph, claims, sources)
                    for paragraph in section.paragraphs
                ),
                desired_changes=tuple(
                    replace(change, number=claims.of(("change", change.key)))
                    for change in section.desired_changes
                ),
            )
            for section in edition.sections
        ),
    )


def _with_repeated_backing(edition: Edition) -> Edition:
    """Give a claim that has no evidence what stands behind the claim it repeats."""
    known = {
        claim.text: claim.backing
        for section in edition.sections
        for paragraph in section.paragraphs
        for claim in paragraph.claims
        if claim.backing.evidence
    }
    return replace(
        edition,
        sections=tuple(
            replace(
                section,
                paragraphs=tuple(
                    replace(paragraph, claims=tuple(_backed(c, known) for c in paragraph.claims))
                    for paragraph in section.paragraphs
                ),
            )
            for section in edition.sections
        ),
    )


def _backed(claim: Claim, known: Mapping[str, Backing]) -> Claim:
    if claim.backing.evidence or claim.text not in known:
        return claim
    return replace(claim, backing=known[claim.text])


class _Numbers:
    """Hands out 1, 2, 3 …, and the same number again to whoever has been seen before."""

    def __init__(self) -> None:
        self._given: dict[object, int] = {}

    def of(self, name: object) -> int:
        return self._given.setdefault(name, len(self._given) + 1)


def _numbered_paragraph(paragraph: Paragraph, claims: _Numbers, sources: _Numbers) -> Paragraph:
    return replace(
        paragraph,
        claims=paragraph.claims
        if paragraph.role == "quote"
        else tuple(
            replace(claim, number=claims.of((claim.text, claim.backing)))
            for claim in paragraph.claims
        ),
        sources=tuple(
            replace(source, number=sources.of((source.publisher, source.title, source.year)))
            for source in paragraph.sources
        ),
    )

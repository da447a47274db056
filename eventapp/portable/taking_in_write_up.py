"""From the write-up in a gathering file to rows: sections, paragraphs, sentences, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventapp.outcomes.enums import (
    ChangeKind,
    ChangeStatus,
    ParagraphRole,
    Quantifier,
    SectionKind,
    Voice,
)
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph, Section, SourceCitation
from eventapp.portable.checking import Document
from eventapp.programme.models import Contribution


def sections_of(
    given: Document,
    *,
    contributions: Mapping[str, Contribution],
    day: Callable[[str | None], date | None],
) -> list[Section]:
    """Give the parts of a write-up. ``day`` reads a day of the file, moved if dates are moved."""
    parts = _Parts(contributions, day)
    return [
        parts.section(position, section)
        for position, section in enumerate(given["sections"], start=1)
    ]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Makes the parts, knowing what the keys of contributions have become."""

    contributions: Mapping[str, Contribution]
    day: Callable[[str | None], date | None]

    def section(self, position: int, given: Document) -> Section:
        return Section(
            key=given["key"],
            kind=SectionKind(given["kind"]),
            heading=given["heading"],
            position=position,
            paragraphs=[
                self._paragraph(place, paragraph)
                for place, paragraph in enumerate(given["paragraphs"], start=1)
            ],
            desired_changes=[self._change(change) for change in given.get("desired_changes", ())],
        )

    def _paragraph(self, position: int, given: Document) -> Paragraph:
        link = given["link"] or {"text": "", "url": ""}
        return Paragraph(
            key=given["key"],
            voice=Voice(given["voice"]),
            role=ParagraphRole(given["role"]),
            text=given["text"],
            addressee=given["addressee"],
            link_text=link["text"],
            link_url=link["url"],
            position=position,
            claims=[
                Claim(position=place, **self._backed(claim), **_quantified(claim))
                for place, claim in enumerate(given["claims"], start=1)
            ],
            sources=[
                SourceCitation(position=place, **source)
                for place, source in enumerate(given["sources"], start=1)
            ],
        )

    def _change(self, given: Document) -> DesiredChange:
        return DesiredChange(
            number=given["number"],
            kind=ChangeKind(given["kind"]),
            addressed_to=given["addressed_to"],
            review_on=self.day(given["review_on"]),
            status=ChangeStatus(given["status"]),
            **self._backed(given),
        )

    def _backed(self, given: Document) -> dict[str, Any]:
        """Give what a claim and a desired change have in common."""
        return {
            "key": given["key"],
            "text": given["text"],
            "answered_yes": given["answered_yes"],
            "answered_of": given["answered_of"],
            "evidence": [self.contributions[key] for key in given["evidence"]],
        }


def _quantified(claim: Document) -> dict[str, Quantifier | None]:
    return {"quantifier": Quantifier(claim["quantifier"]) if claim["quantifier"] else None}

"""The write-up as data, for those who want to count or reuse it: ``/e/<slug>/writeup.json``.

The keys are a promise to people outside: they are only ever added to.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventapp.outcomes.edition import Backing, Claim, DesiredChange, Edition, Paragraph, Section

FORMAT = "eventapp.write_up"
VERSION = 1


def edition_json(edition: Edition) -> dict[str, Any]:
    """Give the edition as plain JSON values, holding back what the pages hold back.

    Where a claim has fewer than five voices, ``count``, ``tables``, ``answered_yes`` and
    ``answered_of`` are null and ``evidence`` is empty, exactly as on the page.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "url": edition.public_url,
        "language": edition.language,
        "edition": edition.version,
        "published_on": edition.published_on.isoformat(),
        "title": edition.title,
        "headline_theme": edition.headline_theme,
        "event": {**asdict(edition.event), "starts_on": edition.event.starts_on.isoformat()},
        "figures": asdict(edition.figures),
        "sections": [_section(section) for section in edition.sections],
        "credits": [asdict(credit) for credit in edition.credits],
        "stood_alone": [item.text for item in edition.unused],
        "parked": list(edition.parked),
        "log": [{**asdict(line), "day": line.day.isoformat()} for line in edition.log],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "kind": section.kind,
        "theme": section.theme or None,
        "heading": section.heading,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
        "desired_changes": [_desired_change(change) for change in section.desired_changes],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "key": paragraph.key,
        "voice": paragraph.voice,
        "role": paragraph.role,
        "text": paragraph.text,
        "addressee": paragraph.addressee,
        "claims": [_claim(claim) for claim in paragraph.claims],
        "sources": [asdict(source) for source in paragraph.sources],
        "link": asdict(paragraph.link) if paragraph.link else None,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "key": claim.key,
        "number": claim.number or None,
        "text": claim.text,
        "quantifier": claim.quantifier,
        **_backing(claim.backing),
    }


def _desired_change(change: DesiredChange) -> dict[str, Any]:
    return {
        "key": change.key,
        "position": change.position,
        "number": change.number or None,
        "kind": change.kind,
        "addressed_to": change.addressed_to,
        "text": change.text,
        "review_on": change.review_on.isoformat() if change.review_on else None,
        "status": change.status,
        **_backing(change.backing),
    }


def _backing(backing: Backing) -> dict[str, Any]:
    if backing.is_few:
        return {
            "fewer_than_five": True,
            "contributions": None,
            "tables": None,
            "answered_yes": None,
            "answered_of": None,
            "evidence": [],
        }
    return {
        "fewer_than_five": False,
        "contributions": backing.contributions,
        "tables": backing.tables,
        "answered_yes": backing.answered_yes,
        "answered_of": backing.answered_of,
        "evidence": [
            {"text": item.text, "round": item.round, "own_words": item.own_words}
            for item in backing.shown_evidence
        ],
    }

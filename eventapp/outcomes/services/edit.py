"""Writing the write-up: its parts, their paragraphs, and the sentences in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from eventapp import tokens
from eventapp.db import transaction
from eventapp.events.queries import lock_event
from eventapp.outcomes.enums import (
    ONCE,
    PEERS_ONLY,
    ChangeKind,
    ParagraphRole,
    Quantifier,
    SectionKind,
    Voice,
)
from eventapp.outcomes.errors import HasWriteUp, OnlyOnce, WrongVoice
from eventapp.outcomes.models import (
    Claim,
    DesiredChange,
    Paragraph,
    Section,
    SourceCitation,
    WriteUp,
)
from eventapp.outcomes.queries import (
    change_of,
    claim_of,
    contributions_by_id,
    paragraph_of,
    section_of,
    write_up_of,
)

Part = TypeVar("Part", Section, Paragraph)

# The order in which a new write-up stands; the editor may change it.
OUTLINE = (
    SectionKind.LEAD,
    SectionKind.SUMMARY,
    SectionKind.METHOD,
    SectionKind.THEME,
    SectionKind.THEME,
    SectionKind.DESIRED_CHANGE,
    SectionKind.CLOSING,
    SectionKind.CALL,
    SectionKind.BACKGROUND,
    SectionKind.THANKS,
    SectionKind.ALONE,
    SectionKind.COLOPHON,
)


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """Where somebody else's words or findings are published."""

    publisher: str
    title: str
    year: int | None
    url: str
    quoted_text: str


@dataclass(frozen=True, slots=True)
class ParagraphDetails:
    """A paragraph as the editor writes it."""

    voice: Voice
    role: ParagraphRole
    text: str
    addressee: str = ""
    link_text: str = ""
    link_url: str = ""
    source: SourceDetails | None = None


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """A sentence in the peers' voice and what stands behind it."""

    text: str
    quantifier: Quantifier | None
    answered_yes: int | None
    answered_of: int | None
    evidence: Sequence[int]


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """Something the peers ask somebody for."""

    kind: ChangeKind
    addressed_to: str
    text: str
    review_on: date | None
    answered_yes: int | None
    answered_of: int | None
    evidence: Sequence[int]


def begin_write_up(*, event_id: int) -> None:
    """Begin a write-up with the usual parts in the usual order. Raises HasWriteUp."""
    with transaction() as session:
        event = lock_event(session, event_id)
        if write_up_of(session, event.id) is not None:
            raise HasWriteUp
        session.add(
            WriteUp(
                event_id=event.id,
                sections=[
                    Section(key=_key("s"), kind=kind, position=position)
                    for position, kind in enumerate(OUTLINE, start=1)
                ],
            )
        )


def add_section(*, event_id: int, kind: SectionKind, heading: str) -> None:
    """Add a part at the end. Raises OnlyOnce for a second one of what the program writes."""
    with transaction() as session:
        lock_event(session, event_id)
        write_up = write_up_of(session, event_id)
        if write_up is None:
            return
        if kind in ONCE and any(section.kind is kind for section in write_up.sections):
            raise OnlyOnce
        write_up.sections.append(
            Section(key=_key("s"), kind=kind, heading=heading, position=len(write_up.sections) + 1)
        )


def rename_section(*, event_id: int, section_id: int, heading: str) -> None:
    """Give a part another heading."""
    with transaction() as session:
        section_of(session, event_id, section_id).heading = heading


def move_section(*, event_id: int, section_id: int, down: bool) -> None:
    """Move a part one place up or down; at the end it stays."""
    with transaction() as session:
        lock_event(session, event_id)
        section = section_of(session, event_id, section_id)
        _move(section.write_up.sections, section, down=down)


def remove_section(*, event_id: int, section_id: int) -> None:
    """Take a part out with all that stands in it."""
    with transaction() as session:
        section = section_of(session, event_id, section_id)
        section.write_up.sections.remove(section)


def write_paragraph(
    *, event_id: int, section_id: int, paragraph_id: int | None, details: ParagraphDetails
) -> None:
    """Write a new paragraph at the end of a part, or another text in an old one.

    Raises WrongVoice for the host's or a source's words where only peers speak.
    """
    with transaction() as session:
        section = section_of(session, event_id, section_id)
        if section.kind in PEERS_ONLY and details.voice is not Voice.PEERS:
            raise WrongVoice
        if paragraph_id is None:
            paragraph = Paragraph(key=_key("p"), position=_end(section.paragraphs))
            section.paragraphs.append(paragraph)
        else:
            paragraph = paragraph_of(session, event_id, paragraph_id)
        _apply_paragraph(paragraph, details)


def move_paragraph(*, event_id: int, paragraph_id: int, down: bool) -> None:
    """Move a paragraph one place up or down in its part."""
    with transaction() as session:
        lock_event(session, event_id)
        paragraph = paragraph_of(session, event_id, paragraph_id)
        _move(paragraph.section.paragraphs, paragraph, down=down)


def remove_paragraph(*, event_id: int, paragraph_id: int) -> None:
    """Take a paragraph out; the contributions behind it stay."""
    with transaction() as session:
        paragraph = paragraph_of(session, event_id, paragraph_id)
        paragraph.section.paragraphs.remove(paragraph)


def write_claim(
    *,
    event_id: int,
    section_id: int,
    claim_id: int | None,
    role: ParagraphRole,
    addressee: str,
    details: ClaimDetails,
) -> None:
    """Write a sentence in the peers' voice as a paragraph of its own, or change one."""
    with transaction() as session:
        if claim_id is None:
            section = section_of(session, event_id, section_id)
            paragraph = Paragraph(
                key=_key("p"), voice=Voice.PEERS, position=_end(section.paragraphs)
            )
            section.paragraphs.append(paragraph)
            claim = Claim(key=_key("u"), position=1)
            paragraph.claims.append(claim)
        else:
            claim = claim_of(session, event_id, claim_id)
        claim.paragraph.role, claim.paragraph.addressee = role, addressee
        claim.text, claim.quantifier = details.text, details.quantifier
        claim.answered_yes, claim.answered_of = details.answered_yes, details.answered_of
        claim.evidence = list(contributions_by_id(session, event_id, details.evidence))


def write_change(
    *, event_id: int, section_id: int, change_id: int | None, details: ChangeDetails
) -> None:
    """Write down something the peers ask for, or change it."""
    with transaction() as session:
        if change_id is None:
            section = section_of(session, event_id, section_id)
            change = DesiredChange(key=_key("c"), number=len(section.desired_changes) + 1)
            section.desired_changes.append(change)
        else:
            change = change_of(session, event_id, change_id)
        change.kind, change.addressed_to = details.kind, details.addressed_to
        change.text, change.review_on = details.text, details.review_on
        change.answered_yes, change.answered_of = details.answered_yes, details.answered_of
        change.evidence = list(contributions_by_id(session, event_id, details.evidence))


def remove_change(*, event_id: int, change_id: int) -> None:
    """Take a desired change out, and number the rest anew."""
    with transaction() as session:
        change = change_of(session, event_id, change_id)
        section = change.section
        section.desired_changes.remove(change)
        for number, left in enumerate(section.desired_changes, start=1):
            left.number = number


def _key(letter: str) -> str:
    """Make a name that stays when the order changes, so that links keep working."""
    return letter + tokens.new_secret()[:8].lower()


def _end(siblings: Sequence[Paragraph]) -> int:
    return max((one.position for one in siblings), default=0) + 1


def _move(siblings: Sequence[Part], part: Part, *, down: bool) -> None:
    """Change places with the neighbour above or below, and number all of them anew."""
    order = list(siblings)
    here = order.index(part)
    there = here + (1 if down else -1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for position, one in enumerate(order, start=1):
        one.position = position


def _apply_paragraph(paragraph: Paragraph, details: ParagraphDetails) -> None:
    paragraph.voice, paragraph.role = details.voice, details.role
    paragraph.text, paragraph.addressee = details.text, details.addressee
    paragraph.link_text, paragraph.link_url = details.link_text, details.link_url
    paragraph.sources.clear()
    if details.source is not None:
        paragraph.sources.append(
            SourceCitation(
                publisher=details.source.publisher,
                title=details.source.title,
                year=details.source.year,
                url=details.source.url,
                quoted_text=details.source.quoted_text,
                position=1,
            )
        )

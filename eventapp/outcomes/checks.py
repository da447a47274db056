"""What a write-up still needs before it can be published, a sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eventapp.errors import N_
from eventapp.outcomes.edition import Backing, Claim, Edition, Paragraph


class Need(StrEnum):
    """What is missing, as the editor reads it."""

    EVIDENCE = N_("This sentence has no contribution behind it.")
    SECOND_VOICE = N_("Only one voice is behind this sentence. Say “one person”.")
    COUNT = N_("This word for how many needs a count of people who answered.")
    SMALLER_WORD = N_("The count does not carry this word for how many. Choose a smaller one.")
    HEADING = N_("This theme has no title.")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to mend: where it is, and what it needs."""

    key: str
    text: str
    need: Need


# The least share of those who answered, by word, and the least share of all who must have
# answered. The ladder is printed in the colophon of every write-up.
_SHARES = {
    "all": (1.0, 0.8),
    "broad_agreement": (0.8, 0.5),
    "most": (0.5, 0.0),
    "many": (1 / 3, 0.0),
}
_SEVERAL = 3
_SEVERAL_TABLES = 2


def open_points(edition: Edition) -> list[OpenPoint]:
    """List everything that stands in the way of publishing, in reading order."""
    found = []
    for section in edition.sections:
        if section.kind == "theme" and not section.heading.strip():
            found.append(OpenPoint(section.key, "", Need.HEADING))
        for paragraph in section.paragraphs:
            for claim in paragraph.claims:
                need = _need_of(claim, paragraph, participants=edition.figures.participants)
                if need is not None:
                    found.append(OpenPoint(claim.key, claim.text, need))
        found += [
            OpenPoint(change.key, change.text, Need.EVIDENCE)
            for change in section.desired_changes
            if not change.backing.evidence
        ]
    return found


def _need_of(claim: Claim, paragraph: Paragraph, *, participants: int) -> Need | None:
    if not claim.backing.evidence:
        # A message may repeat a claim that stands further down, with its evidence.
        return None if paragraph.role == "message" else Need.EVIDENCE
    if claim.quantifier is None:
        is_alone = claim.backing.voices < 2  # noqa: PLR2004 -- Two voices are the least.
        return Need.SECOND_VOICE if is_alone else None
    if claim.quantifier in _SHARES:
        return _share_need(claim, participants)
    return _count_need(claim)


def _share_need(claim: Claim, participants: int) -> Need | None:
    backing = claim.backing
    if backing.answered_yes is None or not backing.answered_of:
        return Need.COUNT
    share, turnout = _SHARES[str(claim.quantifier)]
    said_yes = backing.answered_yes / backing.answered_of
    enough = said_yes > share if claim.quantifier == "most" else said_yes >= share
    if not enough or backing.answered_of < turnout * participants:
        return Need.SMALLER_WORD
    return None


def _count_need(claim: Claim) -> Need | None:
    backing, word = claim.backing, claim.quantifier
    if word in {"most_weight", "especially"}:
        return None if backing.is_counted else Need.COUNT
    if word == "several" and not _are_several(backing):
        return Need.SMALLER_WORD
    if word == "some" and backing.voices < 2:  # noqa: PLR2004 -- Two voices are the least.
        return Need.SMALLER_WORD
    return None


def _are_several(backing: Backing) -> bool:
    if backing.answered_yes is not None:
        return backing.answered_yes >= _SEVERAL
    return backing.contributions >= _SEVERAL and backing.tables_of_one_round >= _SEVERAL_TABLES

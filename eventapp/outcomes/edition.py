"""One published write-up as plain values: everything a reader sees, already looked up.

The web page, the PDF and the data edition are three views of the same ``Edition``. It
knows no database and no web, so an edition can be built in a test, kept and compared.

Two rules are settled here, so that no view can get them wrong:

* Contributions are counted as contributions, never as people (the maths in the design).
* A claim with fewer than five voices shows no count and none of the words behind it: in
  so small a group a reader could guess who spoke. ``evidence`` may hold the words; every
  view asks ``shown_evidence`` instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SMALLEST_GROUP = 5
"""A group of fewer people or contributions than this is never counted out loud."""

Language = Literal["da", "en"]
Voice = Literal["peers", "host", "source"]
Role = Literal[
    "plain", "message", "lead_sentence", "subheading", "disagreement", "quote", "meaning"
]
SectionKind = Literal[
    "lead",
    "summary",
    "method",
    "context",
    "theme",
    "desired_change",
    "closing",
    "next",
    "call",
    "background",
    "thanks",
    "alone",
    "colophon",
]
Quantifier = Literal[
    "all",
    "broad_agreement",
    "most",
    "many",
    "several",
    "some",
    "single",
    "most_weight",
    "especially",
]
ChangeKind = Literal["lack", "wish", "dream"]
ChangeStatus = Literal["open", "taken_up", "answered", "let_go"]
CreditRole = Literal["host", "partner", "project", "funder", "illustrator", "venue"]


@dataclass(frozen=True, slots=True)
class EventFacts:
    """When and where it was, who held it and whom to write to."""

    starts_on: date
    venue: str
    town: str
    host: str
    contact_name: str = ""
    contact_address: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How many came from one region. The caller has made sure no group is too small."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Engagement:
    """How many are paid peers and how many volunteer; absent when either is too small."""

    paid: int
    volunteer: int


@dataclass(frozen=True, slots=True)
class ProposalAccount:
    """What became of every theme proposal: placed + parked + withdrawn + paused = total.

    ``reopened`` counts those that were paused once and came back; they are counted again
    where they ended. Nobody can reword a proposal, so ``reworded`` is always 0: it is
    printed because it is a promise.
    """

    total: int
    from_peers: int
    placed: int
    parked: int
    withdrawn: int
    paused: int = 0
    reopened: int = 0
    reworded: int = 0


@dataclass(frozen=True, slots=True)
class ContributionAccount:
    """What became of every contribution: used + unused + paused + withdrawn = total."""

    total: int
    used: int
    unused: int
    paused: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of the gathering that the program writes about."""

    participants: int
    proposals: ProposalAccount
    contributions: ContributionAccount
    rounds: int
    tables: int
    answered: int
    """How many people answered at least one proposal card, of ``participants``."""
    read_by: int
    """How many read the text through before it was published, of ``read_of``."""
    read_of: int
    regions: tuple[RegionCount, ...] = ()
    engagement: Engagement | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One contribution behind a claim, in the words that were noted at the table.

    The round is told and the table is not: nobody is shown who sat where.
    """

    key: str
    text: str
    round: int
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Backing:
    """How much stands behind a sentence in the peers' voice.

    ``answered_yes`` of ``answered_of`` people is set when hands, dots or ballots were
    counted; then that is the number of voices, and otherwise the contributions are.
    ``tables_of_one_round`` is the most tables of any one round: people change tables between
    rounds, so two tables of different rounds may be the same people.
    """

    evidence: tuple[Evidence, ...] = ()
    tables: int = 0
    answered_yes: int | None = None
    answered_of: int | None = None
    tables_of_one_round: int = 0

    @property
    def contributions(self) -> int:
        """Count the contributions behind the sentence."""
        return len(self.evidence)

    @property
    def is_counted(self) -> bool:
        """Tell whether people were counted, and not only contributions."""
        return self.answered_yes is not None and self.answered_of is not None

    @property
    def voices(self) -> int:
        """Give the number the sentence rests on."""
        return self.answered_yes if self.answered_yes is not None else self.contributions

    @property
    def is_few(self) -> bool:
        """Tell whether the voices are so few that number and words are held back."""
        return self.voices < SMALLEST_GROUP

    @property
    def shown_evidence(self) -> tuple[Evidence, ...]:
        """Give the words a reader may see: all of them, or none when the voices are few."""
        return () if self.is_few else self.evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence in the peers' voice and what stands behind it.

    ``number`` is 0 until ``numbering.numbered`` has given it one; a quote keeps 0, because its
    words are its own evidence.
    """

    key: str
    text: str
    backing: Backing
    quantifier: Quantifier | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody else's published words or findings, and where they are."""

    publisher: str
    title: str
    year: int | None = None
    url: str = ""
    quoted_text: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One link after a paragraph."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in one voice. In the peers' voice its claims hold the words."""

    key: str
    voice: Voice
    role: Role = "plain"
    text: str = ""
    addressee: str = ""
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class DesiredChange:
    """Something the peers ask somebody for; it lives on until it is answered."""

    key: str
    position: int
    kind: ChangeKind
    addressed_to: str
    text: str
    backing: Backing
    review_on: date | None = None
    status: ChangeStatus = "open"
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the write-up, where the editor put it.

    ``theme`` is the number in "Theme 1"; 0 until ``numbering.numbered`` has given it one, and
    for every section that is not an outcome theme.
    """

    key: str
    kind: SectionKind
    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    desired_changes: tuple[DesiredChange, ...] = ()
    theme: int = 0

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Give the voices that speak here, each once, in the order they begin."""
        return tuple(dict.fromkeys(paragraph.voice for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody to thank: a host, a partner, a funder, an illustrator."""

    role: CreditRole
    name: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the open log: who (as a role) did what, when and why."""

    day: date
    role: str
    did: str
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one write-up, complete."""

    slug: str
    language: Language
    version: int
    published_on: date
    public_url: str
    title: str
    headline_theme: str
    event: EventFacts
    figures: Figures
    sections: tuple[Section, ...]
    credits: tuple[Credit, ...] = ()
    unused: tuple[Evidence, ...] = ()
    parked: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()

    def of_kind(self, kind: SectionKind) -> tuple[Section, ...]:
        """Give the sections of one kind, in order."""
        return tuple(section for section in self.sections if section.kind == kind)

    @property
    def claims(self) -> tuple[Claim | DesiredChange, ...]:
        """Give everything that has a number, each once, in the order of the numbers.

        A message that repeats a claim carries the claim's number; the claim that stands
        first is the one given here.
        """
        found: dict[int, Claim | DesiredChange] = {}
        for item in _claims_in(self.sections):
            if item.number:
                found.setdefault(item.number, item)
        return tuple(found[number] for number in sorted(found))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Give every source once, in the order of their numbers."""
        found = {
            source.number: source
            for section in self.sections
            for paragraph in section.paragraphs
            for source in paragraph.sources
        }
        return tuple(found[number] for number in sorted(found))


def _claims_in(sections: tuple[Section, ...]) -> Iterator[Claim | DesiredChange]:
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.claims
        yield from section.desired_changes

"""Whole editions for tests: every kind of part, every role, every count, in one write-up.

The words are made up. ``full_edition`` is written in Danish and ``english_edition`` in
English; ``hostile_edition`` holds what somebody might type to break a page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eventapp.outcomes.edition import (
    Backing,
    ChangeKind,
    Claim,
    ContributionAccount,
    Credit,
    DesiredChange,
    Edition,
    Engagement,
    EventFacts,
    Evidence,
    Figures,
    Link,
    LogLine,
    Paragraph,
    ProposalAccount,
    RegionCount,
    Role,
    Section,
    Source,
)


def evidence(name: str, count: int) -> tuple[Evidence, ...]:
    """Give so many contributions, each with words of its own."""
    return tuple(
        Evidence(f"{name}{number}", f"Sagt om {name}, nummer {number}.", 1 + number % 2)
        for number in range(1, count + 1)
    )


def claim(
    name: str, text: str, contributions: int, *, yes: int | None = None, of: int | None = None
) -> Claim:
    """Give a claim with so many contributions behind it."""
    backing = Backing(evidence(name, contributions), min(contributions, 4), yes, of)
    return Claim(name, text, backing)


def peers(key: str, role: Role, *claims: Claim, addressee: str = "") -> Paragraph:
    """Give a paragraph in the peers' voice."""
    return Paragraph(key, "peers", role, claims=claims, addressee=addressee)


SOURCE_OF_PEERS = Source(
    "Kystens Universitet", "Om at gå ved siden af", 2019, "https://example.org/ved-siden-af"
)


def _theme(key: str, heading: str) -> Section:
    return Section(
        key,
        "theme",
        heading,
        (
            peers(
                f"{key}p1",
                "lead_sentence",
                claim(
                    f"{key}a",
                    f"De fleste i {key} sagde, at tiden er det vigtigste.",
                    6,
                    yes=30,
                    of=44,
                ),
            ),
            peers(
                f"{key}p2",
                "plain",
                claim(
                    f"{key}b",
                    f"Flere i {key} har prøvet at vente sammen med nogen, og det hjalp.",
                    7,
                ),
                claim(f"{key}c", f"Nogle i {key} har prøvet det modsatte.", 3),
            ),
            Paragraph(f"{key}p3", "peers", "subheading", f"Som kolleger i {key}"),
            peers(
                f"{key}p4", "plain", claim(f"{key}d", f"Mange i {key} spørger, før de svarer.", 12)
            ),
            peers(f"{key}p5", "quote", claim(f"{key}q", f"Jeg satte mig bare i {key}.", 1)),
            peers(
                f"{key}p6",
                "disagreement",
                claim(f"{key}e", f"I {key} vil nogle tale først, andre sidst.", 9),
            ),
            peers(
                f"{key}p7",
                "meaning",
                claim(f"{key}f", f"Du får en ved siden af dig i {key}.", 5),
                addressee="For den, der får støtte",
            ),
            peers(
                f"{key}p8",
                "meaning",
                claim(f"{key}g", f"Du får en at spørge i {key}.", 2),
                addressee="For kollegaen",
            ),
        ),
    )


def _desired_changes() -> Section:
    kinds: tuple[ChangeKind, ...] = ("lack", "wish", "dream")
    return Section(
        "w",
        "desired_change",
        "Det beder vi om",
        desired_changes=tuple(
            DesiredChange(
                f"w{position}",
                position,
                kind,
                f"Dem på kontor {position}",
                f"Vi beder om {position} stole mere. Sæt dem tæt på vinduet.",
                Backing(evidence(f"w{position}", 6), 3),
                date(2028, 3, 4),
            )
            for position, kind in enumerate(kinds, 1)
        ),
    )


def full_edition() -> Edition:
    """Give a Danish edition with one of everything."""
    return Edition(
        slug="ved-vandet",
        language="da",
        version=1,
        published_on=date(2027, 3, 20),
        public_url="https://traef.example/e/ved-vandet/writeup",
        title="Træf ved vandet",
        headline_theme="Når nogen bliver siddende",
        event=EventFacts(
            date(2027, 3, 6),
            "Salen i Bådehuset",
            "Strandby",
            "Foreningen Bænken",
            "Mette Sø",
            "hej@baenken.example",
            "00 11 22 33",
        ),
        figures=Figures(
            participants=55,
            proposals=ProposalAccount(31, 31, placed=27, parked=3, withdrawn=1, reopened=1),
            contributions=ContributionAccount(143, used=140, unused=3),
            rounds=2,
            tables=14,
            answered=44,
            read_by=41,
            read_of=55,
            regions=(
                RegionCount("Hovedstaden", 19),
                RegionCount("Sjælland", 14),
                RegionCount("Syddanmark", 12),
                RegionCount("Midtjylland", 10),
            ),
            engagement=Engagement(31, 24),
        ),
        sections=(
            Section("l", "lead", "Velkommen indenfor", (Paragraph("l1", "host", text="Vi åbnede døren klokken ni."),)),
            Section(
                "s",
                "summary",
                "",
                (
                    peers("s1", "message", claim("m1", "Vi bliver siddende, når andre går.", 8)),
                    # The same words as a claim further down: one number for both.
                    peers("s2", "message", Claim("m2", "Mange i t1 spørger, før de svarer.", Backing())),
                    peers("s3", "message", claim("m3", "Vi vil gerne ses af hinanden.", 2)),
                ),
            ),
            Section("c", "context", "", (Paragraph("c1", "source", text="Det er prøvet før, og det gik godt.", sources=(SOURCE_OF_PEERS,)),)),
            Section("m", "method", "", (Paragraph("mm1", "host", text="Vi bryggede kaffe hele dagen."),)),
            _theme("t1", "At være der"),
            _theme("t2", "At blive ved"),
            _desired_changes(),
            Section("n", "next", "", (Paragraph("n1", "host", text="Vi ringer til kontorerne på mandag."),)),
            Section("e", "closing", "Da lyset blev slukket", (Paragraph("e1", "host", text="Båden lå stille i havnen."),)),
            Section("k", "call", "", (Paragraph("k1", "host", text="Kom med igen.", link=Link("Skriv dig op", "https://baenken.example/brev")),)),
            Section(
                "b",
                "background",
                "",
                (
                    Paragraph("b1", "source", text="En anden har skrevet om det.", sources=(Source("Havnens Forlag", "Bænke", 2011, "", "en bænk er også et sted"), SOURCE_OF_PEERS)),
                    Paragraph("b2", "host", text="Vi læste begge dele."),
                ),
            ),
            Section("g", "thanks", "", (Paragraph("g1", "host", text="Tak til måger og mennesker."),)),
            Section("o", "alone"),
            Section("z", "colophon"),
        ),
        credits=(
            Credit("host", "Foreningen Bænken"),
            Credit("funder", "Fonden Fyret", "Betalte bussen", "https://fyret.example/"),
            Credit("illustrator", "Ea Lind"),
        ),
        unused=(Evidence("x1", "Musik siger mere.", 1), Evidence("x2", "Regn er også vejr.", 2)),
        parked=("Løn og løfter", "Nattevagter"),
        log=(LogLine(date(2027, 2, 1), "organiser", "viste reglen frem", "for alle", "Den skal kendes først."),),
    )  # fmt: skip


def english_edition() -> Edition:
    """Give the same edition, to be read in English."""
    return replace(full_edition(), language="en")


HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} \r\nX-Evil: 1 \u202eevil\u202c \x00\x07 "
    "👩‍👩‍👧‍👦 =HYPERLINK(1) ]]> --> </style><img src=http://127.0.0.1:9/x> url(file:///etc/passwd) "
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301 " + "ø" * 5000
)


def hostile_edition() -> Edition:
    """Give the edition with hostile words in every place a person can write in."""
    edition = full_edition()
    bad = Claim("bad", HOSTILE, Backing((Evidence("bad1", HOSTILE, 1),) * 6, 3))
    first = replace(
        edition.sections[0],
        key='"><script>',
        heading=HOSTILE[:200],
        paragraphs=(
            Paragraph(
                "h1",
                "host",
                text=HOSTILE,
                sources=(
                    Source(HOSTILE[:300], HOSTILE[:300], 1, "javascript:alert(1)", HOSTILE[:300]),
                ),
                link=Link(HOSTILE[:100], "file:///etc/passwd"),
            ),
            peers("h2", "plain", bad),
        ),
    )
    return replace(
        edition,
        title=HOSTILE[:300],
        headline_theme=HOSTILE[:300],
        event=replace(edition.event, host=HOSTILE[:200], venue=HOSTILE[:200]),
        sections=(first, *edition.sections[1:]),
        credits=(Credit("partner", HOSTILE[:200], HOSTILE[:200], "javascript:alert(1)"),),
        parked=(HOSTILE[:500],),
    )

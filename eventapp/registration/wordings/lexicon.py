"""Words that would tell a stranger what a discreet mail is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What such words hold, Danish and English, anywhere in them: Danish puts words together.
_TELLING = re.compile(
    r"peer|psyk|psych|recover|bedring|krise|crisis|sårbar|vulnerab|pårørende|relatives"
    r"|erfaring|experience|støtte|support|mental|sindslid|sygdom|illness|diagnos|behandl|lidelse"
    r"|ensom|lonel|angst|anxiet|depress|patient|træf|gathering",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")
# Words of every day that titles hold and that tell nothing by themselves.
_OF_EVERY_DAY = frozenset(
    _WORD.findall(
        "alle altid anden andet andre begge bliver dagen denne dette deres derfor efter eller "
        "endnu fælles første gang gode godt have hele helt hende hinanden hold holder hver hvad "
        "hvem hvis hvor hvordan igen ikke ingen kommer komme kunne lige lørdag mandag tirsdag "
        "onsdag torsdag fredag søndag mange mellem mere meget mindre mod måske ned nogen noget "
        "nogle også over plads sammen samme selv siden sidste side skal skulle sted stedet under "
        "uden vores være været ville about after again also always been before between both come "
        "coming could each every from good have here into just know like make many more most much "
        "next none other ours over page place same seat should some such than that their them "
        "then there these they thing this time together under until very want week welcome were "
        "what when where which while will with without would year your monday tuesday wednesday "
        "thursday friday saturday sunday"
    )
)


def own_words(*told: str) -> frozenset[str]:
    """Give the words that names and titles are known by, less those of every day."""
    words = {word.casefold() for text in told for word in _WORD.findall(text)}
    return frozenset(words - _OF_EVERY_DAY)


def telling_words(text: str, *, own: Iterable[str]) -> Sequence[str]:
    """List the words of a text that tell what it is about, as they stand there, each once."""
    known = frozenset(own)
    found = [
        word[0]
        for word in re.finditer(r"\w+", text)
        if word[0].casefold() in known or _TELLING.search(word[0])
    ]
    return list(dict.fromkeys(found))

"""Words by which a question asks for more than we want to know (privacy: ask little).

It only ever points. Nothing is blocked: the organiser knows best what has to be asked.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.questions.enums import Topic

# Beginnings of words in Danish and English. One that ends in a full stop is the whole word;
# one that begins with a star may also stand at the end of a compound, as in "kostallergi".
_WORDS: Final[dict[Topic, tuple[str, ...]]] = {
    Topic.HEALTH: (
        "*diagnos",
        "*medicin",
        "helbred",
        "*sygdom",
        "sygemeld",
        "syg.",
        "lidelse",
        "indlagt",
        "indlæg.",
        "indlæggelse",
        "behandl",
        "psykiatri",
        "psykisk",
        "psykos",
        "symptom",
        "misbrug",
        "selvmord",
        "angst",
        "depression",
        "bipolar",
        "skizofren",
        "adhd",
        "autis",
        "terapi",
        "læge.",
        "lægens",
        "medication",
        "medical",
        "health",
        "illness",
        "disease",
        "sick.",
        "disorder",
        "hospital",
        "psychiatr",
        "psychosis",
        "psychotic",
        "treatment",
        "therap",
        "symptom",
        "addict",
        "suicid",
        "anxiety",
        "schizophren",
        "autism",
        "doctor",
    ),
    Topic.NEEDS: (
        "*allergi",
        "*allergy",
        "vegetar",
        "vegan",
        "kost.",
        "kosten",
        "diæt",
        "gluten",
        "laktos",
        "lactose",
        "diet",
        "handicap",
        "kørestol",
        "wheelchair",
        "disab",
        "hørelse",
        "teleslynge",
        "hearing",
        "tegnsprog",
        "ledsager",
    ),
    Topic.CPR: ("cpr", "personnummer", "civil registration", "social security"),
    Topic.BIRTH: (
        "fødselsd",
        "fødselsår",
        "født",
        "fødselsnummer",
        "alder.",
        "hvor gammel",
        "date of birth",
        "birthday",
        "birth date",
        "birthdate",
        "year of birth",
        "born",
        "age.",
        "how old",
    ),
    Topic.ADDRESS: (
        "adresse",
        "hjemadresse",
        "bopæl",
        "postnummer",
        "hvor bor",
        "address",
        "home address",
        "postcode",
        "zip code",
        "where do you live",
    ),
    Topic.PHONE: ("telefon", "mobilnummer", "tlf", "phone", "mobile number", "telephone"),
    Topic.EMPLOYER: (
        "arbejdsgiver",
        "arbejdsplads",
        "arbejdssted",
        "ansat",
        "ansættelse",
        "hvor arbejder",
        "employer",
        "workplace",
        "employed",
        "where do you work",
        "place of work",
    ),
}


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    pieces = []
    for word in words:
        bare = word.strip("*.").replace(" ", r"\s+")
        before = "" if word.startswith("*") else r"(?<!\w)"
        after = r"(?!\w)" if word.endswith(".") else ""
        pieces.append(f"{before}{bare}{after}")
    return re.compile("|".join(pieces), re.IGNORECASE)


_PATTERNS: Final = {topic: _pattern(words) for topic, words in _WORDS.items()}


def topics_in(*texts: str) -> list[Topic]:
    """List what the texts of a question ask for that we would rather not know."""
    whole = "\n".join(texts)
    return [topic for topic, pattern in _PATTERNS.items() if pattern.search(whole)]

"""The two demo gatherings keep the promises the product makes, checked without the application.

The files are read as plain JSON, so a failure here is never the importer's.
The rules come from ``docs/gathering-file.md``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
SCHEMA: Json = json.loads((ROOT / "docs/gathering.schema.json").read_text(encoding="utf-8"))
PUBLISHED: Json = json.loads((ROOT / "eventapp/demo/published.json").read_text(encoding="utf-8"))
TODAY: Json = json.loads((ROOT / "eventapp/demo/today.json").read_text(encoding="utf-8"))
BOTH = pytest.mark.parametrize("doc", [PUBLISHED, TODAY], ids=["published", "today"])

SECTIONS: list[Json] = PUBLISHED["write_up"]["sections"]
THEMES = [section for section in SECTIONS if section["kind"] == "theme"]
SAID: dict[str, Json] = {row["key"]: row for row in PUBLISHED["contributions"]}
CHANGES: list[Json] = next(s for s in SECTIONS if s["kind"] == "desired_change")["desired_changes"]

# The parts of the write-up that the product is modelled on, in its own order: the kind of
# section, and how many sentences of which voice need a place there.
MODEL: list[tuple[str, dict[str, int]]] = [
    ("lead", {"host": 1}),
    ("context", {"host": 2, "source": 1}),
    ("method", {"host": 2}),
    ("theme", {"peers": 6}),
    ("theme", {"peers": 5}),
    ("desired_change", {"peers": 3}),
    ("closing", {"host": 2}),
    ("call", {"host": 2}),
    ("background", {"source": 4, "host": 1}),
    ("thanks", {"host": 1}),
]
QUANTITY_WORDS = {
    r"\balle\b": "all",
    r"\bbred enighed\b": "broad_agreement",
    r"\bde fleste\b": "most",
    r"\bmange\b": "many",
    r"\bflere\b": "several",
    r"\bnogle\b": "some",
    r"\ben enkelt\b": "single",
    r"\bmest vægt\b": "most_weight",
    r"\bisær\b": "especially",
}
SHARE_AT_LEAST = {"many": 1 / 3, "broad_agreement": 0.8, "all": 1.0}
ANSWERED_AT_LEAST = {"broad_agreement": 0.5, "all": 0.8}
CALENDAR_WORDS = re.compile(
    r"\b((man|tirs|ons|tors|fre|lør|søn)dag|(januar|februar|marts|april|maj|juni|juli|august"
    r"|september|oktober|november|december)\b)|\b\d{1,2}[./]\s?\d{1,2}[./]",
    re.IGNORECASE,
)
WORDS_WE_NEVER_USE = re.compile(
    r"\bbruger(e|en|ne|nes)?\b|patient|\brapport|\breferat|desværre|afvist|klient",
    re.IGNORECASE,
)
RESERVED_HOSTS = re.compile(r"(^|\.)(example\.(org|com|net)|[a-z]+\.example|example)$")


def claims_of(section: Json) -> list[Json]:
    """Every claim of one section, in reading order."""
    return [claim for paragraph in section["paragraphs"] for claim in paragraph["claims"]]


CLAIMS = [claim for section in SECTIONS for claim in claims_of(section)]


def strings_in(value: object) -> Iterator[str]:
    """Every text a person could read, but what the sources said in their own words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from chain.from_iterable(map(strings_in, value))
    elif isinstance(value, dict):
        kept = (part for name, part in value.items() if name != "sources")
        yield from chain.from_iterable(map(strings_in, kept))


def tables_of(doc: Json) -> list[tuple[int, Json]]:
    """Each table with the number of its round."""
    return [(r["number"], table) for r in doc["rounds"] for table in r["tables"]]


def count(rows: Iterable[Json], name: str) -> dict[Any, int]:
    """How many rows there are of each value of one field."""
    return dict(Counter(row[name] for row in rows))


def subsequence(wanted: Iterable[object], given: Iterable[object]) -> bool:
    """Whether everything wanted is found in what is given, in the same order."""
    rest = iter(given)
    return all(any(item == found for found in rest) for item in wanted)


@BOTH
def test_the_file_follows_the_schema(doc: Json) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    faults = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(doc)]
    assert faults == []


@BOTH
def test_every_object_in_the_schema_refuses_what_it_does_not_know(doc: Json) -> None:
    stray = json.loads(json.dumps(doc))
    places = [stray, stray["organisation"], stray["gathering"], stray["gathering"]["venue"]]
    places += [stray[name][0] for name in ("proposals", "rounds", "contributions", "log")]
    places += [stray["people"][0], stray["rounds"][0]["tables"][0]]
    for place in places:
        place["ip_address"] = "192.0.2.1"
        assert not Draft202012Validator(SCHEMA).is_valid(stray)
        del place["ip_address"]
    assert Draft202012Validator(SCHEMA).is_valid(stray)


def test_a_draft_may_still_lack_what_publication_demands() -> None:
    bare = json.loads(json.dumps(PUBLISHED))
    bare["write_up"] |= {"status": "draft", "published_on": None}
    for section in bare["write_up"]["sections"]:
        for paragraph in section["paragraphs"]:
            paragraph["sources"] = []
        for claim in claims_of(section):
            if claim["quantifier"] != "single":
                claim |= {"evidence": [], "answered_yes": None, "answered_of": None}
    assert Draft202012Validator(SCHEMA).is_valid(bare)
    bare["write_up"] |= {"status": "published", "published_on": "2027-06-01"}
    assert not Draft202012Validator(SCHEMA).is_valid(bare)


@BOTH
def test_keys_are_unique_and_every_reference_resolves(doc: Json) -> None:
    sections = (doc["write_up"] or {"sections": []})["sections"]
    paragraphs = [p for s in sections for p in s["paragraphs"]]
    claims = [c for p in paragraphs for c in p["claims"]]
    changes = [c for s in sections for c in s.get("desired_changes", [])]
    named = [doc["proposals"], doc["contributions"], doc["log"], sections, paragraphs]
    keys = [row["key"] for rows in [*named, claims, changes] for row in rows]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    said = {row["key"] for row in doc["contributions"]}
    assert {key for row in [*claims, *changes] for key in row["evidence"]} <= said
    seats = {(number, table["number"]) for number, table in tables_of(doc)}
    assert seats >= {(row["round"], row["table"]) for row in doc["contributions"]}
    rounds = {r["number"] for r in doc["rounds"]} | {None}
    assert {line["round"] for line in doc["gathering"]["day_plan"]} <= rounds


@BOTH
def test_the_log_runs_forwards_and_only_undoes_what_was_done_before(doc: Json) -> None:
    assert doc["log"] == sorted(doc["log"], key=lambda entry: str(entry["day"]))
    earlier: set[str | None] = {None}
    for entry in doc["log"]:
        assert entry["reverses"] in earlier
        earlier.add(entry["key"])


@BOTH
def test_no_text_names_a_day_since_the_loader_moves_all_dates(doc: Json) -> None:
    assert [text for text in strings_in(doc) if CALENDAR_WORDS.search(text)] == []


@BOTH
def test_no_text_uses_a_word_that_talks_about_people_from_above(doc: Json) -> None:
    assert [text for text in strings_in(doc) if WORDS_WE_NEVER_USE.search(text)] == []


@BOTH
def test_addresses_can_never_reach_a_real_person(doc: Json) -> None:
    people = [person["address"] for person in doc["people"] if person["address"]]
    mails = [*people, doc["organisation"]["contact_address"]]
    hosts = {mail.rpartition("@")[2] for mail in mails}
    hosts |= {urlsplit(t).hostname or "" for t in strings_in(doc) if t.startswith("http")}
    assert {host for host in hosts if not RESERVED_HOSTS.search(host)} == set()
    assert len(set(people)) == len(people)
    assert {p["on_behalf"] for p in doc["people"] if not p["address"]} == {True}


@BOTH
def test_a_proposal_is_on_one_table_exactly_when_it_is_placed(doc: Json) -> None:
    placed = sorted(row["key"] for row in doc["proposals"] if row["status"] == "placed")
    assert sorted(k for _, table in tables_of(doc) for k in table["proposals"]) == placed


@BOTH
def test_each_round_has_one_table_drawn_by_lot_and_one_left_free(doc: Json) -> None:
    for current in doc["rounds"]:
        assert [table["drawn_by_lot"] for table in current["tables"]].count(True) == 1
        assert [table["free"] for table in current["tables"]].count(True) == 1


def test_fifty_five_peers_came_from_four_regions_and_no_group_is_under_five() -> None:
    assert count(PUBLISHED["people"], "status") == {"attended": 55, "confirmed": 1, "cancelled": 1}
    came = [person for person in PUBLISHED["people"] if person["status"] == "attended"]
    regions = count(came, "region")
    assert (len(regions), sum(regions.values())) == (4, 55)
    cells = Counter((person["region"], person["engagement"]) for person in came)
    assert (len(cells), min(cells.values())) == (8, 5)


def test_the_proposals_are_accounted_for_and_all_came_from_peers() -> None:
    proposals = PUBLISHED["proposals"]
    assert count(proposals, "status") == {"placed": 27, "parked": 3, "withdrawn": 1}
    assert set(count(proposals, "entered_by")) == {"self", "on_behalf"}
    answers = [row["yes"] + row["maybe"] + row["skip"] for row in proposals]
    assert max(answers) <= PUBLISHED["answered"] <= PUBLISHED["write_up"]["read_of"] == 55
    paused = [entry for entry in PUBLISHED["log"] if "pause" in entry["did"]]
    assert [e["reverses"] for e in PUBLISHED["log"] if e["reverses"]] == [paused[0]["key"]]


def test_the_lot_fell_among_the_least_asked_for_and_the_rest_is_parked() -> None:
    yes = {row["key"]: row["yes"] for row in PUBLISHED["proposals"]}
    tables = [table for _, table in tables_of(PUBLISHED)]
    drawn = [yes[key] for t in tables if t["drawn_by_lot"] for key in t["proposals"]]
    chosen = [yes[key] for t in tables if not t["drawn_by_lot"] for key in t["proposals"]]
    drawn += [row["yes"] for row in PUBLISHED["proposals"] if row["status"] == "parked"]
    assert (len(drawn), len(chosen), max(drawn) < min(chosen)) == (2 + 3, 25, True)


def test_nothing_that_was_said_is_lost() -> None:
    used = {key for row in [*CLAIMS, *CHANGES] for key in row["evidence"]}
    assert {key for key, row in SAID.items() if row["status"] == "used"} == used
    assert set(count(SAID.values(), "status")) == {"used", "unused"}
    assert 10 <= count(SAID.values(), "status")["unused"] <= 14
    assert 130 <= len(SAID) <= 150
    per_table = Counter((row["round"], row["table"]) for row in SAID.values())
    assert (len(per_table), len({row["text"] for row in SAID.values()})) == (14, len(SAID))


def test_a_quantity_word_stands_in_a_claim_exactly_when_it_is_declared() -> None:
    quotes = (p for theme in THEMES for p in theme["paragraphs"] if p["role"] == "quote")
    quoted = [quote["claims"][0] for quote in quotes]
    for claim in CLAIMS:
        words = [q for w, q in QUANTITY_WORDS.items() if re.search(w, claim["text"].lower())]
        declared = [claim["quantifier"]] if claim["quantifier"] else []
        assert words == ([] if claim in quoted else declared), claim["text"]
    asked = " ".join(change["text"] for change in CHANGES)
    assert [w for w in QUANTITY_WORDS if re.search(w, asked.lower())] == []


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim["key"] for claim in CLAIMS])
def test_a_quantity_word_is_backed_by_its_count(claim: Json) -> None:
    word, voices = claim["quantifier"], [SAID[key] for key in claim["evidence"]]
    assert len(voices) == 1 if word == "single" else len(voices) >= 2
    if word == "several":
        assert any(
            len(mine) >= 3 and len({row["table"] for row in mine}) >= 2
            for mine in ([row for row in voices if row["round"] == n] for n in (1, 2))
        )
    if claim["answered_of"]:
        share = claim["answered_yes"] / claim["answered_of"]
        assert SHARE_AT_LEAST.get(word, 0) <= share <= 1
        assert share > 0.5 or word != "most"
        assert ANSWERED_AT_LEAST.get(word, 0) <= claim["answered_of"] / 55 <= 1


@pytest.mark.parametrize("theme", THEMES, ids=["theme 1", "theme 2"])
def test_weight_is_given_by_dots_without_a_tie(theme: Json) -> None:
    dots = {c["quantifier"]: c["answered_yes"] for c in claims_of(theme)}
    assert dots["most_weight"] > dots["especially"]
    words = [c["quantifier"] for c in claims_of(theme)]
    assert (words.count("most_weight"), words.count("especially")) == (1, 1)


def test_nobody_put_more_than_three_dots_on_the_desired_changes() -> None:
    assert {change["answered_of"] for change in CHANGES} == {51}
    assert sum(change["answered_yes"] for change in CHANGES) <= 3 * 51


@pytest.mark.parametrize("theme", THEMES, ids=["theme 1", "theme 2"])
def test_a_theme_has_one_quote_one_disagreement_and_says_what_it_means(theme: Json) -> None:
    roles = count(theme["paragraphs"], "role")
    wanted = {"lead_sentence": 1, "quote": 1, "disagreement": 1, "meaning": 3}
    assert {name: roles[name] for name in wanted} == wanted
    quote = next(p for p in theme["paragraphs"] if p["role"] == "quote")["claims"][0]
    spoken = SAID[quote["evidence"][0]]
    assert (spoken["text"], spoken["own_words"]) == (quote["text"], True)
    one, other = next(p for p in theme["paragraphs"] if p["role"] == "disagreement")["claims"]
    assert not set(one["evidence"]) & set(other["evidence"])
    told = [p["addressee"] for p in theme["paragraphs"] if p["role"] == "meaning"]
    assert told == ["For den, der får støtte", "For kollegaen", "For lokalområdet"]


def test_the_summary_has_three_messages_and_the_sources_are_named() -> None:
    summary = next(section for section in SECTIONS if section["kind"] == "summary")
    assert count(summary["paragraphs"], "role") == {"message": 3}
    cited = [p for s in SECTIONS for p in s["paragraphs"] if p["voice"] == "source"]
    assert [p["key"] for p in cited if not p["sources"]] == []


def test_the_order_of_the_write_up_is_the_order_of_its_model() -> None:
    kinds = [section["kind"] for section in SECTIONS]
    assert subsequence([kind for kind, _ in MODEL], kinds)
    assert kinds[:2] + kinds[-2:] == ["lead", "summary", "alone", "colophon"]
    assert {change["kind"] for change in CHANGES} == {"lack", "wish", "dream"}
    thanked = count(PUBLISHED["gathering"]["credits"], "role").keys()
    assert thanked == {"host", "partner", "project", "funder", "illustrator", "venue"}


def test_each_sentence_of_the_model_finds_a_place_in_its_own_voice() -> None:
    spoken = []
    for section in SECTIONS:
        voices = Counter(p["voice"] for p in section["paragraphs"] for _ in p["claims"] or [p])
        voices["peers"] += len(section.get("desired_changes", []))
        spoken.append((section["kind"], voices))
    rest = iter(spoken)
    for kind, needed in MODEL:
        found = next((voices for name, voices in rest if name == kind), Counter())
        assert {voice: min(found[voice], needed[voice]) for voice in needed} == needed, kind


def test_the_claims_of_the_model_have_the_same_strength_in_the_same_order() -> None:
    first, second = ([claim["quantifier"] for claim in claims_of(theme)] for theme in THEMES)
    assert subsequence(["broad_agreement", "most_weight", None, "especially", "several"], first)
    assert subsequence([None, "many"], second)


def test_today_is_open_for_the_whole_chain() -> None:
    gathering = TODAY["gathering"]
    assert (gathering["status"], TODAY["write_up"], TODAY["answered"]) == ("published", None, 0)
    day = gathering["starts_at"][:10]
    hours = [time for r in TODAY["rounds"] for time in (r["starts_at"], r["ends_at"])]
    assert {time[:10] for time in [gathering["ends_at"], *hours]} == {day}
    opens = [time for name, time in gathering.items() if re.search(r"opens?_at$", name)]
    closes = [time for name, time in gathering.items() if re.search(r"closes?_at$", name)]
    assert (len(opens), max(opens)[:10] < day, set(closes)) == (3, True, {f"{day}T23:59"})


def test_today_has_something_to_do_at_every_step_and_counts_nothing_yet() -> None:
    assert count(TODAY["proposals"], "status") == {"open": 14}
    votes = [(row["yes"], row["maybe"], row["skip"]) for row in TODAY["proposals"]]
    assert set(votes) == {(0, 0, 0)}
    assert [len(r["tables"]) for r in TODAY["rounds"]] == [4, 4]
    assert all(table["headline"] for _, table in tables_of(TODAY))
    assert {(row["round"], row["status"]) for row in TODAY["contributions"]} == {(1, "noted")}
    assert count(TODAY["people"], "status") == {"confirmed": 34}
    assert sum(person["on_behalf"] for person in TODAY["people"]) == 4
    assert 0 < TODAY["gathering"]["places"] - 34 < 10

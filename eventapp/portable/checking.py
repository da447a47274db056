"""Whether a gathering file can be taken in: its shape first, then what a shape cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from eventapp.errors import N_, Conflict
from eventapp.paths import shipped

Document = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")


class BadFile(Conflict):
    """A gathering file that cannot be taken in, with the path and the reason."""

    def __init__(self, path: str, reason: str) -> None:
        """Name where in the file it is, and what is the matter there."""
        super().__init__(
            N_("The file cannot be read at %(path)s: %(reason)s"), path=path, reason=reason
        )


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    text = (shipped("docs") / "gathering.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(
        json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def read_document(text: str) -> Document:
    """Read a file and check all of it. Raises BadFile."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as mistake:
        raise BadFile(f"line {mistake.lineno}", mistake.msg) from None
    check(document)
    checked: Document = document
    return checked


def check(document: Any) -> None:
    """Check the shape, then the references, keys and times. Raises BadFile for the first fault."""
    fault = best_match(_validator().iter_errors(document))
    if fault is not None:
        raise BadFile(fault.json_path, fault.message[:300])
    for path, reason in _faults(document):
        raise BadFile(path, reason)


def _faults(document: Document) -> Iterator[tuple[str, str]]:
    yield from _impossible_days(document, "$")
    yield from _twice(document)
    yield from _dangling(document)
    yield from _times(document)


def _parts(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Give everything that has a key: its kind, its path and itself."""
    for kind, items in (
        ("proposal", document["proposals"]),
        ("contribution", document["contributions"]),
        ("log", document["log"]),
    ):
        for place, item in enumerate(items):
            yield kind, f"$.{kind}s[{place}]", item
    for place, section in enumerate((document["write_up"] or {}).get("sections", [])):
        here = f"$.write_up.sections[{place}]"
        yield "section", here, section
        for number, change in enumerate(section.get("desired_changes", [])):
            yield "change", f"{here}.desired_changes[{number}]", change
        for number, paragraph in enumerate(section["paragraphs"]):
            yield "paragraph", f"{here}.paragraphs[{number}]", paragraph
            for index, claim in enumerate(paragraph["claims"]):
                yield "claim", f"{here}.paragraphs[{number}].claims[{index}]", claim


def _twice(document: Document) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for kind, path, item in _parts(document):
        if (kind, item["key"]) in seen:
            yield path, f"the key {item['key']!r} stands there twice"
        seen.add((kind, item["key"]))
    for place, one in enumerate(document["rounds"]):
        numbers = [table["number"] for table in one["tables"]]
        if len(numbers) != len(set(numbers)):
            yield f"$.rounds[{place}].tables", "two tables have the same number"
    rounds = [one["number"] for one in document["rounds"]]
    if len(rounds) != len(set(rounds)):
        yield "$.rounds", "two rounds have the same number"


def _dangling(document: Document) -> Iterator[tuple[str, str]]:
    """Find references to what is not in the file."""
    keys: dict[str, set[str]] = {}
    for kind, _path, item in _parts(document):
        keys.setdefault(kind, set()).add(item["key"])
    for path, reference, kind in _references(document):
        if reference not in keys.get(kind, set()):
            yield path, f"there is no {kind} {reference!r}"
    tables = {
        (one["number"], table["number"]) for one in document["rounds"] for table in one["tables"]
    }
    for place, item in enumerate(document["contributions"]):
        if (item["round"], item["table"]) not in tables:
            yield (
                f"$.contributions[{place}]",
                f"there is no table {item['table']} in round {item['round']}",
            )


def _references(document: Document) -> Iterator[tuple[str, str, str]]:
    """Give every key that is mentioned: where, the key, and what kind of thing it names."""
    for _kind, path, item in _parts(document):
        for key in item.get("evidence", ()):
            yield f"{path}.evidence", key, "contribution"
    for place, line in enumerate(document["log"]):
        if line["reverses"] is not None:
            yield f"$.log[{place}].reverses", line["reverses"], "log"
    for place, one in enumerate(document["rounds"]):
        for number, table in enumerate(one["tables"]):
            for key in table["proposals"]:
                yield f"$.rounds[{place}].tables[{number}].proposals", key, "proposal"


def _times(document: Document) -> Iterator[tuple[str, str]]:
    gathering = document["gathering"]
    try:
        ZoneInfo(gathering["timezone"])
    except (KeyError, ValueError):
        yield "$.gathering.timezone", "there is no such time zone"
    if moment(gathering["starts_at"]) >= moment(gathering["ends_at"]):
        yield "$.gathering.ends_at", "it ends before it begins"
    for place, one in enumerate(document["rounds"]):
        if moment(one["starts_at"]) >= moment(one["ends_at"]):
            yield f"$.rounds[{place}].ends_at", "it ends before it begins"


def _impossible_days(part: Any, path: str) -> Iterator[tuple[str, str]]:
    """Find days that look like one and are none, such as the 31st of February."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from _impossible_days(inner, f"{path}.{name}")
    elif isinstance(part, list):
        for place, inner in enumerate(part):
            yield from _impossible_days(inner, f"{path}[{place}]")
    elif isinstance(part, str) and _DAY.fullmatch(part):
        try:
            datetime.fromisoformat(part)
        except ValueError:
            yield path, "there is no such day"


def moment(text: str) -> datetime:
    """Read a local time of the file; it has no zone yet."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 -- The file's zone is added later.

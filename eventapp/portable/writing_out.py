"""From rows to a gathering file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from eventapp.events.enums import Entry
from eventapp.events.models import Event
from eventapp.outcomes.head_count import Heads, heads_of
from eventapp.outcomes.models import (
    Claim,
    DesiredChange,
    HeadCount,
    Paragraph,
    Section,
    WriteUp,
)
from eventapp.outcomes.queries import write_up_of
from eventapp.portable.checking import Document
from eventapp.portable.taking_in import WINDOWS
from eventapp.programme.models import Contribution, Round
from eventapp.programme.queries import contributions_of, rounds_of
from eventapp.registration.enums import RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.queries import registrations_of
from eventapp.themes.models import ProcessLog, ThemeProposal
from eventapp.themes.policies import answers_are_closed
from eventapp.themes.queries import (
    Totals,
    answered_count,
    log_of,
    proposals_of,
    support_totals,
)

FORMAT, VERSION = "eventapp.gathering", 1


def write_out(session: Session, event: Event, *, with_people: bool, now: datetime) -> Document:
    """Give a whole gathering as one document; people only when asked for.

    While people can answer, the answers are left out: no file holds a count then.
    """
    proposals = proposals_of(session, event.id)
    keys = {proposal.id: f"f{number:02}" for number, proposal in enumerate(proposals, start=1)}
    closed = answers_are_closed(event, now)
    totals = support_totals(session, event.id, now=now) if closed else {}
    document: Document = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": {
            name: getattr(event.organisation, name)
            for name in (
                "name",
                "contact_name",
                "contact_phone",
                "contact_address",
                "crisis_line_name",
                "crisis_line_phone",
            )
        },
        "gathering": _gathering(event),
        "proposals": [
            _proposal(proposal, keys[proposal.id], totals.get(proposal.id, Totals()))
            for proposal in proposals
        ],
        "answered": answered_count(session, event.id, now=now) if closed else 0,
        "rounds": [_round(one, keys) for one in rounds_of(session, event.id)],
        "contributions": [_contribution(one) for one in contributions_of(session, event.id)],
        "write_up": _write_up(write_up_of(session, event.id)),
        "log": _log(list(reversed(log_of(session, event.id)))),
    }
    if with_people:
        people = sorted(registrations_of(session, event.id), key=lambda person: person.id)
        document["people"] = [_person(person, event.zone) for person in people]
    # With people in the file they are counted from it, unless some are erased already.
    is_kept = session.get(HeadCount, event.id) is not None
    if event.ends_at <= now and (is_kept or not with_people):
        document["head_count"] = _head_count(heads_of(session, event, now=now))
    return document


def _head_count(heads: Heads) -> Document:
    return {
        "participants": heads.participants,
        "regions": [{"name": one.name, "people": one.people} for one in heads.regions],
        "engagement": None
        if heads.engagement is None
        else {"paid": heads.engagement.paid, "volunteer": heads.engagement.volunteer},
    }


def _gathering(event: Event) -> Document:
    windows = {
        name: None if phase is None else _time(getattr(phase, side), event.zone)
        for action, names in WINDOWS.items()
        for phase in (event.phase(action),)
        for name, side in zip(names, ("opens_at", "closes_at"), strict=True)
    }
    return {
        "slug": event.slug,
        "kind": event.kind.value,
        "status": event.status.value,
        "language": event.language,
        "timezone": event.timezone,
        "title": event.title,
        "headline_theme": event.headline_theme,
        "introduction": event.introduction,
        "purpose": event.purpose,
        "starts_at": _time(event.starts_at, event.zone),
        "ends_at": _time(event.ends_at, event.zone),
        "venue": {
            name: getattr(event, f"venue_{name}")
            for name in ("name", "address", "town", "directions")
        },
        "places": event.places,
        **_unusual(event),
        **windows,
        "practical": [
            {"title": note.title, "text": note.text, "icon": note.sign.value}
            for note in event.practical
        ],
        "day_plan": [
            {"at": f"{item.at:%H:%M}", "what": item.what, "round": item.round_number}
            for item in event.day_plan
        ],
        "credits": [
            {"role": credit.role.value, "name": credit.name, "note": credit.note, "url": credit.url}
            for credit in event.credits
        ],
    }


def _unusual(event: Event) -> Document:
    """Give what most gatherings have not: another way in, not being listed, being called off."""
    said: Document = {}
    if event.entry is not Entry.OPEN:
        said["entry"] = event.entry.value
    if not event.is_listed:
        said["listed"] = False
    if event.cancelled_at is not None:
        said["cancelled_at"] = _time(event.cancelled_at, event.zone)
    return said


def _proposal(proposal: ThemeProposal, key: str, totals: Totals) -> Document:
    return {
        "key": key,
        "text": proposal.text,
        "entered_by": proposal.entered_by.value,
        "day": proposal.created_day.isoformat(),
        "status": proposal.status.value,
        "reason": None if proposal.reason is None else proposal.reason.value,
        "reopened": proposal.was_reopened,
        "parked_where": proposal.parked_where,
        "yes": totals.yes,
        "maybe": totals.maybe,
        "skip": totals.skip,
    }


def _round(one: Round, keys: dict[str, str]) -> Document:
    return {
        "number": one.number,
        "title": one.title,
        "starts_at": _time(one.starts_at, one.zone),
        "ends_at": _time(one.ends_at, one.zone),
        "tables": [
            {
                "number": table.number,
                "headline": table.headline,
                "proposals": sorted(keys[proposal.id] for proposal in table.proposals),
                "drawn_by_lot": table.drawn_by_lot,
                "free": table.is_free,
                "status": table.status.value,
            }
            for table in one.tables
        ],
    }


def _contribution(one: Contribution) -> Document:
    return {
        "key": one.key,
        "round": one.table.round.number,
        "table": one.table.number,
        "kind": one.kind.value,
        "text": one.text,
        "own_words": one.own_words,
        "status": one.status.value,
    }


def _log(lines: Sequence[ProcessLog]) -> list[Document]:
    keys = {line.id: f"l{number:02}" for number, line in enumerate(lines, start=1)}
    return [
        {
            "key": keys[line.id],
            "day": line.day.isoformat(),
            "role": line.role.value,
            "did": line.did,
            "what": line.what,
            "why": line.why,
            "reverses": None if line.reverses_id is None else keys[line.reverses_id],
        }
        for line in lines
    ]


def _person(person: Registration, zone: ZoneInfo) -> Document:
    return {
        "chosen_name": person.chosen_name,
        "address": person.address or "",
        "region": None if person.region is None else person.region.value,
        "engagement": None if person.engagement is None else person.engagement.value,
        # An offer is between her and this installation: elsewhere she waits for a new one.
        "status": (
            RegistrationStatus.WAITING
            if person.status is RegistrationStatus.OFFERED
            else person.status
        ).value,
        "language": person.language,
        "on_behalf": person.on_behalf,
        "registered_at": _time(person.registered_at, zone),
    }


def _write_up(write_up: WriteUp | None) -> Document | None:
    if write_up is None:
        return None
    return {
        "status": write_up.status.value,
        "version": write_up.version,
        "published_on": _day(write_up.published_on),
        "read_by": write_up.read_by,
        "read_of": write_up.read_of,
        "sections": [_section(section) for section in write_up.sections],
    }


def _section(section: Section) -> Document:
    written = {
        "key": section.key,
        "kind": section.kind.value,
        "heading": section.heading,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }
    if section.kind.value == "desired_change":
        written["desired_changes"] = [_change(change) for change in section.desired_changes]
    return written


def _paragraph(paragraph: Paragraph) -> Document:
    link = {"text": paragraph.link_text, "url": paragraph.link_url}
    return {
        "key": paragraph.key,
        "voice": paragraph.voice.value,
        "role": paragraph.role.value,
        "text": paragraph.text,
        "addressee": paragraph.addressee,
        "claims": [_claim(claim) for claim in paragraph.claims],
        "sources": [
            {
                name: getattr(source, name)
                for name in ("publisher", "title", "year", "url", "quoted_text")
            }
            for source in paragraph.sources
        ],
        "link": link if paragraph.link_url else None,
    }


def _claim(claim: Claim) -> Document:
    return {
        "key": claim.key,
        "text": claim.text,
        "quantifier": None if claim.quantifier is None else claim.quantifier.value,
        **_backed(claim),
    }


def _change(change: DesiredChange) -> Document:
    return {
        "key": change.key,
        "number": change.number,
        "kind": change.kind.value,
        "addressed_to": change.addressed_to,
        "text": change.text,
        "review_on": _day(change.review_on),
        "status": change.status.value,
        **_backed(change),
    }


def _backed(part: Claim | DesiredChange) -> dict[str, Any]:
    return {
        "answered_yes": part.answered_yes,
        "answered_of": part.answered_of,
        "evidence": [one.key for one in part.evidence],
    }


def _time(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else f"{at.astimezone(zone):%Y-%m-%dT%H:%M}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

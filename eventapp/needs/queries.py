"""Reads of what people need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp.needs.enums import NeedKind
from eventapp.needs.models import Need
from eventapp.registration.enums import IS_EXPECTED
from eventapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Counts:
    """How many need what: numbers only, for the kitchen and the venue."""

    of_item: Counter[str]  # Ticked → people.
    in_words: Counter[NeedKind]  # Kind → people who wrote something besides.


def needs_of(session: Session, registration_id: int) -> dict[NeedKind, Need]:
    """Give what one person needs, by kind."""
    rows = session.scalars(select(Need).where(Need.registration_id == registration_id))
    return {need.kind: need for need in rows}


def needs_of_event(session: Session, event_id: int) -> Sequence[Need]:
    """List what those need who come."""
    return session.scalars(
        select(Need)
        .join(Registration, Registration.id == Need.registration_id)
        .where(Registration.event_id == event_id, Registration.status.in_(IS_EXPECTED))
        .order_by(Need.id)
    ).all()


def people_with_needs(session: Session, event_id: int) -> list[tuple[str, dict[NeedKind, Need]]]:
    """List those who come and need something: what to call them, and what it is.

    Names are sorted here and not in the database, because they will be encrypted there.
    """
    rows = session.execute(
        select(Registration.id, Registration.chosen_name, Need)
        .join(Need, Need.registration_id == Registration.id)
        .where(Registration.event_id == event_id, Registration.status.in_(IS_EXPECTED))
        .order_by(Registration.id)
    )
    people: dict[int, tuple[str, dict[NeedKind, Need]]] = {}
    for registration_id, name, need in rows:
        people.setdefault(registration_id, (name, {}))[1][need.kind] = need
    return sorted(people.values(), key=lambda person: person[0].casefold())


def count_needs(needs: Iterable[Need]) -> Counts:
    """Count how many people need what."""
    counts = Counts(Counter(), Counter())
    for need in needs:
        counts.of_item.update(need.items)
        if need.words:
            counts.in_words[need.kind] += 1
    return counts

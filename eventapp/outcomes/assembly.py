"""From the rows of a gathering to one edition of its write-up.

Nothing that data can say is typed in: figures, credits and the account are counted here,
each time, from what is registered and noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale
from sqlalchemy.orm import Session

from eventapp.events.models import Event
from eventapp.outcomes import edition as plain
from eventapp.outcomes.head_count import heads_of
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph, Section, WriteUp
from eventapp.programme.enums import ContributionStatus
from eventapp.programme.models import Contribution
from eventapp.programme.queries import contributions_of, tables_of
from eventapp.themes.enums import ProposalStatus
from eventapp.themes.policies import answers_are_closed
from eventapp.themes.queries import answered_count, log_of, proposals_in_account, proposals_of
from eventapp.web.addresses import public_address

_OUT = frozenset({ContributionStatus.PAUSED, ContributionStatus.WITHDRAWN})


def edition_of(session: Session, write_up: WriteUp, *, now: datetime) -> plain.Edition:
    """Put together everything a reader sees of a write-up, as it is now."""
    event = write_up.event
    with force_locale(event.language):
        return _edition(session, write_up, event, now)


def _edition(session: Session, write_up: WriteUp, event: Event, now: datetime) -> plain.Edition:
    contributions = contributions_of(session, event.id)
    used = _used(write_up)
    proposals = proposals_of(session, event.id)
    return plain.Edition(
        slug=event.slug,
        language="en" if event.language == "en" else "da",
        version=write_up.version,
        published_on=write_up.published_on or now.astimezone(event.zone).date(),
        public_url=public_address("outcomes.write_up", slug=event.slug),
        title=event.title,
        headline_theme=event.headline_theme,
        event=plain.EventFacts(
            starts_on=event.starts_here.date(),
            venue=event.venue_name,
            town=event.venue_town,
            host=event.organisation.name,
            contact_name=event.organisation.contact_name,
            contact_address=event.organisation.contact_address,
            contact_phone=event.organisation.contact_phone,
        ),
        figures=_figures(session, write_up, contributions, used, now),
        sections=tuple(_section(section) for section in write_up.sections),
        credits=tuple(
            plain.Credit(role=credit.role.value, name=credit.name, note=credit.note, url=credit.url)
            for credit in event.credits
        ),
        unused=tuple(
            _evidence(one) for one in contributions if one.id not in used and one.status not in _OUT
        ),
        parked=tuple(
            proposal.text for proposal in proposals if proposal.status is ProposalStatus.PARKED
        ),
        log=tuple(
            plain.LogLine(
                day=line.day, role=line.role.value, did=line.did, what=line.what, why=line.why
            )
            for line in reversed(log_of(session, event.id))
        ),
    )


def _used(write_up: WriteUp) -> set[int]:
    """Give the ids of the contributions that some sentence rests on."""
    claims = [
        claim
        for section in write_up.sections
        for paragraph in section.paragraphs
        for claim in paragraph.claims
    ]
    changes = [change for section in write_up.sections for change in section.desired_changes]
    rested_on = [part.evidence for part in claims] + [part.evidence for part in changes]
    return {one.id for evidence in rested_on for one in evidence}


def _figures(
    session: Session,
    write_up: WriteUp,
    contributions: Sequence[Contribution],
    used: set[int],
    now: datetime,
) -> plain.Figures:
    event = write_up.event
    heads = heads_of(session, event, now=now)
    account = proposals_in_account(session, event.id)
    tables = tables_of(session, event.id)
    states = Counter(one.status for one in contributions)
    paused = states[ContributionStatus.PAUSED]
    withdrawn = states[ContributionStatus.WITHDRAWN]
    count_used = sum(one.id in used and one.status not in _OUT for one in contributions)
    closed = answers_are_closed(event, now)
    return plain.Figures(
        participants=heads.participants,
        regions=heads.regions,
        engagement=heads.engagement,
        proposals=plain.ProposalAccount(
            total=account.total,
            from_peers=account.from_peers,
            placed=account.placed,
            # What nobody has placed or parked yet is parked until somebody does.
            parked=account.parked + account.open,
            withdrawn=account.withdrawn,
            paused=account.paused,
            reopened=account.reopened,
        ),
        contributions=plain.ContributionAccount(
            total=len(contributions),
            used=count_used,
            unused=len(contributions) - count_used - paused - withdrawn,
            paused=paused,
            withdrawn=withdrawn,
        ),
        rounds=len({table.round_id for table in tables}),
        tables=len(tables),
        answered=answered_count(session, event.id, now=now) if closed else 0,
        read_by=write_up.read_by,
        read_of=write_up.read_of,
    )


def _section(section: Section) -> plain.Section:
    return plain.Section(
        key=section.key,
        kind=section.kind.value,
        heading=section.heading,
        paragraphs=tuple(_paragraph(paragraph) for paragraph in section.paragraphs),
        desired_changes=tuple(_change(change) for change in section.desired_changes),
    )


def _paragraph(paragraph: Paragraph) -> plain.Paragraph:
    return plain.Paragraph(
        key=paragraph.key,
        voice=paragraph.voice.value,
        role=paragraph.role.value,
        text=paragraph.text,
        addressee=paragraph.addressee,
        claims=tuple(_claim(claim) for claim in paragraph.claims),
        sources=tuple(
            plain.Source(
                publisher=source.publisher,
                title=source.title,
                year=source.year,
                url=source.url,
                quoted_text=source.quoted_text,
            )
            for source in paragraph.sources
        ),
        link=plain.Link(paragraph.link_text, paragraph.link_url) if paragraph.link_url else None,
    )


def _claim(claim: Claim) -> plain.Claim:
    return plain.Claim(
        key=claim.key,
        text=claim.text,
        backing=_backing(claim),
        quantifier=None if claim.quantifier is None else claim.quantifier.value,
    )


def _change(change: DesiredChange) -> plain.DesiredChange:
    return plain.DesiredChange(
        key=change.key,
        position=change.number,
        kind=change.kind.value,
        addressed_to=change.addressed_to,
        text=change.text,
        backing=_backing(change),
        review_on=change.review_on,
        status=change.status.value,
    )


def _backing(part: Claim | DesiredChange) -> plain.Backing:
    """Count what stands behind a sentence; what was paused or withdrawn no longer does."""
    standing = [one for one in part.evidence if one.status not in _OUT]
    seats = {(one.table.round_id, one.table_session_id) for one in standing}
    by_round = Counter(round_id for round_id, _table in seats)
    return plain.Backing(
        evidence=tuple(_evidence(one) for one in standing),
        tables=len(seats),
        tables_of_one_round=max(by_round.values(), default=0),
        answered_yes=part.answered_yes,
        answered_of=part.answered_of,
    )


def _evidence(one: Contribution) -> plain.Evidence:
    return plain.Evidence(
        key=one.key, text=one.text, round=one.table.round.number, own_words=one.own_words
    )

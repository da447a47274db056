"""From a gathering file to rows. All of it, or nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts.models import Organisation
from eventapp.accounts.queries import organisation_slug
from eventapp.db import transaction
from eventapp.errors import N_, Conflict
from eventapp.events.enums import Action, CreditRole, Entry, Kind, Sign, Status
from eventapp.events.models import Credit, DayPlanItem, Event, Phase, PracticalNote
from eventapp.events.queries import slug_is_taken
from eventapp.extensions import keyring
from eventapp.outcomes.edition import Engagement as EngagementCount
from eventapp.outcomes.edition import RegionCount
from eventapp.outcomes.enums import WriteUpStatus
from eventapp.outcomes.head_count import Heads, row_of
from eventapp.outcomes.models import WriteUp
from eventapp.outcomes.services.printing import ask_for_printing
from eventapp.portable.checking import Document, check, moment
from eventapp.portable.taking_in_write_up import sections_of
from eventapp.programme.enums import ContributionKind, ContributionStatus, TableStatus
from eventapp.programme.models import Contribution, Round, TablePlacement, TableSession
from eventapp.registration.enums import Engagement, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.themes.enums import EnteredBy, LogRole, PauseReason, ProposalStatus, WindowPurpose
from eventapp.themes.models import ProcessLog, ThemeProposal, WindowSecret

WINDOWS = {
    Action.REGISTER: ("registration_opens_at", "registration_closes_at"),
    Action.PROPOSE: ("proposals_open_at", "proposals_close_at"),
    Action.SUPPORT: ("support_opens_at", "support_closes_at"),
}


class AddressTaken(Conflict):
    """A gathering with the file's address is here already."""

    def __init__(self, slug: str) -> None:
        """Name the address."""
        super().__init__(N_("There is a gathering at %(slug)s already."), slug=slug)


def take_in(
    document: Document, *, now: datetime, on: date | None = None, organisation_id: int | None = None
) -> str:
    """Write a whole gathering and give its address.

    With ``on`` every date is moved by the same number of days, so that the gathering falls
    on that day. Without ``organisation_id`` it goes to the association the file names, which
    is made if it is not here. Raises BadFile or AddressTaken; then nothing was written.
    """
    check(document)
    with transaction() as session:
        if slug_is_taken(session, document["gathering"]["slug"]):
            raise AddressTaken(document["gathering"]["slug"])
        return _Intake(session, document, on, organisation_id).write(now)


class _Intake:
    """One file on its way in, and what its keys have become."""

    def __init__(
        self, session: Session, document: Document, on: date | None, organisation_id: int | None
    ) -> None:
        self.session, self.document = session, document
        self.gathering = document["gathering"]
        self.zone = ZoneInfo(self.gathering["timezone"])
        first = moment(self.gathering["starts_at"]).date()
        self.shift = timedelta() if on is None else on - first
        self.organisation_id = organisation_id
        self.proposals: dict[str, str] = {}
        self.tables: dict[tuple[int, int], TableSession] = {}
        self.contributions: dict[str, Contribution] = {}

    def write(self, now: datetime) -> str:
        event = self._event()
        self.session.add(event)
        self.session.flush()
        self._log(event)
        self._proposals(event)
        self._rounds(event)
        self._contributions(event)
        self._people(event)
        self._head_count(event)
        self._write_up(event, now)
        return event.slug

    def _at(self, text: str | None) -> datetime | None:
        if text is None:
            return None
        return (moment(text) + self.shift).replace(tzinfo=self.zone).astimezone(UTC)

    def _day(self, text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text) + self.shift

    def _organisation(self) -> Organisation:
        if self.organisation_id is not None:
            return self.session.get_one(Organisation, self.organisation_id)
        described = self.document["organisation"]
        found = self.session.scalars(
            select(Organisation).where(Organisation.name == described["name"])
        ).first()
        if found is None:
            found = Organisation(
                **described, slug=organisation_slug(self.session, described["name"])
            )
            self.session.add(found)
        return found

    def _event(self) -> Event:
        given, venue = self.gathering, self.gathering["venue"]
        return Event(
            organisation=self._organisation(),
            slug=given["slug"],
            kind=Kind(given["kind"]),
            status=Status(given["status"]),
            entry=Entry(given.get("entry", Entry.OPEN.value)),
            is_listed=given.get("listed", True),
            cancelled_at=self._at(given.get("cancelled_at")),
            **{name: given[name] for name in ("language", "timezone", "title", "headline_theme")},
            **{name: given[name] for name in ("introduction", "purpose", "places")},
            **{f"venue_{name}": venue[name] for name in ("name", "address", "town", "directions")},
            starts_at=self._at(given["starts_at"]),
            ends_at=self._at(given["ends_at"]),
            phases=[
                Phase(
                    action=action,
                    opens_at=self._at(given[opens]),
                    closes_at=self._at(given[closes]),
                )
                for action, (opens, closes) in WINDOWS.items()
            ],
            day_plan=[
                DayPlanItem(
                    position=position,
                    at=time.fromisoformat(item["at"]),
                    what=item["what"],
                    round_number=item["round"],
                )
                for position, item in enumerate(given["day_plan"], start=1)
            ],
            practical=[
                PracticalNote(
                    position=position,
                    title=note["title"],
                    text=note["text"],
                    sign=Sign(note["icon"]),
                )
                for position, note in enumerate(given["practical"], start=1)
            ],
            credits=[
                Credit(
                    position=position,
                    role=CreditRole(credit["role"]),
                    **{name: credit[name] for name in ("name", "note", "url")},
                )
                for position, credit in enumerate(given["credits"], start=1)
            ],
        )

    def _log(self, event: Event) -> None:
        written: dict[str, int] = {}
        for line in self.document["log"]:
            entry = ProcessLog(
                event_id=event.id,
                day=self._day(line["day"]),
                role=LogRole(line["role"]),
                **{name: line[name] for name in ("did", "what", "why")},
                reverses_id=written.get(line["reverses"]),
            )
            self.session.add(entry)
            self.session.flush()
            written[line["key"]] = entry.id

    def _proposals(self, event: Event) -> None:
        """Give each proposal a random key; sorted, so that a later export keeps the order."""
        given = self.document["proposals"]
        answered = self.document["answered"]
        ids = sorted(tokens.new_secret() for _ in given)
        for secret, proposal in zip(ids, given, strict=True):
            self.proposals[proposal["key"]] = secret
            self.session.add(
                ThemeProposal(
                    id=secret,
                    event_id=event.id,
                    text=proposal["text"],
                    language=event.language,
                    entered_by=EnteredBy(proposal["entered_by"]),
                    created_day=self._day(proposal["day"]),
                    status=ProposalStatus(proposal["status"]),
                    reason=PauseReason(proposal["reason"]) if proposal["reason"] else None,
                    was_reopened=proposal["reopened"],
                    parked_where=proposal["parked_where"],
                    # Answers came as totals: the ballots behind them are not in the file.
                    **(
                        {f"{name}_total": proposal[name] for name in ("yes", "maybe", "skip")}
                        if answered
                        else {}
                    ),
                )
            )
        if answered:
            self.session.add(
                WindowSecret(
                    event_id=event.id, purpose=WindowPurpose.SUPPORT, answered_total=answered
                )
            )
        self.session.flush()

    def _rounds(self, event: Event) -> None:
        for given in self.document["rounds"]:
            one = Round(
                event_id=event.id,
                number=given["number"],
                title=given["title"],
                starts_at=self._at(given["starts_at"]),
                ends_at=self._at(given["ends_at"]),
            )
            for table in given["tables"]:
                sat = TableSession(
                    number=table["number"],
                    headline=table["headline"],
                    drawn_by_lot=table["drawn_by_lot"],
                    is_free=table["free"],
                    status=TableStatus(table["status"]),
                )
                one.tables.append(sat)
                self.tables[given["number"], table["number"]] = sat
            self.session.add(one)
            self.session.flush()
            self._place(given)

    def _place(self, given: Document) -> None:
        for table in given["tables"]:
            sat = self.tables[given["number"], table["number"]]
            self.session.add_all(
                TablePlacement(table_session_id=sat.id, proposal_id=self.proposals[key])
                for key in table["proposals"]
            )

    def _contributions(self, event: Event) -> None:
        numbers = _numbers([one["key"] for one in self.document["contributions"]])
        for number, given in zip(numbers, self.document["contributions"], strict=True):
            one = Contribution(
                event_id=event.id,
                table=self.tables[given["round"], given["table"]],
                number=number,
                kind=ContributionKind(given["kind"]),
                text=given["text"],
                own_words=given["own_words"],
                status=ContributionStatus(given["status"]),
                noted_on=event.starts_here.date(),
            )
            self.session.add(one)
            self.contributions[given["key"]] = one
        self.session.flush()

    def _people(self, event: Event) -> None:
        for given in self.document.get("people", ()):
            address = given["address"] or None
            self.session.add(
                Registration(
                    event_id=event.id,
                    chosen_name=given["chosen_name"],
                    address=address,
                    address_index=keyring.address_index(address) if address else None,
                    region=Region(given["region"]) if given["region"] else None,
                    engagement=Engagement(given["engagement"]) if given["engagement"] else None,
                    status=RegistrationStatus(given["status"]),
                    status_since=self._at(given["registered_at"]),
                    registered_at=self._at(given["registered_at"]),
                    language=given["language"],
                    on_behalf=given["on_behalf"],
                )
            )

    def _head_count(self, event: Event) -> None:
        given = self.document.get("head_count")
        if given is None:
            return
        engagement = given["engagement"]
        heads = Heads(
            participants=given["participants"],
            regions=tuple(RegionCount(one["name"], one["people"]) for one in given["regions"]),
            engagement=None if engagement is None else EngagementCount(**engagement),
        )
        self.session.add(row_of(event.id, heads))

    def _write_up(self, event: Event, now: datetime) -> None:
        given = self.document["write_up"]
        if given is None:
            return
        write_up = WriteUp(
            event=event,
            status=WriteUpStatus(given["status"]),
            published_on=self._day(given["published_on"]),
            **{name: given[name] for name in ("version", "read_by", "read_of")},
            sections=sections_of(given, contributions=self.contributions, day=self._day),
        )
        self.session.add(write_up)
        self.session.flush()
        if write_up.status is WriteUpStatus.PUBLISHED:
            ask_for_printing(self.session, write_up, now=now)


def _numbers(keys: list[str]) -> list[int]:
    """Keep the numbers in keys like b001; other keys are numbered in their order."""
    read = [re.fullmatch(r"b0*([1-9][0-9]{0,6})", key) for key in keys]
    numbers = [int(found[1]) for found in read if found]
    kept = len(numbers) == len(keys) == len(set(numbers))
    return numbers if kept else list(range(1, len(keys) + 1))

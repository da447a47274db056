"""A house with everything in it that a page can show: the demo, an empty gathering, and people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time, timedelta

from sqlalchemy import select, update

from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account, Member, Organisation, OrganiserSession, Passkey
from eventapp.accounts.services import make_sign_in_link, open_session, request_sign_in
from eventapp.clock import utc_now
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.sweeping import store_missing_texts
from eventapp.db import db, transaction
from eventapp.evaluation.services import close_for_good, say_how_it_was
from eventapp.events.activity_models import ActivityProposal
from eventapp.events.enums import Entry, Kind, Status
from eventapp.events.models import Event
from eventapp.events.rules import Repeats, Rule
from eventapp.events.services import Essentials
from eventapp.events.services.activities import (
    Wish,
    confirm_activity,
    let_through,
    park_activity,
    propose_activity,
)
from eventapp.events.services.series import SeriesPlan, create_series, publish_dates
from eventapp.needs.enums import NeedKind
from eventapp.needs.services import Told, note_look, tell_needs
from eventapp.newsletter.enums import IssueStatus
from eventapp.newsletter.models import Issue
from eventapp.outcomes.models import Claim, DesiredChange, Paragraph, Section
from eventapp.people.queries import Narrowing
from eventapp.people.recognising import people_in
from eventapp.people.services.imports import keep_list
from eventapp.people.services.mailings import start_message
from eventapp.people.services.persons import add_note
from eventapp.portable.demo import demo_document, load_demo
from eventapp.questions.enums import Purpose, QuestionKind, SeenBy
from eventapp.questions.policies import EVALUATION_LASTS
from eventapp.registration.calendar import calendar_secret_of, open_calendar
from eventapp.registration.enums import Engagement, PeerRole, Region, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.passes import pass_of
from eventapp.registration.services import set_roles
from eventapp.themes.enums import EnteredBy, LogRole, PauseReason
from eventapp.themes.models import ThemeProposal
from eventapp.themes.services import pausing, proposing
from eventapp.tokens import new_secret
from eventapp.web.forms import clean_line
from tests.browser.house import House
from tests.factories.accounts import make_account
from tests.factories.checkin import let_in
from tests.factories.consents import make_text, say_yes
from tests.factories.events import make_event
from tests.factories.newsletter import confirming_secret, make_issue, make_subscriber
from tests.factories.people import make_message
from tests.factories.places import give_rules, make_invitation
from tests.factories.programme import make_note, make_table
from tests.factories.questions import give_answer, make_question, value
from tests.factories.registration import make_registration, own_page_secret


@dataclass
class World:
    """Addresses and secrets of everything that was put in."""

    today: str = ""
    held: str = ""
    empty: str = ""
    draft: str = ""
    full: str = ""
    over: str = ""
    asked: str = ""
    ended: str = ""
    home: str = ""
    series: str = ""
    shared: str = ""  # Its seats are shared out by every rule there is.
    invited: str = ""
    secrets: dict[str, str] = field(default_factory=dict)  # Who → what opens a page.
    helpers: dict[str, int] = field(default_factory=dict)  # Who → her account.
    ids: dict[str, str] = field(default_factory=dict)  # What stands in addresses.

    def way_in(self, who: str) -> str:
        """Give the address that lets somebody in. A helper's link works once, so it is new."""
        if who not in self.helpers:
            return f"/m/{self.secrets[who]}"
        secret = make_sign_in_link(account_id=self.helpers[who], now=utc_now())
        return f"/organise/sign-in/{secret}"

    def let_time_pass(self, who: str) -> None:
        """Let it be a while since somebody signed in, if that is what she is here for."""
        if who == "stale":
            long_ago = utc_now() - timedelta(minutes=11)
            hers = OrganiserSession.account_id == self.helpers[who]
            with transaction() as session:
                session.execute(update(OrganiserSession).where(hers).values(confirmed_at=long_ago))


def fill(house: House) -> World:
    """Put everything in."""
    world = World(
        today=demo_document("today")["gathering"]["slug"],
        held=demo_document("published")["gathering"]["slug"],
    )
    with house.app.app_context():
        organisation = db.session.get_one(Organisation, load_demo(now=utc_now()))
        _add_gatherings(world, organisation)
        _add_helpers(world, organisation)
        _add_peers(world)
        _add_questions(world)
        _add_what_organisers_wrote(world)
        _add_shares(world, organisation)
        _add_proposals(world)
        _add_notes(world)
        _add_texts_and_letters(world, organisation)
        _find_parts_of_the_write_up(world)
        _add_what_comes_back(world)
        _add_activities(world)
        request_sign_in(address="ada@mail.example", language="da", now=utc_now())
    house.post()
    return world


def _event(slug: str) -> Event:
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def _add_gatherings(world: World, organisation: Organisation) -> None:
    begins = utc_now() + timedelta(days=30)
    coming = {"starts_at": begins, "ends_at": begins + timedelta(hours=6)}
    was = {"starts_at": begins - timedelta(days=60), "ends_at": begins - timedelta(days=59)}
    world.empty = make_event(organisation=organisation, **coming).slug
    world.draft = make_event(organisation=organisation, status=Status.DRAFT, **coming).slug
    full = make_event(organisation=organisation, places=1, **coming)
    world.full = full.slug
    make_registration(full, name="Else")
    closed = make_event(organisation=organisation, status=Status.CLOSED, **was)
    world.over = closed.slug


def _add_helpers(world: World, organisation: Organisation) -> None:
    people = {
        "owner": make_account(organisation=organisation, name="Ruth"),
        "host": make_account(organisation=organisation, role=Role.DOOR_HOST, name="Bo"),
        "stale": make_account(organisation=organisation, name="Signe"),
    }
    people["new owner"] = make_organisation_without_anything()
    world.helpers = {who: account.id for who, account in people.items()}
    host_id = world.helpers["host"]
    with transaction() as session:
        world.secrets["unused"] = make_link(session, LinkPurpose.SIGN_IN, host_id, now=utc_now())
        expired = utc_now() - timedelta(days=2)
        world.secrets["expired"] = make_link(session, LinkPurpose.SIGN_IN, host_id, now=expired)
    member = db.session.scalars(select(Member).join(Account).where(Account.name == "Bo")).one()
    world.ids["member"] = str(member.id)
    _add_passkey(world, world.helpers["owner"])


def _add_passkey(world: World, account_id: int) -> None:
    """Give somebody a passkey, and a link with which to confirm that it is she."""
    key = Passkey(
        account_id=account_id,
        credential_id="AAAA",
        public_key=b"opens nothing",
        sign_count=0,
        name="Min telefon",
        created_at=utc_now(),
    )
    with transaction() as session:
        session.add(key)
        open_session(session, account_id, now=utc_now())
        session.flush()
        opened = session.scalars(select(OrganiserSession.id)).first()
        secret = make_link(session, LinkPurpose.CONFIRM, opened, now=utc_now())
    world.secrets["confirm"] = secret
    world.ids["passkey"] = str(key.id)


def make_organisation_without_anything() -> Account:
    """Make an owner whose association has said nothing of itself."""
    with transaction() as session:
        organisation = Organisation(name="Foreningen Tomme Stole", slug="tomme-stole")
        session.add(organisation)
    return make_account(organisation=organisation, name="Tove")


def _add_peers(world: World) -> None:
    today, now = _event(world.today), utc_now()
    states = {
        "peer": ("Maja", RegistrationStatus.CONFIRMED),
        "waiting": ("Villads", RegistrationStatus.WAITING),
        "cancelled": ("Carla", RegistrationStatus.CANCELLED),
        "inside": ("Inge", RegistrationStatus.CONFIRMED),
        "noting": ("Nora", RegistrationStatus.CONFIRMED),
    }
    people: dict[str, Registration] = {}
    for who, (name, status) in states.items():
        people[who] = make_registration(today, name=name, status=status, at=now)
        world.secrets[who] = own_page_secret(people[who], at=now)
        world.ids[who] = str(people[who].id)
        world.ids[f"pass of {who}"] = pass_of(people[who]).token
    set_roles(registration_id=people["noting"].id, roles=frozenset({PeerRole.NOTE_TAKER}))
    late = make_registration(_event(world.over), name="Sofus", at=now)
    world.secrets["late"] = own_page_secret(late, at=now)
    owner = db.session.scalars(select(Account).where(Account.name == "Ruth")).one()
    tell_needs(
        registration_id=people["peer"].id,
        told={
            NeedKind.ACCESS: Told(("wheelchair",), "En stol med ryg."),
            NeedKind.FOOD: Told(("vegan",), ""),
        },
        now=now,
    )
    note_look(event_id=today.id, account_id=world.helpers["owner"], now=now)
    world.ids["arrival"], _outcome = let_in(people["inside"], by=owner)
    world.ids["arrival again"], _outcome = let_in(people["inside"], by=owner)


def _add_questions(world: World) -> None:
    begins = utc_now() + timedelta(days=30)
    organisation = _event(world.empty).organisation
    event = make_event(
        organisation=organisation, starts_at=begins, ends_at=begins + timedelta(hours=6)
    )
    world.asked = event.slug
    way = make_question(
        event,
        "Hvordan kommer du?",
        kind=QuestionKind.CHOICE,
        options=["Tog", "Bil"],
        is_required=True,
        help="Vi henter gerne ved stationen.",
    )
    when = make_question(event, "Hvornår er toget der?", shown_if=(way, value(way, "Tog")))
    make_question(
        event,
        "Hvad vil du være med til?",
        kind=QuestionKind.SEVERAL,
        options=["Sang", "Gåtur"],
        seen_by=SeenBy.OWNERS,
    )
    for kind in (QuestionKind.TEXT, QuestionKind.YES_NO, QuestionKind.NUMBER):
        for purpose in Purpose:
            make_question(event, f"Og så ({kind.value})?", kind=kind, purpose=purpose)
    world.ids["question with options"] = str(way.id)
    world.ids["question that depends"] = str(when.id)
    person = make_registration(event, name="Asta", at=utc_now())
    world.ids["asked"] = str(person.id)
    world.secrets["asked"] = own_page_secret(person, at=utc_now())
    give_answer(person, {way: value(way, "Tog"), when: "9.12"})
    _add_evaluations(world, organisation)


def _add_evaluations(world: World, organisation: Organisation) -> None:
    ended = utc_now() - timedelta(hours=1)
    after = make_event(
        organisation=organisation, starts_at=ended - timedelta(hours=6), ends_at=ended
    )
    world.ended = after.slug
    for event in (after, _event(world.over)):
        good = make_question(
            event,
            "Fik du talt om det, du ville?",
            kind=QuestionKind.YES_NO,
            purpose=Purpose.EVALUATION,
        )
        why = make_question(event, "Hvad skal vi gøre om?", purpose=Purpose.EVALUATION)
        spoken = event.ends_at + timedelta(minutes=1)
        for number in range(5):
            given = {good.id: "yes", why.id: "Længere frokost."} if number else {good.id: "no"}
            person = make_registration(event, at=utc_now())
            say_how_it_was(event_id=event.id, registration_id=person.id, given=given, now=spoken)
    over = _event(world.over)
    close_for_good(event_id=over.id, now=over.ends_at + EVALUATION_LASTS)
    for who in ("after", "said"):
        person = make_registration(after, name="Dea", at=utc_now())
        world.secrets[who] = own_page_secret(person, at=utc_now())


def _add_what_organisers_wrote(world: World) -> None:
    """Add a note, a message that waits to leave, one that has, and a list that was shown."""
    today, now = _event(world.today), utc_now()
    today_id = today.id
    owner = db.session.scalars(select(Account).where(Account.name == "Ruth")).one()
    owner_id = owner.id
    add_note(
        event_id=today_id,
        registration_id=int(world.ids["peer"]),
        account_id=owner_id,
        text="Vil gerne sidde ved døren.",
        once=new_secret(),
        now=now,
    )
    world.ids["draft message"] = str(make_message(today, owner))
    waiting = Narrowing(status=RegistrationStatus.WAITING)
    sent = make_message(today, owner, to=waiting)
    start_message(mailing_id=sent, account_id=owner_id, now=now)
    world.ids["message"] = str(sent)
    table = [["navn", "e-mail"], ["Gerda", "gerda@mail.example"], ["", "x"], ["Maja", ""]]
    rows = people_in(table, clean_line)
    world.ids["list"] = str(keep_list(event_id=today_id, account_id=owner_id, rows=rows, now=now))


def _add_shares(world: World, organisation: Organisation) -> None:
    now = utc_now()
    begins = now + timedelta(days=30)
    coming = {"starts_at": begins, "ends_at": begins + timedelta(hours=6)}
    closed = make_event(organisation=organisation, entry=Entry.INVITED, **coming)
    world.invited = closed.slug
    world.secrets["invitation"] = make_invitation(closed, seats=3, now=now)
    shared = make_event(organisation=organisation, **coming)
    world.shared = shared.slug
    give_rules(
        shared,
        now=now,
        allows_companions=True,
        caps={Engagement.PAID: 6},
        reserved={Region.NORDJYLLAND: (3, now + timedelta(days=9))},
    )
    offered, gone = RegistrationStatus.OFFERED, RegistrationStatus.CANCELLED
    people = {
        "offered": make_registration(
            shared, status=offered, at=now, offered_until=now + timedelta(days=2)
        ),
        "too late": make_registration(shared, status=gone, at=now, offered_until=now),
        "with somebody": make_registration(shared, name="Maja", at=now),
    }
    make_registration(shared, name="Ven", companion_of_id=people["with somebody"].id, at=now)
    for who, person in people.items():
        world.secrets[who] = own_page_secret(person, at=now)


def _add_proposals(world: World) -> None:
    today, now = _event(world.today), utc_now()
    for role, text in ((EnteredBy.SELF, "Hvad gør vi, når kaffen er drukket?"),):
        receipt = proposing.propose(
            event_id=today.id, text=text, language="da", secret=new_secret(), now=now
        )
        world.secrets[f"proposal of {role.value}"] = receipt.secret
    for entered_by in (EnteredBy.HOST, EnteredBy.ON_BEHALF):
        proposing.type_in(
            event_id=today.id,
            text=f"Noget, nogen har sagt ({entered_by.value})",
            entered_by=entered_by,
            secret=new_secret(),
            now=now,
        )
    found = db.session.scalars(
        select(ThemeProposal)
        .where(ThemeProposal.event_id == today.id, ThemeProposal.text.startswith("Noget"))
        .order_by(ThemeProposal.text)
    ).all()
    world.ids["proposal"] = found[0].id
    pausing.pause(
        event_id=today.id,
        proposal_id=found[1].id,
        reason=PauseReason.TEST_ENTRY,
        role=LogRole.ORGANISER,
        now=now,
    )


def _add_notes(world: World) -> None:
    today = _event(world.today)
    table = make_table(today, round_number=9, number=9, headline="Et stille hjørne")
    make_note(table, "En linje, som andre har skrevet.")
    world.ids["note"] = str(make_note(table, "Endnu en linje.").number)


def _add_texts_and_letters(world: World, organisation: Organisation) -> None:
    now = utc_now()
    store_missing_texts()
    for language in ("da", "en"):
        make_text(organisation, "Kort og godt.", purpose=ConsentPurpose.NOTICE, language=language)
    peer = db.session.get_one(Registration, int(world.ids["peer"]))
    say_yes(peer)
    world.ids["association"] = organisation.slug
    world.secrets["letters"] = confirming_secret(organisation, at=now)
    make_subscriber(organisation, at=now)
    for name in ("draft letter", "letter stopped", "letter sent"):
        world.ids[name] = str(make_issue(organisation))
    with transaction() as session:
        stopped, sent = (
            session.get_one(Issue, int(world.ids[name]))
            for name in ("letter stopped", "letter sent")
        )
        stopped.status, stopped.queued, stopped.expected = IssueStatus.STOPPED, 1, 3
        sent.status, sent.queued, sent.expected = IssueStatus.SENT, 1, 1


def _find_parts_of_the_write_up(world: World) -> None:
    for name, model in (
        ("section", Section),
        ("claim", Claim),
        ("change", DesiredChange),
    ):
        world.ids[name] = str(db.session.scalars(select(model.id).order_by(model.id)).first())
    world.ids["paragraph"] = str(
        db.session.scalars(
            select(Paragraph.id).where(~Paragraph.claims.any()).order_by(Paragraph.id)
        ).first()
    )
    theme = select(Claim.id, Paragraph.section_id).join(Paragraph)
    world.ids["part with sentences"] = str(db.session.execute(theme).first()[1])  # type: ignore[index]


def _add_what_comes_back(world: World) -> None:
    today = _event(world.today)
    world.home = today.organisation.slug
    day = utc_now().date() + timedelta(days=9)
    series = create_series(
        organisation_id=today.organisation_id,
        plan=SeriesPlan(
            kind=Kind.CAFE,
            title="Kaffe ved vinduet",
            headline_theme="Kom som du er",
            venue_name="Caféen",
            places=20,
            rule=Rule(Repeats.BIWEEKLY, starts_on=day),
            starts=time(14),
            lasts=timedelta(hours=2),
            without=frozenset(),
        ),
        now=utc_now(),
    )
    series_id, world.series = series.id, series.slug
    publish_dates(series_id=series_id, now=utc_now())
    late = int(world.ids["waiting"])
    open_calendar(registration_id=late)
    world.secrets["calendar"] = calendar_secret_of(db.session(), late) or ""


def _add_activities(world: World) -> None:
    organisation_id, now = _event(world.today).organisation_id, utc_now()
    what = Essentials(
        title="En gåtur",
        headline_theme="Langs fjorden, uden at skulle snakke",
        starts_at=now + timedelta(days=12),
        ends_at=now + timedelta(days=12, hours=2),
        venue_name="Ved havnen",
        places=8,
    )
    found: dict[str, int] = {}
    for state in ("unconfirmed", "waiting", "parked", "through"):
        wish = Wish(what=what, chosen_name="Maja", address=f"{state}@mail.example")
        propose_activity(organisation_id=organisation_id, wish=wish, language="da", now=now)
        latest = select(ActivityProposal.id).order_by(ActivityProposal.id.desc())
        found[state] = db.session.scalars(latest.limit(1)).one()
        with transaction() as session:
            secret = make_link(session, LinkPurpose.ACTIVITY, found[state], now=now)
        world.secrets[f"activity {state}"] = secret
        if state != "unconfirmed":
            confirm_activity(secret=secret, now=now)
    park_activity(proposal_id=found["parked"], answer="Vi tager den til foråret.", now=now)
    let_through(proposal_id=found["through"], what=replace(what, places=6), now=now)
    world.ids["activity"] = str(found["waiting"])

"""Those who help, and those who come."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account, Member, Organisation, OrganiserSession, Passkey
from eventapp.accounts.services import open_session
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from eventapp.needs.enums import NeedKind
from eventapp.needs.services import Told, note_look, tell_needs
from eventapp.registration.enums import PeerRole, RegistrationStatus
from eventapp.registration.models import Registration
from eventapp.registration.passes import pass_of
from eventapp.registration.services import set_roles
from tests.browser.world import World, event_called
from tests.factories.accounts import make_account
from tests.factories.checkin import let_in
from tests.factories.registration import make_registration, own_page_secret


def add_helpers(world: World, organisation: Organisation) -> None:
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
    add_passkey(world, world.helpers["owner"])


def add_passkey(world: World, account_id: int) -> None:
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


def add_peers(world: World) -> None:
    today, now = event_called(world.today), utc_now()
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
    late = make_registration(event_called(world.over), name="Sofus", at=now)
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

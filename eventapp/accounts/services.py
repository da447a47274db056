"""Use cases of signing in and of membership. Each is one function and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.errors import AlreadyMember, LastOwner
from eventapp.accounts.links import forget_links, make_link, use_up
from eventapp.accounts.messages import invitation_letter, no_account_letter, sign_in_letter
from eventapp.accounts.models import Account, MailLink, Member, Organisation, OrganiserSession
from eventapp.accounts.queries import (
    account_by_index,
    count_owners,
    member_of,
    membership,
    organisation_slug,
)
from eventapp.db import transaction
from eventapp.extensions import keyring
from eventapp.mail.outbox import enqueue

SEEN_EVERY = timedelta(minutes=1)  # Writing each use would cost a write per page.
SENDER = "Træf"


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What an association says of itself on the pages of its gatherings."""

    name: str
    contact_name: str
    contact_phone: str
    contact_address: str
    crisis_line_name: str
    crisis_line_phone: str
    exit_url: str


def create_owner(*, address: str, name: str, organisation: str, now: datetime) -> str:
    """Make the first person of a new association; give the secret of her sign-in link.

    A person who has an account gets a further association and a new link.
    """
    with transaction() as session:
        account = _account_for(session, address=address, name=name, now=now)
        home = Organisation(name=organisation, slug=organisation_slug(session, organisation))
        session.add(home)
        session.flush()
        session.add(Member(organisation_id=home.id, account_id=account.id, role=Role.OWNER))
        return make_link(session, LinkPurpose.SIGN_IN, account.id, now=now)


def adopt_organisation(*, organisation_id: int, address: str, name: str, now: datetime) -> None:
    """Make a person owner of an association that came with a gathering file."""
    with transaction() as session:
        account = _account_for(session, address=address, name=name, now=now)
        session.add(Member(organisation_id=organisation_id, account_id=account.id, role=Role.OWNER))


def make_sign_in_link(*, account_id: int, now: datetime) -> str:
    """Make a sign-in link for whoever runs the server, and give its secret."""
    with transaction() as session:
        return make_link(session, LinkPurpose.SIGN_IN, account_id, now=now)


def request_sign_in(
    *, address: str, language: str, now: datetime, onwards: str | None = None
) -> None:
    """Mail a sign-in link. Whether there is an account is told to the address alone.

    It costs the same statements and one mail either way. ``onwards`` is where the link leads.
    """
    with transaction() as session:
        account = account_by_index(session, keyring.address_index(address))
        secret = make_link(
            session,
            LinkPurpose.SIGN_IN,
            None if account is None else account.id,
            now=now,
            onwards=onwards,
        )
        letter = (
            no_account_letter(language=language)
            if account is None
            else sign_in_letter(language=language, secret=secret)
        )
        enqueue(session, letter, to=address, purpose="sign_in", sender_name=SENDER, now=now)


def sign_in(*, secret: str, now: datetime) -> str:
    """Use up a sign-in link and give the secret for the browser's cookie.

    Raises LinkRanOut.
    """
    with transaction() as session:
        account_id = use_up(session, LinkPurpose.SIGN_IN, secret, now=now)
        return open_session(session, account_id, now=now)


def open_session(session: Session, account_id: int, *, now: datetime) -> str:
    """Let a person into a browser, however she proved who she is; give the cookie's secret."""
    cookie = tokens.new_secret()
    session.add(
        OrganiserSession(
            account_id=account_id,
            digest=tokens.hash_secret(cookie),
            signed_in_at=now,
            seen_at=now,
            confirmed_at=now,
        )
    )
    return cookie


def sign_out(*, cookie: str) -> None:
    """End a signed-in browser; ending it twice changes nothing."""
    with transaction() as session:
        end_sessions(session, OrganiserSession.digest == tokens.hash_secret(cookie))


def sign_out_elsewhere(*, account_id: int, session_id: int) -> None:
    """End every browser a person is signed in to but one."""
    with transaction() as session:
        end_sessions(
            session,
            (OrganiserSession.account_id == account_id) & (OrganiserSession.id != session_id),
        )


def end_sessions(session: Session, which: ColumnElement[bool]) -> None:
    """End signed-in browsers, and the links that would confirm them.

    A number may be given again to a later browser, which such a link must not confirm.
    """
    ended = select(OrganiserSession.id).where(which)
    session.execute(
        delete(MailLink).where(
            MailLink.purpose == LinkPurpose.CONFIRM, MailLink.subject_id.in_(ended)
        )
    )
    session.execute(delete(OrganiserSession).where(which))


def rename_account(*, account_id: int, name: str) -> None:
    """Call a person what she wants to be called."""
    with transaction() as session:
        session.get_one(Account, account_id).name = name


def note_use(*, session_id: int, now: datetime) -> None:
    """Keep a signed-in browser from running out while it is used."""
    with transaction() as session:
        opened = session.get(OrganiserSession, session_id)
        if opened is not None:
            opened.seen_at = now


def describe_organisation(*, organisation_id: int, details: OrganisationDetails) -> None:
    """Change what an association says of itself."""
    with transaction() as session:
        organisation = session.get_one(Organisation, organisation_id)
        organisation.name = details.name
        organisation.contact_name = details.contact_name
        organisation.contact_phone = details.contact_phone
        organisation.contact_address = details.contact_address
        organisation.crisis_line_name = details.crisis_line_name
        organisation.crisis_line_phone = details.crisis_line_phone
        organisation.exit_url = details.exit_url


def invite_member(
    *, organisation_id: int, address: str, name: str, role: Role, language: str, now: datetime
) -> None:
    """Give a person a place in the association and mail her a link.

    Raises AlreadyMember; then nothing was written.
    """
    with transaction() as session:
        # Two presses of the button take turns, so that the second is told what the first did.
        _lock(session, organisation_id)
        organisation = session.get_one(Organisation, organisation_id)
        account = _account_for(session, address=address, name=name, now=now)
        if membership(session, account.id, organisation_id) is not None:
            raise AlreadyMember
        session.add(Member(organisation_id=organisation_id, account_id=account.id, role=role))
        secret = make_link(session, LinkPurpose.SIGN_IN, account.id, now=now)
        letter = invitation_letter(language=language, organisation=organisation.name, secret=secret)
        enqueue(session, letter, to=address, purpose="invitation", sender_name=SENDER, now=now)


def change_role(*, organisation_id: int, member_id: int, role: Role) -> None:
    """Give a member another role. Raises LastOwner when no owner would be left."""
    with transaction() as session:
        _lock(session, organisation_id)
        member = member_of(session, organisation_id, member_id)
        _keep_an_owner(session, member, role)
        member.role = role


def set_access_coordinator(
    *, organisation_id: int, member_id: int, is_access_coordinator: bool
) -> None:
    """Let a member read what people need, or end it; doing it twice changes nothing.

    Raises NotFound for another association's.
    """
    with transaction() as session:
        member = member_of(session, organisation_id, member_id)
        member.is_access_coordinator = is_access_coordinator


def remove_member(*, organisation_id: int, member_id: int) -> None:
    """Take a person out of the association; her account goes when it was her last.

    Raises LastOwner when no owner would be left.
    """
    with transaction() as session:
        _lock(session, organisation_id)
        member = member_of(session, organisation_id, member_id)
        _keep_an_owner(session, member, None)
        account_id = member.account_id
        session.delete(member)
        session.flush()
        if (
            session.scalars(select(Member.id).where(Member.account_id == account_id)).first()
            is None
        ):
            # A link that outlived the account would open nothing, or somebody else's.
            forget_links(session, LinkPurpose.SIGN_IN, account_id)
            end_sessions(session, OrganiserSession.account_id == account_id)
            session.execute(delete(Account).where(Account.id == account_id))


def _account_for(session: Session, *, address: str, name: str, now: datetime) -> Account:
    index = keyring.address_index(address)
    account = account_by_index(session, index)
    if account is None:
        account = Account(name=name, address=address, address_index=index, created_at=now)
        session.add(account)
        session.flush()
    return account


def _lock(session: Session, organisation_id: int) -> None:
    # Two owners who step down at once take turns, so that one of them stays.
    session.scalars(
        select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()
    ).one()


def _keep_an_owner(session: Session, member: Member, becomes: Role | None) -> None:
    steps_down = member.role is Role.OWNER and becomes is not Role.OWNER
    if steps_down and count_owners(session, member.organisation_id) == 1:
        raise LastOwner

"""Reads of associations, their people and their sign-ins."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account, Member, Organisation, OrganiserSession, Passkey
from eventapp.accounts.policies import may_act_as
from eventapp.errors import NotFound
from eventapp.slugs import slug_of


def account_by_index(session: Session, address_index: str) -> Account | None:
    """Find the account of an address by its blind index."""
    return session.scalars(
        select(Account).where(Account.address_index == address_index)
    ).one_or_none()


def session_by_digest(session: Session, digest: str) -> OrganiserSession | None:
    """Find a signed-in browser by the hash of its secret."""
    return session.scalars(
        select(OrganiserSession).where(OrganiserSession.digest == digest)
    ).one_or_none()


def memberships_of(session: Session, account_id: int) -> Sequence[Member]:
    """List the associations of a person, by name."""
    return session.scalars(
        select(Member)
        .join(Organisation)
        .where(Member.account_id == account_id)
        .order_by(Organisation.name, Member.id)
    ).all()


def membership(session: Session, account_id: int, organisation_id: int) -> Member | None:
    """Find a person's place in an association."""
    return session.scalars(
        select(Member).where(
            Member.account_id == account_id, Member.organisation_id == organisation_id
        )
    ).one_or_none()


def members_of(session: Session, organisation_id: int) -> Sequence[Member]:
    """List the people of an association in the order they came."""
    return session.scalars(
        select(Member).where(Member.organisation_id == organisation_id).order_by(Member.id)
    ).all()


def access_coordinators_of(session: Session, organisation_id: int) -> Sequence[Member]:
    """List who reads what people need: those who were asked to, or else the owners.

    Somebody who only lets people in does not, even if she was asked to once.
    """
    everybody = members_of(session, organisation_id)
    asked = [
        member
        for member in everybody
        if member.is_access_coordinator and may_act_as(member.role, Role.ORGANISER)
    ]
    return asked or [member for member in everybody if member.role is Role.OWNER]


def member_of(session: Session, organisation_id: int, member_id: int) -> Member:
    """Find one of an association's people. Raises NotFound for another association's."""
    found = session.scalars(
        select(Member).where(Member.id == member_id, Member.organisation_id == organisation_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def count_owners(session: Session, organisation_id: int) -> int:
    """Count those who decide who the members are."""
    return session.scalars(
        select(func.count())
        .select_from(Member)
        .where(Member.organisation_id == organisation_id, Member.role == Role.OWNER)
    ).one()


def organisation_by_slug(session: Session, slug: str) -> Organisation:
    """Find an association by its address. Raises NotFound."""
    found = session.scalars(select(Organisation).where(Organisation.slug == slug)).one_or_none()
    if found is None:
        raise NotFound
    return found


def organisation_slug(session: Session, name: str) -> str:
    """Make an address for an association that no other one has."""

    def is_taken(slug: str) -> bool:
        found = select(Organisation.id).where(Organisation.slug == slug)
        return session.scalars(found).first() is not None

    return slug_of(name, "", is_taken)


def sessions_of(session: Session, account_id: int) -> Sequence[OrganiserSession]:
    """List where a person is signed in, the one used last first."""
    return session.scalars(
        select(OrganiserSession)
        .where(OrganiserSession.account_id == account_id)
        .order_by(OrganiserSession.seen_at.desc(), OrganiserSession.id.desc())
    ).all()


def passkeys_of(session: Session, account_id: int) -> Sequence[Passkey]:
    """List a person's passkeys in the order they came."""
    return session.scalars(
        select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    ).all()


def passkey_of(session: Session, account_id: int, passkey_id: int) -> Passkey:
    """Find one of a person's passkeys. Raises NotFound for somebody else's."""
    found = session.scalars(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found

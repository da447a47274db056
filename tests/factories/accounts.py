"""Associations and their people."""

from __future__ import annotations

from itertools import count

from eventapp.accounts.enums import Role
from eventapp.accounts.models import Account, Member, Organisation
from eventapp.db import transaction
from eventapp.extensions import keyring
from tests.days import NOW

_numbers = count(1)


def make_organisation(**overrides: object) -> Organisation:
    """Make an association that is ready to publish."""
    values = {
        "name": "Foreningen Langbordet",
        "slug": f"langbordet-{next(_numbers)}",
        "contact_name": "Astrid",
        "contact_phone": "00 00 12 34",
        "contact_address": "astrid@langbordet.example",
        "crisis_line_name": "Natlinjen",
        "crisis_line_phone": "00 00 56 78",
        "exit_url": "https://www.dmi.dk/",
    }
    with transaction() as session:
        organisation = Organisation(**{**values, **overrides})
        session.add(organisation)
    return organisation


def make_account(
    *,
    organisation: Organisation | None = None,
    role: Role = Role.OWNER,
    name: str = "Astrid",
    address: str | None = None,
) -> Account:
    """Make a person with a place in an association."""
    address = address or f"helper{next(_numbers)}@langbordet.example"
    organisation = organisation or make_organisation()
    organisation_id = organisation.id
    with transaction() as session:
        account = Account(
            name=name, address=address, address_index=keyring.address_index(address), created_at=NOW
        )
        session.add(account)
        session.flush()
        session.add(Member(organisation_id=organisation_id, account_id=account.id, role=role))
    return account

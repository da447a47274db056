"""Who is with an association, and what each may do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose, Role
from eventapp.accounts.errors import AlreadyMember, LastOwner
from eventapp.accounts.links import make_link
from eventapp.accounts.models import Account, MailLink, Member, Organisation, OrganiserSession
from eventapp.accounts.services import change_role, create_owner, invite_member, remove_member
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.browser_client import Browser
from tests.factories.accounts import make_account, make_organisation
from tests.factories.mails import all_mails, secret_in


def _member(account: Account) -> Member:
    return db.session.scalars(select(Member).where(Member.account_id == account.id)).one()


def _roles() -> list[Role]:
    return list(db.session.scalars(select(Member.role).order_by(Member.id)))


def test_inviting_somebody_gives_her_a_place_and_a_mail(browser: Browser) -> None:
    organisation = make_organisation()
    browser.sign_in(make_account(organisation=organisation))

    browser.post(
        "accounts.people",
        {"name": "Bent", "address": "bent@mail.example", "role": "door_host"},
    )

    assert _roles() == [Role.OWNER, Role.DOOR_HOST]
    [mail] = all_mails()
    assert (mail.recipient, mail.purpose, mail.sender_name) == (
        "bent@mail.example",
        "invitation",
        "Træf",
    )
    newcomer = Browser(browser.app)
    newcomer.post("accounts.sign_in_by_link", secret=secret_in(mail))


def test_inviting_somebody_twice_says_so_and_sends_nothing(browser: Browser) -> None:
    organisation = make_organisation()
    browser.sign_in(make_account(organisation=organisation, address="astrid@mail.example"))

    page = browser.post(
        "accounts.people",
        {"name": "Astrid", "address": "ASTRID@mail.example", "role": "owner"},
        status=422,
    )

    assert page.errors == ["That person is already with you."]
    assert page.value_of("name") == "Astrid"
    assert (_roles(), all_mails()) == ([Role.OWNER], [])


def test_of_two_invitations_at_once_one_is_told_that_she_is_there(app: Flask) -> None:
    organisation_id = make_organisation().id
    db.session.rollback()
    start = Barrier(2)

    def invite(_number: int) -> str:
        with app.app_context():
            start.wait()
            try:
                invite_member(
                    organisation_id=organisation_id,
                    address="bent@mail.example",
                    name="Bent",
                    role=Role.DOOR_HOST,
                    language="da",
                    now=utc_now(),
                )
            except AlreadyMember:
                return "already"
            return "invited"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(invite, range(2))) == ["already", "invited"]
    assert len(all_mails()) == 1


def test_the_last_owner_can_neither_step_down_nor_leave(app: Flask) -> None:
    del app
    organisation = make_organisation()
    owner = _member(make_account(organisation=organisation))
    make_account(organisation=organisation, role=Role.ORGANISER)
    here, her = organisation.id, owner.id

    with pytest.raises(LastOwner):
        change_role(organisation_id=here, member_id=her, role=Role.ORGANISER)
    with pytest.raises(LastOwner):
        remove_member(organisation_id=here, member_id=her)

    assert _roles() == [Role.OWNER, Role.ORGANISER]


def test_of_two_owners_who_step_down_at_once_one_stays(app: Flask) -> None:
    organisation = make_organisation()
    here = organisation.id
    both = [_member(make_account(organisation=organisation)).id for _ in range(2)]
    db.session.rollback()
    start = Barrier(2)

    def step_down(member_id: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                change_role(organisation_id=here, member_id=member_id, role=Role.DOOR_HOST)
            except LastOwner:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(step_down, both)) == [False, True]
    assert sorted(_roles()) == [Role.DOOR_HOST, Role.OWNER]


def test_the_account_goes_with_the_last_place_and_so_does_every_way_in(browser: Browser) -> None:
    organisation = make_organisation()
    make_account(organisation=organisation)
    leaving = make_account(organisation=organisation, role=Role.DOOR_HOST)
    leaving_id, place = leaving.id, _member(leaving).id
    with transaction() as session:
        unused = make_link(session, LinkPurpose.SIGN_IN, leaving_id, now=utc_now())
    browser.sign_in(leaving)

    remove_member(organisation_id=organisation.id, member_id=place)

    assert db.session.get(Account, leaving_id) is None
    assert db.session.scalars(select(OrganiserSession.id)).all() == []
    assert db.session.scalars(select(MailLink).where(MailLink.used_at.is_(None))).all() == []
    browser.post("accounts.sign_in_by_link", secret=unused, status=410)
    browser.get("dashboard.home", status=303)


def test_a_new_account_never_gets_the_number_of_an_erased_one(app: Flask) -> None:
    del app
    organisation = make_organisation()
    make_account(organisation=organisation)
    leaving = make_account(organisation=organisation, role=Role.DOOR_HOST)
    old_id = leaving.id
    remove_member(organisation_id=organisation.id, member_id=_member(leaving).id)

    assert make_account(organisation=organisation).id > old_id


def test_who_is_in_two_associations_keeps_her_account_when_one_lets_her_go(app: Flask) -> None:
    del app
    first, second = make_organisation(name="A"), make_organisation(name="B")
    make_account(organisation=first)
    both = make_account(organisation=first, role=Role.DOOR_HOST, address="both@mail.example")
    both_id, place = both.id, _member(both).id
    invite_member(
        organisation_id=second.id,
        address="both@mail.example",
        name="Both",
        role=Role.DOOR_HOST,
        language="da",
        now=utc_now(),
    )

    remove_member(organisation_id=first.id, member_id=place)

    assert db.session.get(Account, both_id) is not None
    assert _member(both).organisation_id == second.id


def test_another_associations_people_are_not_there(browser: Browser) -> None:
    stranger = _member(make_account(organisation=make_organisation(name="Other")))
    stranger_id = stranger.id
    browser.sign_in(make_account(organisation=make_organisation()))

    browser.get("accounts.person", member_id=stranger_id, status=404)
    browser.post(
        "accounts.person", {"role": "owner", "remove": "1"}, member_id=stranger_id, status=404
    )

    assert _roles() == [Role.OWNER, Role.OWNER]


@pytest.mark.parametrize("number", [0, 2**31, 10**30])
def test_a_number_no_person_has_is_a_page_that_is_not_there(browser: Browser, number: int) -> None:
    browser.sign_in(make_account())

    browser.open(f"/organise/people/{number}", status=404)


OWNER_PAGES = ("accounts.organisation", "accounts.people")


@pytest.mark.parametrize(
    ("role", "own_status", "new_status"),
    [(Role.OWNER, 200, 200), (Role.ORGANISER, 404, 200), (Role.DOOR_HOST, 404, 404)],
)
def test_each_role_opens_its_own_pages(
    browser: Browser, role: Role, own_status: int, new_status: int
) -> None:
    organisation = make_organisation()
    browser.sign_in(make_account(organisation=organisation, role=role))

    for endpoint in OWNER_PAGES:
        browser.get(endpoint, status=own_status)
    browser.get("events.new", status=new_status)
    browser.get("dashboard.home")


def test_the_first_owner_signs_in_with_the_link_the_command_prints(
    browser: Browser,
) -> None:
    secret = create_owner(
        address="astrid@mail.example", name="Astrid", organisation="Langbordet", now=utc_now()
    )

    browser.post("accounts.sign_in_by_link", secret=secret)

    browser.get("accounts.organisation")
    assert db.session.scalars(select(Organisation.name)).one() == "Langbordet"


def test_an_owner_changes_a_role_and_takes_somebody_out(browser: Browser) -> None:
    organisation = make_organisation()
    browser.sign_in(make_account(organisation=organisation))
    helper = make_account(organisation=organisation, role=Role.DOOR_HOST, name="Bent")
    place = _member(helper).id

    browser.post("accounts.person", {"role": "organiser"}, member_id=place)
    assert _roles() == [Role.OWNER, Role.ORGANISER]
    browser.post("accounts.person", {"role": "organiser", "remove": "1"}, member_id=place)

    assert _roles() == [Role.OWNER]
    assert "Bent" not in browser.get("accounts.people").text

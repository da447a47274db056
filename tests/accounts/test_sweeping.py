"""What has run out is taken out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventapp.accounts.enums import LinkPurpose
from eventapp.accounts.links import make_link
from eventapp.accounts.models import MailLink, OrganiserSession
from eventapp.accounts.services import sign_in
from eventapp.accounts.sweeping import forget_what_ran_out
from eventapp.clock import utc_now
from eventapp.db import db, transaction
from tests.factories.accounts import make_account

pytestmark = pytest.mark.usefixtures("app")


def test_used_and_old_links_and_ended_sessions_are_deleted_and_no_others() -> None:
    now, account_id = utc_now(), make_account().id
    with transaction() as session:
        make_link(session, LinkPurpose.SIGN_IN, account_id, now=now - timedelta(hours=1))
        used = make_link(session, LinkPurpose.SIGN_IN, account_id, now=now)
        early = make_link(session, LinkPurpose.SIGN_IN, account_id, now=now - timedelta(hours=13))
        make_link(session, LinkPurpose.OWN_PAGE, 1, now=now)
    sign_in(secret=early, now=now - timedelta(hours=13))
    sign_in(secret=used, now=now)

    forget_what_ran_out()

    assert db.session.scalars(select(MailLink.purpose)).all() == [LinkPurpose.OWN_PAGE]
    assert db.session.scalars(select(OrganiserSession.signed_in_at)).all() == [now]

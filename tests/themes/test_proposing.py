"""Bringing a proposal in, and the receipt that is all its writer has."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect, select

from eventapp import tokens
from eventapp.db import db
from eventapp.errors import NotFound
from eventapp.themes.enums import EnteredBy, ProposalStatus, SupportValue
from eventapp.themes.errors import (
    ProposalsClosed,
    SentBefore,
    SomebodyHasAnswered,
    WordsStay,
    WordsTaken,
    WordsUnknown,
)
from eventapp.themes.models import ProcessLog, ThemeProposal
from eventapp.themes.queries import proposal_by_link, proposals_in_account, proposals_of
from eventapp.themes.receipts import Locked, Receipt
from eventapp.themes.services import proposing
from eventapp.themes.services.proposing import propose, reword, type_in, withdraw
from tests.factories.registration import make_registration
from tests.factories.themes import give_answers, make_open_event, make_proposal

pytestmark = pytest.mark.usefixtures("app")


def _propose(event_id: int, now: datetime, text: str = "Hvem ringer jeg til?") -> Receipt:
    return propose(event_id=event_id, text=text, language="da", secret=tokens.new_secret(), now=now)


def _texts(event_id: int) -> list[str]:
    return sorted(one.text for one in proposals_of(db.session(), event_id))


def test_a_proposal_keeps_its_words_and_the_day_and_nothing_about_its_writer(now: datetime) -> None:
    event = make_open_event()

    _propose(event.id, now.replace(hour=23), text="Hvem ringer jeg til?")

    [proposal] = proposals_of(db.session(), event.id)
    assert proposal.text == "Hvem ringer jeg til?"
    # Half past midnight in Copenhagen.
    assert proposal.created_day == (now + timedelta(days=1)).date()
    assert (proposal.entered_by, proposal.status) == (EnteredBy.SELF, ProposalStatus.OPEN)


def test_the_table_has_no_column_for_an_author_an_address_a_time_or_a_weight() -> None:
    columns = {
        table: {column.name for column in db.metadata.tables[table].columns}
        for table in ("theme_proposal", "support")
    }

    assert columns == {
        "theme_proposal": {
            "id",
            "event_id",
            "text",
            "language",
            "entered_by",
            "created_day",
            "status",
            "reason",
            "parked_where",
            "was_reopened",
            "pause_entry_id",
            "link_hash",
            "words_hash",
            "locked_link",
            "yes_total",
            "maybe_total",
            "skip_total",
        },
        "support": {"proposal_id", "ballot", "value"},
    }


def test_on_sqlite_no_row_number_is_left_that_would_tell_who_came_first() -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("Row numbers are SQLite's.")
    tables = inspect(db.engine).get_table_names()
    with db.engine.connect() as connection:
        without = [
            table
            for table in sorted(tables)
            if "WITHOUT ROWID"
            in connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
            ).scalar_one()
        ]

    assert {"support", "theme_proposal"} <= set(without)


def test_the_same_form_sent_twice_makes_one_proposal_and_one_receipt(now: datetime) -> None:
    event, secret = make_open_event(), tokens.new_secret()

    receipts = [
        propose(event_id=event.id, text="Kaffe", language="da", secret=secret, now=now)
        for _press in range(2)
    ]

    assert receipts == [Receipt(secret), Receipt(secret)]
    assert _texts(event.id) == ["Kaffe"]


def test_going_back_and_sending_other_words_is_asked_about(now: datetime) -> None:
    event, secret = make_open_event(), tokens.new_secret()
    propose(event_id=event.id, text="Kaffe", language="da", secret=secret, now=now)

    with pytest.raises(SentBefore):
        propose(event_id=event.id, text="Te", language="da", secret=secret, now=now)

    assert _texts(event.id) == ["Kaffe"]


def test_nobody_can_propose_after_the_close(now: datetime) -> None:
    event = make_open_event(closes_at=now)

    with pytest.raises(ProposalsClosed):
        _propose(event.id, now)
    with pytest.raises(ProposalsClosed):
        type_in(
            event_id=event.id,
            text="Kaffe",
            entered_by=EnteredBy.HOST,
            secret=tokens.new_secret(),
            now=now,
        )

    assert _texts(event.id) == []


def test_two_proposals_never_share_three_words(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = make_open_event()
    _propose(event.id, now, text="Kaffe")
    # What happens once in some 20,000 times is made to happen now.
    [first] = proposals_of(db.session(), event.id)
    assert first.words_hash is not None
    taken = Locked(first.words_hash, b"0" * 16)
    monkeypatch.setattr("eventapp.themes.services.proposing.lock", lambda *_, **__: taken)

    with pytest.raises(WordsTaken):
        _propose(event.id, now, text="Te")

    assert _texts(event.id) == ["Kaffe"]


@pytest.mark.parametrize(
    "written", ["{0} {1} {2}", "{0} · {1} · {2}", "  {0},{1}.  {2} ", "{0}\n{1}\n{2}"]
)
def test_three_words_give_the_link_back_however_they_are_written(
    now: datetime, written: str
) -> None:
    event = make_open_event()
    receipt = _propose(event.id, now)

    words = written.format(*receipt.words)

    assert proposing.link_for_words(event_id=event.id, typed=words.upper()) == receipt
    spelled = words.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    assert proposing.link_for_words(event_id=event.id, typed=spelled) == receipt


def test_three_words_open_nothing_elsewhere_or_in_another_order(now: datetime) -> None:
    event, other = make_open_event(), make_open_event()
    receipt = _propose(event.id, now)
    first, second, third = receipt.words
    assert len(set(receipt.words)) == 3 or pytest.skip("Two of the words are the same.")

    for event_id, typed in (
        (other.id, f"{first} {second} {third}"),
        (event.id, f"{third} {second} {first}"),
        (event.id, f"{first} {second}"),
        (event.id, ""),
    ):
        with pytest.raises(WordsUnknown):
            proposing.link_for_words(event_id=event_id, typed=typed)


def test_the_database_holds_neither_the_secret_nor_the_words(now: datetime) -> None:
    event = make_open_event()
    receipt = _propose(event.id, now)

    rows = db.session.execute(select(*ThemeProposal.__table__.columns)).all()

    dump = repr(rows)
    assert receipt.secret not in dump
    assert not any(word in dump for word in receipt.words)


def test_the_writer_changes_her_words_until_somebody_has_answered(now: datetime) -> None:
    event = make_open_event()
    receipt = _propose(event.id, now, text="Kaffe")
    reword(event_id=event.id, secret=receipt.secret, text="Te")
    [proposal] = proposals_of(db.session(), event.id)
    give_answers(proposal, {make_registration(event).id: SupportValue.PASS})

    with pytest.raises(SomebodyHasAnswered):
        reword(event_id=event.id, secret=receipt.secret, text="Kakao")

    assert _texts(event.id) == ["Te"]


def test_withdrawing_erases_the_words_and_keeps_the_number(now: datetime) -> None:
    event = make_open_event()
    receipt = _propose(event.id, now, text="Kaffe")

    for _press in range(2):
        withdraw(event_id=event.id, secret=receipt.secret, now=now + timedelta(days=1))

    proposal = proposal_by_link(db.session(), event.id, receipt.secret)
    assert (proposal.text, proposal.status) == ("", ProposalStatus.WITHDRAWN)
    account = proposals_in_account(db.session(), event.id)
    assert (account.total, account.withdrawn, account.open) == (1, 1, 0)
    assert [(line.role.value, line.day) for line in db.session.scalars(select(ProcessLog))] == [
        ("participant", (now + timedelta(days=1)).date())
    ]
    with pytest.raises(WordsStay):
        reword(event_id=event.id, secret=receipt.secret, text="Te")


def test_who_types_for_others_holds_no_receipt(now: datetime) -> None:
    event, secret = make_open_event(), tokens.new_secret()
    for _press in range(2):
        type_in(
            event_id=event.id,
            text="Fra en seddel",
            entered_by=EnteredBy.ON_BEHALF,
            secret=secret,
            now=now,
        )

    with pytest.raises(NotFound):
        reword(event_id=event.id, secret=secret, text="Pænere sagt")
    with pytest.raises(NotFound):
        withdraw(event_id=event.id, secret=secret, now=now)

    assert _texts(event.id) == ["Fra en seddel"]


def test_the_hosts_own_are_left_out_of_what_came_from_peers(now: datetime) -> None:
    event = make_open_event()
    make_proposal(event)
    for entered_by in (EnteredBy.ON_BEHALF, EnteredBy.HOST):
        type_in(
            event_id=event.id,
            text=entered_by,
            entered_by=entered_by,
            secret=tokens.new_secret(),
            now=now,
        )

    account = proposals_in_account(db.session(), event.id)

    assert (account.total, account.from_peers) == (3, 2)


def test_a_proposal_of_another_gathering_is_not_found(now: datetime) -> None:
    event, other = make_open_event(), make_open_event()
    receipt = _propose(event.id, now)

    with pytest.raises(NotFound):
        reword(event_id=other.id, secret=receipt.secret, text="Te")

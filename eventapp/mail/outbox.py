"""Putting a mail in the outbox, in the same transaction as what it tells about."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.db import after_commit, insert_or_update
from eventapp.extensions import jobs, keyring, settings_now
from eventapp.mail.delivery import deliver_waiting, message_domain
from eventapp.mail.letters import Letter
from eventapp.mail.models import SENDER_NAME_LENGTH, FirstMails, OutboxMail

FIRST_MAILS_A_DAY = 3  # To an address where nobody has opened a link from us yet.
HELD_BACK = "held back"


def enqueue(
    session: Session,
    letter: Letter,
    *,
    to: str,
    purpose: str,
    sender_name: str,
    now: datetime,
    list_unsubscribe: str | None = None,
) -> OutboxMail:
    """Store a mail to be sent, and hurry it once the use case is stored. Gives its row.

    ``sender_name`` is what the inbox shows, so it must say nothing of what the mail is about.
    ``list_unsubscribe`` is the https address that ends a newsletter at one press (RFC 8058);
    other mails have none. Raises ValueError when it could not stand in a header.

    Of the mails that strangers can call forth an address gets a few a day. What is asked for
    beyond that costs the same, and its row says that it was held back.
    """
    is_held_back = _is_one_too_many(session, letter, to, now)
    has_way_back = settings_now().mail.bounces is not None and not is_held_back
    mail = OutboxMail(
        message_id=f"<{tokens.new_secret().lower()}@{message_domain()}>",
        purpose=purpose,
        recipient=to,
        # One line each, whatever an imported title holds: a line break in a header ends it.
        sender_name=" ".join(sender_name.split())[:SENDER_NAME_LENGTH],
        subject=" ".join(letter.subject.split()),
        text=letter.as_text(),
        html=letter.as_html(),
        list_unsubscribe=None if list_unsubscribe is None else _for_header(list_unsubscribe),
        bounce_token=tokens.new_secret().lower() if has_way_back else None,
        address_index=keyring.address_index(to) if has_way_back else None,
        created_at=now,
        due_at=now,
        refused_at=now if is_held_back else None,
        last_answer=HELD_BACK if is_held_back else None,
    )
    if is_held_back:
        mail.forget_contents()
    session.add(mail)
    after_commit(session, _hurry)
    return mail


def forget_first_mails(session: Session, address_index: str) -> None:
    """Take out how many first mails an address got, for an owner who is erased at her own wish.

    Where somebody else may have typed it in, the count stays its two days: it spares her.
    """
    session.execute(delete(FirstMails).where(FirstMails.address_index == address_index))


def _hurry() -> None:
    jobs.later(deliver_waiting)


def _is_one_too_many(session: Session, letter: Letter, to: str, now: datetime) -> bool:
    """Count a first mail, and tell whether the address has had its share today.

    A mail that counts for nothing is asked about all the same, so that who counts statements
    cannot tell whether the address is known. The row takes turns: of two at once both count.
    """
    if letter.is_first is None:
        return False
    index, day, more = keyring.address_index(to), now.date(), int(letter.is_first)
    insert_or_update(
        session,
        FirstMails,
        {"address_index": index, "day": day, "how_many": more},
        unique=("address_index", "day"),
        update={"how_many": FirstMails.how_many + more},
        where=true(),
    )
    so_far = session.scalars(
        select(FirstMails.how_many).where(FirstMails.address_index == index, FirstMails.day == day)
    ).one()
    return letter.is_first and so_far > FIRST_MAILS_A_DAY


def _for_header(address: str) -> str:
    is_printable = address.isascii() and address.isprintable() and not set(address) & set(" <>,")
    if not is_printable or urlsplit(address).scheme != "https":
        raise ValueError("A header holds an https address on one line of plain letters.")
    return address

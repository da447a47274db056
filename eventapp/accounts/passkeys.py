"""Use cases of passkeys: adding one, signing in with one, and proving with one who you are."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from eventapp import tokens
from eventapp.accounts import ceremonies
from eventapp.accounts.ceremonies import House
from eventapp.accounts.enums import Ceremony
from eventapp.accounts.errors import PasskeyNotTaken, TooManyPasskeys
from eventapp.accounts.messages import passkey_added_letter
from eventapp.accounts.models import Account, OrganiserSession, Passkey, PasskeyChallenge
from eventapp.accounts.queries import passkey_of
from eventapp.accounts.services import SENDER, open_session
from eventapp.db import transaction
from eventapp.extensions import keyring
from eventapp.mail.outbox import enqueue

CHALLENGE_LIFETIME = timedelta(minutes=5)
MOST_PASSKEYS = 20


def begin(*, ceremony: Ceremony, account_id: int | None, now: datetime) -> str:
    """Make the question a passkey must sign. The browser's cookie holds it, the row its hash.

    It costs the same whoever asks: before signing in there is nobody to ask about.
    """
    with transaction() as session:
        challenge = tokens.new_secret()
        session.add(
            PasskeyChallenge(
                digest=tokens.hash_secret(challenge),
                ceremony=ceremony,
                account_id=account_id,
                expires_at=now + CHALLENGE_LIFETIME,
            )
        )
        return challenge


def add_passkey(
    *,
    house: House,
    account_id: int,
    challenge: str,
    sent: str,
    name: str,
    language: str,
    now: datetime,
) -> None:
    """Keep a passkey that a signed-in person has just made, and write to her that it is there.

    Raises PasskeyNotTaken, or TooManyPasskeys.
    """
    _use_up(Ceremony.ADD, account_id, challenge, now=now)
    key = ceremonies.read_new(house, sent, challenge=challenge)
    with transaction() as session:
        # Two keys at once take turns at being counted.
        account = session.scalars(
            select(Account).where(Account.id == account_id).with_for_update()
        ).one()
        _refuse_one_too_many(session, account_id)
        if session.scalars(_by_credential(key.credential_id)).first() is not None:
            raise PasskeyNotTaken
        session.add(
            Passkey(
                account_id=account_id,
                credential_id=key.credential_id,
                public_key=key.public_key,
                sign_count=key.sign_count,
                name=name,
                created_at=now,
            )
        )
        letter = passkey_added_letter(language=language)
        enqueue(session, letter, to=account.address, purpose="passkey", sender_name=SENDER, now=now)


def sign_in_by_passkey(*, house: House, challenge: str, sent: str, now: datetime) -> str:
    """Sign in whoever a passkey belongs to, and give the secret for the browser's cookie.

    Raises PasskeyNotTaken, the same for an unknown passkey as for a wrong one.
    """
    _use_up(Ceremony.SIGN_IN, None, challenge, now=now)
    with transaction() as session:
        key = _check(session, house, challenge, sent, now=now)
        return open_session(session, key.account_id, now=now)


def confirm_by_passkey(
    *, house: House, account_id: int, session_id: int, challenge: str, sent: str, now: datetime
) -> None:
    """Note that the person in a signed-in browser has proved who she is.

    Raises PasskeyNotTaken, also for a passkey of somebody else's.
    """
    _use_up(Ceremony.CONFIRM, account_id, challenge, now=now)
    with transaction() as session:
        key = _check(session, house, challenge, sent, now=now)
        opened = session.get(OrganiserSession, session_id)
        if opened is None or not key.account_id == opened.account_id == account_id:
            raise PasskeyNotTaken
        opened.confirmed_at = now


def rename_passkey(*, account_id: int, passkey_id: int, name: str) -> None:
    """Call a passkey something else. Raises NotFound for somebody else's."""
    with transaction() as session:
        passkey_of(session, account_id, passkey_id).name = name


def remove_passkey(*, account_id: int, passkey_id: int) -> None:
    """Take a passkey out; from now on it opens nothing. Taking it out twice changes nothing."""
    with transaction() as session:
        session.execute(
            delete(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id)
        )


def _use_up(ceremony: Ceremony, account_id: int | None, challenge: str, *, now: datetime) -> None:
    """Take a question back, whatever comes of the answer, so that none is answered twice.

    That is why it is stored before the answer is looked at. Raises PasskeyNotTaken.
    """
    with transaction() as session:
        whose = (
            PasskeyChallenge.account_id.is_(None)
            if account_id is None
            else PasskeyChallenge.account_id == account_id
        )
        asked = session.scalars(
            delete(PasskeyChallenge)
            .where(
                PasskeyChallenge.digest == tokens.hash_secret(challenge),
                PasskeyChallenge.ceremony == ceremony,
                PasskeyChallenge.expires_at > now,
                whose,
            )
            .returning(PasskeyChallenge.id)
        ).one_or_none()
    if asked is None:
        raise PasskeyNotTaken


def _check(session: Session, house: House, challenge: str, sent: str, *, now: datetime) -> Passkey:
    """Find the passkey that signed, and note its use. Raises PasskeyNotTaken."""
    # Of a key and its copy at once, one waits and is then seen to have counted too little.
    named = _by_credential(ceremonies.named_in(sent)).with_for_update(of=Passkey)
    key = session.scalars(named).one_or_none()
    if key is None:
        raise PasskeyNotTaken
    key.sign_count = ceremonies.check_use(
        house,
        sent,
        challenge=challenge,
        handle=keyring.passkey_handle(key.account_id),
        public_key=key.public_key,
        sign_count=key.sign_count,
    )
    key.last_used_at = now
    return key


def _by_credential(credential_id: str) -> Select[Passkey]:
    return select(Passkey).where(Passkey.credential_id == credential_id)


def _refuse_one_too_many(session: Session, account_id: int) -> None:
    count = session.scalars(
        select(func.count()).select_from(Passkey).where(Passkey.account_id == account_id)
    ).one()
    if count >= MOST_PASSKEYS:
        raise TooManyPasskeys(MOST_PASSKEYS)

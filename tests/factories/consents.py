"""Texts, and people who say yes to them."""

from __future__ import annotations

from eventapp.accounts.models import Organisation
from eventapp.consents.enums import ConsentPurpose
from eventapp.consents.services import TextKey, give, publish_text
from eventapp.consents.standard import digest_of, standard_text
from eventapp.registration.models import Registration
from tests.days import NOW
from tests.factories.accounts import make_account


def make_text(
    organisation: Organisation,
    text: str,
    *,
    purpose: ConsentPurpose = ConsentPurpose.PHOTO,
    language: str = "en",
    seen: int = 1,
) -> int:
    """Publish a text of an association's own and give its version."""
    key = TextKey(organisation.id, purpose, language)
    author_id = make_account(organisation=organisation).id
    return publish_text(key=key, text=text, seen=seen, author_id=author_id, now=NOW)


def say_yes(
    registration: Registration,
    purpose: ConsentPurpose = ConsentPurpose.PHOTO,
    *,
    text: str | None = None,
    language: str = "en",
) -> None:
    """Let a person say yes to the text that came with the program, or to another."""
    shown = digest_of(text or standard_text(purpose, language))
    give(
        registration_id=registration.id,
        key=TextKey(registration.event.organisation_id, purpose, language),
        shown=shown,
        gathering_ends_at=registration.event.ends_at,
        now=NOW,
    )

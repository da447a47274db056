"""Use cases of wording mails oneself. Each is one function and one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, true

from eventapp.accounts.models import Organisation
from eventapp.db import insert_or_update, transaction
from eventapp.errors import N_, Conflict
from eventapp.registration.wordings.enums import LetterKind
from eventapp.registration.wordings.lexicon import telling_words
from eventapp.registration.wordings.models import OwnWording
from eventapp.registration.wordings.queries import words_of_organisation


class WordsTell(Conflict):
    """A discreet mail would say what it is about."""

    def __init__(self, words: list[str]) -> None:
        """Name the words."""
        super().__init__(
            N_("A discreet mail must not say what it is about. Leave out: %(words)s"),
            words=", ".join(words),
        )


@dataclass(frozen=True, slots=True)
class Which:
    """Which of an association's mails is worded: its kind, language and form."""

    kind: LetterKind
    language: str
    is_discreet: bool


def word_letter(*, organisation_id: int, which: Which, subject: str, text: str) -> None:
    """Let a mail say what an association has written, from now on.

    A discreet mail keeps our subject. Raises WordsTell; then nothing was written.
    """
    with transaction() as session:
        organisation = session.get_one(Organisation, organisation_id)
        if which.is_discreet:
            words = telling_words(text, own=words_of_organisation(session, organisation))
            if words:
                raise WordsTell(list(words))
        said = {"subject": "" if which.is_discreet else subject, "text": text}
        insert_or_update(
            session,
            OwnWording,
            {
                "organisation_id": organisation_id,
                "kind": which.kind,
                "language": which.language,
                "is_discreet": which.is_discreet,
                **said,
            },
            unique=("organisation_id", "kind", "language", "is_discreet"),
            update=said,
            where=true(),
        )


def back_to_our_words(*, organisation_id: int, which: Which) -> None:
    """Let a mail say what it says by itself. Doing it twice changes nothing."""
    with transaction() as session:
        session.execute(
            delete(OwnWording).where(
                OwnWording.organisation_id == organisation_id,
                OwnWording.kind == which.kind,
                OwnWording.language == which.language,
                OwnWording.is_discreet == which.is_discreet,
            )
        )

"""The words that an association has written itself."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.columns import plain
from eventapp.db import Model
from eventapp.registration.wordings.enums import LetterKind


class OwnWording(Model):
    """What one kind of mail says in one language and form, in an association's own words."""

    __tablename__ = "own_wording"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "language", "is_discreet"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), info=plain()
    )
    kind: Mapped[LetterKind] = mapped_column(info=plain("Which mail it is."))
    language: Mapped[str] = mapped_column(String(8), info=plain())
    is_discreet: Mapped[bool] = mapped_column(info=plain("Which of the two forms it is."))
    #: Empty where our own is used. A discreet mail has never another one than ours.
    subject: Mapped[str] = mapped_column(Text, default="", info=plain("The subject, if it is set."))
    text: Mapped[str] = mapped_column(Text, info=plain("What the mail says."))

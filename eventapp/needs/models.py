"""What people need."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventapp.columns import Classification, DataClass, PersonalText, personal, plain
from eventapp.db import Model
from eventapp.needs.enums import NeedKind


def _until_three_days_after(purpose: str) -> dict[str, Classification]:
    return personal(DataClass.SPECIAL, purpose=purpose, retention="event + 3 days")


class Need(Model):
    """What one person needs of one kind: what she ticked, and what she wrote."""

    __tablename__ = "need"
    __table_args__ = (UniqueConstraint("registration_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=plain())
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), info=plain()
    )
    kind: Mapped[NeedKind] = mapped_column(info=_until_three_days_after("What the need is about."))
    #: The ticked ones with a blank between them: text, so that it will be encrypted.
    ticked: Mapped[str] = mapped_column(
        PersonalText, default="", info=_until_three_days_after("Making the day possible for her.")
    )
    words: Mapped[str] = mapped_column(
        PersonalText, default="", info=_until_three_days_after("Making the day possible for her.")
    )

    @property
    def items(self) -> list[str]:
        """Give the ticked ones, as they are stored."""
        return self.ticked.split()

"""What people said of the day, and that they said it: two tables that nothing joins."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from eventapp import tokens
from eventapp.columns import DataClass, PersonalText, personal, plain
from eventapp.db import Model


class EvaluationAnswer(Model):
    """One answer to one question, by nobody.

    Each answer on a form has a random key of its own, and there is no time and no number:
    nothing says who wrote it, nor which answers came from one hand. On SQLite the table is kept
    in the order of the key. PostgreSQL knows which rows were written together; so the rows
    are written anew, all at once, when the form closes.
    """

    __tablename__ = "evaluation_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(
        String(26), primary_key=True, default=tokens.new_secret, info=plain("A random key.")
    )
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True, info=plain()
    )
    text: Mapped[str] = mapped_column(
        PersonalText,
        info=personal(
            DataClass.SPECIAL,
            purpose="How the day was. Nothing says whose words they are.",
            retention="event + 60 days",
            exported=False,
        ),
    )


class EvaluationBallot(Model):
    """That somebody has answered, so that nobody does so twice (domain rule 15).

    It is a hash of her number with the secret of the window. When the form closes the secret
    is destroyed and these rows go.
    """

    __tablename__ = "evaluation_ballot"
    # No number and no time: the key alone decides where a row lies.
    __table_args__ = ({"sqlite_with_rowid": False},)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, info=plain()
    )
    ballot: Mapped[str] = mapped_column(
        String(64),
        primary_key=True,
        info=personal(
            DataClass.PSEUDONYMOUS,
            purpose="One voice for each person.",
            retention="event + 14 days",
            exported=False,
        ),
    )
